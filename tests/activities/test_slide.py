"""Slide: it is read, and nobody answers it."""

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.slide import Slide
from server.phases import Phase, Step
from server.refusals import Refused


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """What people may send: nothing."""
    return st.nothing()


def slide(**changes: Any) -> Slide:
    """A small slide with some fields changed."""
    return Slide.model_validate(
        {"key": "hello", "kind": "slide", "title": "Hello", "minutes": 1, "heading": "Hello", **changes}
    )


def test_it_is_read_and_that_is_all() -> None:
    assert slide().course() == (Step(Phase.READ, 0),)
    assert slide().poses().parts == ()
    assert not slide().takes_answers


@pytest.mark.parametrize("raw", [None, "", "hello", 0, [], {}])
def test_it_takes_no_answers(raw: JsonValue) -> None:
    with pytest.raises(Refused) as refused:
        slide().poses().accept(raw)
    assert refused.value.code == "wrong-value"


@pytest.mark.parametrize("changes", [{"heading": ""}, {"heading": None}, {"body": "x" * 901}, {"options": []}])
def test_content_that_would_not_work_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        slide(**changes)
