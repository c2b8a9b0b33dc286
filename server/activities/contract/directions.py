"""Which way people went between the places of a part that has an order, as far as that may be told."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Direction(IntEnum):
    """From a place to a lower one, to the same, or to a higher one."""

    DOWN = -1
    STAYED = 0
    UP = 1


class Went(NamedTuple):
    """So many people went one way; where that is not `told`, at least so many."""

    people: int
    told: bool


class Directions(NamedTuple):
    """People by direction."""

    down: Went
    stayed: Went
    up: Went

    @property
    def told(self) -> tuple[int, int, int] | None:
        """Who went down, stayed and went up; None where any of them is not told."""
        down, stayed, up = self
        return (down.people, stayed.people, up.people) if all(each.told for each in self) else None
