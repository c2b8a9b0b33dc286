"""What comes of a round for those who look: a result, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.activities.contract.pool import Moves
from server.activities.contract.result import Group, Result


@dataclass(frozen=True, slots=True)
class Withheld:
    """No result yet: how many answered (a count of people is no result) and how many it takes."""

    people: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The groups that a split shows, how many count in the whole only, and whether some were too few to be shown."""

    groups: tuple[Group, ...]
    others: int
    some_are_few: bool


@dataclass(frozen=True, slots=True)
class Released:
    """A result that may be seen; made by disclosure and nowhere else. `moves` tells, by part, how the people of two
    rounds moved, where the result is of both; `sides`, which groups it is split by. Never both."""

    result: Result
    moves: Mapping[str, Moves] = field(default_factory=dict)
    sides: Sides | None = None

    @property
    def people(self) -> int:
        """How many answered."""
        return self.result.people


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A result that its kind failed to make of what so many answered. It costs its picture; the answers are rows."""

    people: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A result of so many, kept back until the room was asked again; meanwhile cards for `patterns` may be held."""

    people: int
    patterns: tuple[str, ...]


Outcome = Released | Withheld | Kept | Undrawn
