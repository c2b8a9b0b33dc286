"""What is said to one phone."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from server.activities.contract.text import Key
from server.live.messages import ack, ack_line, encoded
from server.room.answers import Given

KEYS = st.from_regex(r"\A[a-z][a-z0-9-]{0,47}\Z")
WHOLE = st.integers(0, 2**53)


@given(KEYS, st.from_regex(r"\A[0-9a-f]{32}\Z"), WHOLE, WHOLE, WHOLE, st.booleans(), st.booleans())
def test_the_line_of_an_ack_is_the_ack(
    activity: str, answer_id: str, round: int, rev: int, version: int, fresh: bool, mended: bool
) -> None:
    assert TypeAdapter(Key).validate_python(activity) == activity
    stored = Given(7, answer_id, activity, round, rev, {"any": "value"}, version, fresh, mended)
    assert ack_line(stored) == encoded(ack(stored))
    assert json.loads(ack_line(stored)) == ack(stored)
    assert ("value" in ack(stored)) == mended
