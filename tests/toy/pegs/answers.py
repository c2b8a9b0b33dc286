"""What people may send to the toy kind of several parts."""

from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.contract.activity import Activity


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Kept or dropped, some of the things."""
    keys = st.sampled_from([part.key for part in activity.poses().parts])
    given: st.SearchStrategy[JsonValue] = st.dictionaries(keys, st.integers(1, 2), min_size=1)
    return given
