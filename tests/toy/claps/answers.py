"""What people may send to the toy kind that can be clapped for, and do in it."""

from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.contract.activity import Activity


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Liked or not."""
    return st.sampled_from(["yes", "no"])


def actions(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What participants do."""
    return st.just(("clap", None))


def acts(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What whoever facilitates does."""
    return st.just(("clear", None))
