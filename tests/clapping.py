"""Choices in which people can clap, as in the toy kind, because no kind of the product has events yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

import pytest
from pydantic import JsonValue

from server.activities import Choice
from server.room.actions import Action
from tests.toy.claps.claps import Applause, Claps

OURS = ("acting", "action", "act", "start", "fold", "due")


@contextmanager
def clapping() -> Iterator[None]:
    """Until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OURS:
            patch.setattr(Choice, name, getattr(Claps, name))
        yield


def an_action(
    what: str = "clap", value: JsonValue = None, action_id: str = "", activity: str = "plan", round: int = 1
) -> Action:
    """What somebody wants to do, right but for what is changed."""
    return Action(action_id or token_hex(16), activity, round, what, value)


def total(state: object) -> int:
    """All claps of a state."""
    assert isinstance(state, Applause)
    return state.total
