"""Where a room stands: phases, and the stops on the course of an activity."""

from enum import StrEnum
from typing import NamedTuple


class Phase(StrEnum):
    """Where a room stands. With the round number a phase gives every label ("Vote again")."""

    LOBBY = "lobby"
    READ = "read"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    TALK = "talk"
    SHIFT = "shift"
    SPLIT = "split"
    ENDED = "ended"


FIRST_ROUND = 1


class Step(NamedTuple):
    """One stop on an activity's course: a phase, and the round it belongs to (0: no answers)."""

    phase: Phase
    round: int
