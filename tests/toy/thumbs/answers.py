"""What people may send to the toy kind."""

from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.contract.activity import Activity


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Up or down."""
    return st.sampled_from(["up", "down"])
