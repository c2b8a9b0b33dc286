"""Orders in two views of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Phrase,
    Said,
    Seen,
    Slots,
    _,
)
from server.activities.contract.text import Text, within
from server.activities.measures.ranks import Ranks, ranked
from server.activities.measures.twice import Twice


@dataclass(frozen=True, slots=True)
class Viewed(Twice):
    """Two views. Whoever answered one of them counts there, and nothing tells who said what in both."""

    views: tuple[Text, Text]

    @property
    def heads(self) -> tuple[Phrase, Phrase]:
        """The views' names."""
        first, second = (Phrase("%(name)s", slots={"name": Said(view)}) for view in self.views)
        return first, second

    @property
    def people(self) -> int:
        """Who gave the later one, or the earlier, where that is all there is to see."""
        return self.second.people or self.first.people

    @property
    def _alone(self) -> tuple[Ranks, Text] | None:
        """The only one to be seen."""
        first, second = self.views
        if self.first.people and self.second.people:
            return None
        return (self.second, second) if self.second.people else (self.first, first)

    def finding(self) -> Phrase | None:
        """What stands where in both."""
        if alone := self._alone:
            shown, view = alone
            said = shown.finding()
            return said and Phrase(_("%(view)s: %(finding)s"), slots={"view": Said(view), "finding": said})
        leap, (first, second) = self.leaps[0], self.views
        if not leap.far:
            return Phrase(_("Both views give the same order."))
        slots: Slots = {**leap.slots, "first": Said(within(first)), "second": Said(within(second))}
        return Phrase(_("%(name)s: %(then)s %(first)s, %(now)s %(second)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """A jump, then what the later view looks like by itself."""
        if alone := self._alone:
            return alone[0].patterns()
        return (*self.jumped(), *self.second.patterns())

    def names(self) -> tuple[object, ...]:
        """The items, and the views."""
        return (self.first.places, self.views)


def viewed(places: tuple[Place, ...], pool: Pool, views: tuple[Text, Text]) -> Viewed:
    """Pool two views."""
    assert pool.before is not None
    return Viewed(ranked(places, pool.before), ranked(places, pool.values), views)
