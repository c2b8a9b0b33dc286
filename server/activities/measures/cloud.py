"""A cloud: how many put one thing where on a field of two lines. Nothing tells which two places are one person's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.activities.contract.pool import Value
from server.activities.contract.question import Part
from server.activities.measures.spots import Spot, Spots
from server.shares import is_quarter


class Corner(NamedTuple):
    """A quarter of the field, on neither line: towards the high end of the line across or the low one, and of the
    line up."""

    right: bool
    high: bool

    def has(self, spot: Spot) -> bool:
        """Whether this is in it; on a line nothing is."""
        return bool(spot.across and spot.up) and (spot.across > 0, spot.up > 0) == self


CORNERS = {"hh": Corner(True, True), "hl": Corner(True, False), "lh": Corner(False, True), "ll": Corner(False, False)}
OPPOSITE = (("hh", "ll"), ("hl", "lh"))


@dataclass(frozen=True, slots=True)
class Cloud:
    """How many put a thing where; who did is not in it, so that no two clouds can be put together."""

    part: Part
    spots: tuple[tuple[Spot, int], ...]

    @property
    def people(self) -> int:
        """Who placed it."""
        return sum(people for _spot, people in self.spots)

    @property
    def middle(self) -> Spot:
        """The lower median of both lines, in steps."""
        return Spot(*(self._median(line) for line in range(len(Spot._fields))))

    def _median(self, line: int) -> int:
        """Step by step, as people are many and steps are few."""
        left = (self.people - 1) // 2
        for step, people in sorted((spot[line], people) for spot, people in self.spots):
            if left < people:
                return step
            left -= people
        raise AssertionError("a cloud is of somebody")

    def at(self, corner: Corner) -> int:
        """Who stands in this corner."""
        return sum(people for spot, people in self.spots if corner.has(spot))

    @property
    def is_split(self) -> bool:
        """Whether a quarter stands in each of two opposite corners."""
        return any(all(is_quarter(self.at(CORNERS[key]), self.people) for key in both) for both in OPPOSITE)


def gathered(question: Spots, values: Sequence[Value]) -> Iterator[Cloud]:
    """A cloud a thing, each pooled by itself."""
    for part in question.parts:
        spots = Counter(question.spot(each.value, part) for each in values)
        yield Cloud(part, tuple(sorted(spots.items())))
