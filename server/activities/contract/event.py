"""An event: what happened inside an activity besides answers. A state is the fold over them."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import JsonValue

FACILITATOR, CLOCK = 0, -1
"""Who acts where it is no participant: whoever facilitates, or a time that had come."""

State = Any
"""What a kind makes of its events: immutable, and of a shape that only the kind knows. None where nothing happens."""


class Due(NamedTuple):
    """Something that happens by itself, so many seconds after its round was opened, as an event of `CLOCK`."""

    seconds: float
    what: str
    value: JsonValue = None


class Event(NamedTuple):
    """What somebody did, as it is stored: never changed, in the order of commits. `at_ms` is the wall clock's."""

    actor: int
    what: str
    value: JsonValue
    at_ms: int


class Deed(NamedTuple):
    """What a made-up participant does in a rehearsal, or whoever facilitates: not yet looked at by its kind."""

    actor: int
    what: str
    value: JsonValue
