"""The orders of two groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.activities.contract.gap import name
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Group,
    Phrase,
    Result,
    Said,
    Seen,
    Slots,
    _,
)
from server.activities.measures.ranks import Ranks
from server.activities.measures.twice import FAR, Twice


@dataclass(frozen=True, slots=True)
class Grouped(Twice):
    """Two groups of the people who gave a whole room's order; who is in neither counts in the whole only."""

    whole: Result
    groups: tuple[Place, Place]

    @property
    def heads(self) -> tuple[Phrase, Phrase]:
        """The groups' names."""
        first, second = (Phrase("%(name)s", slots={"name": Said(group.label)}) for group in self.groups)
        return first, second

    @property
    def people(self) -> int:
        """All who answered."""
        return self.whole.people

    def finding(self) -> Phrase | None:
        """What stands furthest apart in the groups."""
        leap = self.leaps[0]
        if not leap.far:
            return Phrase(_("Both groups give the same order."))
        first, second = map(name, self.groups)
        slots: Slots = {**leap.slots, "first": first, "second": second}
        return Phrase(_("%(name)s: %(first)s %(then)s, %(second)s %(now)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """A gap of several places, then "open"."""
        leap, head = self.leaps[0], self.finding() or Phrase("")
        low, high = self.groups if leap.goal < leap.origin else self.groups[::-1]
        slots: Slots = {"low": name(low), "high": name(high)}
        opened = tuple(seen for seen in self.whole.patterns() if seen.pattern == "open")
        return (Seen("gap", head, slots), *opened) if leap.far >= FAR else opened

    def names(self) -> tuple[object, ...]:
        """The items, and the groups."""
        return (self.first.places, tuple(group.label for group in self.groups))


def grouped(whole: Result, groups: Sequence[Group]) -> Grouped | None:
    """Two groups side by side; None where there are not two that gave an order."""
    match groups:
        case [Group(one, Ranks() as first), Group(other, Ranks() as second)] if first.people and second.people:
            return Grouped(first, second, whole, (one, other))
    return None
