"""Two orders of the same items side by side: before and after a talk, or in two views of one thing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.activities.contract import apart
from server.activities.contract.pool import Moves, Pool
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Cells,
    Group,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Said,
    Seen,
    Slots,
    _,
    ngettext,
)
from server.activities.contract.text import Text, within
from server.activities.measures import ranks
from server.activities.measures.order import FIRST
from server.activities.measures.ranks import Rank, Ranks, cell, ranked
from server.charts import orders as drawing
from server.charts.canvas import Canvas
from server.shares import is_quarter

FAR = 3  # places
PLACES = (_("1st"), _("2nd"), _("3rd"), _("4th"), _("5th"), _("6th"), _("7th"), _("8th"))

PROMPTS: Mapping[str, Prompt] = {
    "jump": Prompt(
        _("Ask one person about %(name)s: what makes the difference?"),
        _("Talk with your neighbour about %(name)s: what makes the difference?"),
    ),
    "moved": Prompt(
        _("Ask someone who put another one first this time: what did you hear?"),
        _("Turn to your neighbour: did one of you put another one first, and what did you hear?"),
    ),
    **ranks.PROMPTS,
}


class Leap(NamedTuple):
    """From one place to another, each from 1."""

    rank: Rank
    origin: int
    goal: int

    @property
    def far(self) -> int:
        """How many places."""
        return abs(self.goal - self.origin)

    @property
    def slots(self) -> Slots:
        """What sentences say of it."""
        then, now = (Phrase(PLACES[at - 1]) for at in (self.origin, self.goal))
        return {"name": self.rank.name, "then": then, "now": now}


@dataclass(frozen=True, slots=True)
class Twice(Result):
    """Both orders. One that nobody may see has nobody."""

    first: Ranks
    second: Ranks

    @property
    @abstractmethod
    def heads(self) -> tuple[Phrase, Phrase]:
        """What the two are called in a table."""

    @property
    def people(self) -> int:
        """Who gave the later one."""
        return self.second.people

    def cells(self) -> Cells:
        """A row an item: people who put it first, and its average place, in both."""
        both = [(Phrase(_("%(round)s: put it first"), slots={"round": head}), head) for head in self.heads]
        averages = [Phrase(_("%(round)s: average place"), slots={"round": head}) for head in self.heads]
        pairs = zip(self.first.rows, self.second.rows, strict=True)
        rows = (cell(one.place, _firsts(one), _firsts(other), one.average, other.average) for one, other in pairs)
        return Cells((*(phrase for phrase, _head in both), *averages), tuple(rows))

    @property
    def leaps(self) -> list[Leap]:
        """Every item's, the furthest first; of those that go as far, the one that ends nearer to the top."""
        origin = {row.place.key: at for at, row in enumerate(self.first.ranked, 1)}
        leaps = [Leap(row, origin[row.place.key], at) for at, row in enumerate(self.second.ranked, 1)]
        return sorted(leaps, key=lambda leap: (-leap.far, leap.goal))

    def jumped(self) -> tuple[Seen, ...]:
        """That one is far from where it was."""
        leap = self.leaps[0]
        if leap.far < FAR:
            return ()
        return (Seen("jump", Phrase(_("%(name)s: from %(then)s to %(now)s"), slots=leap.slots), leap.slots),)

    def picture(self, canvas: Canvas) -> Picture:
        """Two columns with lines between."""
        drawn = drawing.orders(self.first.stands(), self.second.stands(), self._sizes, canvas.use)
        return Picture("orders", drawn, self.names(), wide=True)

    def names(self) -> tuple[object, ...]:
        """What the picture's rows, and its columns where they have names of their own, are called."""
        return (self.first.places, ())

    @property
    def _sizes(self) -> tuple[int, int]:
        return self.first.people, self.second.people


def _firsts(rank: Rank) -> int | None:
    return rank.firsts if rank.people else None


@dataclass(frozen=True, slots=True)
class Reordered(Twice):
    """Before and after; of single people it is told what they put first, as far as that may be."""

    moves: Moves

    @property
    def heads(self) -> tuple[Phrase, Phrase]:
        """Two rounds."""
        return Phrase(_("Before")), Phrase(_("After"))

    def finding(self) -> Phrase | None:
        """How many put another one first, and what became of the order."""
        leap = self.leaps[0]
        order = (
            Phrase(_("%(name)s went from %(then)s to %(now)s."), slots=leap.slots)
            if leap.far
            else Phrase(_("The order stood still."))
        )
        people = self._moved()
        return Phrase(_("%(first)s %(second)s"), slots={"first": people, "second": order}) if people else order

    def _moved(self) -> Phrase | None:
        moved, least = self.moves.moved, self.moves.at_least
        slots: Slots = {"moved": least, "paired": self.moves.paired}
        if moved == 0:
            return Phrase(_("Nobody put another one first."))
        if moved is None:
            at_least = Phrase(_("At least %(moved)s of %(paired)s put another one first."), slots=slots)
            return at_least if least else None
        words = ngettext(
            "%(moved)s of %(paired)s put another one first.", "%(moved)s of %(paired)s put another one first."
        )
        return Phrase(*words, slots, least)

    def patterns(self) -> tuple[Seen, ...]:
        """A jump; that many put another one first; then what the later round looks like by itself."""
        least, still = self.moves.at_least, self.second.patterns()
        if not least or not is_quarter(least, self.moves.paired):
            return (*self.jumped(), *still)
        told = self.moves.moved is not None
        many = Portion(least, self.moves.paired) if told else least
        words = _("%(n)s put another one first") if told else _("At least %(n)s put another one first")
        return (*self.jumped(), Seen("moved", Phrase(words, slots={"n": many})), *still)


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
        first, second = map(apart.name, self.groups)
        slots: Slots = {**leap.slots, "first": first, "second": second}
        return Phrase(_("%(name)s: %(first)s %(then)s, %(second)s %(now)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """A gap of several places, then "open"."""
        leap, head = self.leaps[0], self.finding() or Phrase("")
        low, high = self.groups if leap.goal < leap.origin else self.groups[::-1]
        slots: Slots = {"low": apart.name(low), "high": apart.name(high)}
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


def reordered(places: tuple[Place, ...], pool: Pool) -> Reordered:
    """Pool two rounds."""
    assert pool.before is not None
    return Reordered(ranked(places, pool.before), ranked(places, pool.values), pool.moves[FIRST.key])


def viewed(places: tuple[Place, ...], pool: Pool, views: tuple[Text, Text]) -> Viewed:
    """Pool two views."""
    assert pool.before is not None
    return Viewed(ranked(places, pool.before), ranked(places, pool.values), views)
