"""Predict the room."""

from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.measures.guesses import SHARES


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A step of five."""
    return st.sampled_from(SHARES)
