"""Who stands where: the result of orders. An item's place comes from its average place in all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import cast

from server.activities.contract.pool import Value
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Cell,
    Cells,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Said,
    Seen,
    Share,
    Slot,
    Slots,
    _,
)
from server.activities.measures.order import FIRST
from server.charts import ranks as drawing
from server.charts.canvas import Canvas
from server.shares import tenths

AGREED, FEWEST_WITH_A_LAST = 60, 4  # percent who put one first; items

PROMPTS: Mapping[str, Prompt] = {
    "agree": Prompt(
        _("Ask one person who did not put “%(name)s” first: what do you see that others do not?"),
        _("Turn to your neighbour: what would have to change before “%(name)s” came second?"),
    ),
    "last": Prompt(
        _("Ask one person: who pays for the last place of “%(name)s”?"),
        _("Turn to your neighbour: who pays for the last place of “%(name)s”?"),
    ),
    "open": Prompt(
        _("Ask one person: which of these was hardest to place, and why?"),
        _("Turn to your neighbour: which of these was hardest to place, and why?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Rank:
    """One item: how many put it first, and twice the sum of its places, because shared ones have halves."""

    place: Place
    firsts: int
    halves: int
    people: int

    @property
    def tenths(self) -> int:
        """Its average place."""
        return tenths(self.halves, 2 * self.people)

    @property
    def average(self) -> float | None:
        """The same with one decimal; None of nobody."""
        return self.tenths / 10 if self.people else None

    @property
    def name(self) -> Slot:
        """What sentences call it."""
        return Said(self.place.short) if self.place.short else self.place.letter


@dataclass(frozen=True, slots=True)
class Ranks(Result):
    """In the author's order; so many people gave one each."""

    rows: tuple[Rank, ...]
    answered: int

    @property
    def people(self) -> int:
        """Each gave one order."""
        return self.answered

    @property
    def ranked(self) -> list[Rank]:
        """The room's order: by average place, then by who is first more often, then by letter."""
        return sorted(self.rows, key=lambda row: (row.halves, -row.firsts))

    def cells(self) -> Cells:
        """A row an item: people who put it first, and its average place."""
        columns = (Phrase(_("Put it first")), Phrase(_("Average place")))
        return Cells(columns, tuple(cell(row.place, row.firsts, row.average) for row in self.rows))

    def finding(self) -> Phrase | None:
        """What stands first."""
        best, second = self.ranked[:2]
        if best.tenths == second.tenths:
            both: Slots = {"first": best.name, "second": second.name}
            return Phrase(_("Level in front: %(first)s and %(second)s."), slots=both)
        slots: Slots = {"name": best.name, "share": Share(best.firsts, self.people)}
        if not best.firsts:
            return Phrase(_("First place without anybody’s first: %(name)s."), slots=slots)
        return Phrase(_("First place: %(name)s. %(share)s put it there."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """Most agree on the first, or on the last; then "open"."""
        ranked = self.ranked
        best, last = max(ranked, key=lambda row: row.firsts), ranked[-1]
        found = []
        if best.firsts * 100 >= AGREED * max(1, self.people):
            slots: Slots = {"name": best.name, "n": Portion(best.firsts, self.people)}
            found.append(Seen("agree", Phrase(_("%(n)s put “%(name)s” first"), slots=slots), slots))
        if self._is_last(last):
            named: Slots = {"name": last.name}
            found.append(Seen("last", Phrase(_("Last place: %(name)s"), slots=named), named))
        head = Phrase(_("First place: %(name)s"), slots={"name": ranked[0].name})
        return (*found, Seen("leads", head, leads=ranked[0].place.key), Seen("open", head))

    def _is_last(self, row: Rank) -> bool:
        """Whether its average is nearer to the last place than to the one before."""
        return len(self.rows) >= FEWEST_WITH_A_LAST and row.tenths > 10 * len(self.rows) - 5

    def picture(self, canvas: Canvas) -> Picture:
        """The room's order from first to last, dots for those who put an item first."""
        return Picture("ranks", drawing.ranks(self.stands(), self.people, canvas.use), (self.places, ()))

    def stands(self) -> tuple[drawing.Stand, ...]:
        """What is to be drawn, from first to last."""
        at = {row.place.key: number for number, row in enumerate(self.rows)}
        return tuple(drawing.Stand(at[row.place.key], row.firsts, row.tenths) for row in self.ranked)

    @property
    def places(self) -> tuple[Place, ...]:
        """The items."""
        return tuple(row.place for row in self.rows)


def cell(place: Place, *numbers: float | None) -> Cell:
    """An item's line of the table."""
    return Cell(FIRST.key, place.key, place.label, place.letter, numbers)


def ranked(places: Sequence[Place], values: Sequence[Value]) -> Ranks:
    """Pool orders."""
    firsts: Counter[str] = Counter()
    halves = dict.fromkeys((place.key for place in places), 0)
    for length, orders in _by_length(values).items():
        open_place = length + 1 + len(places)  # twice the mean of the places that are left
        for key in halves:
            halves[key] += open_place * len(orders)
        for at in range(length):
            for key, people in Counter(map(itemgetter(at), orders)).items():
                halves[key] += (2 * (at + 1) - open_place) * people
                firsts[key] += 0 if at else people
    rows = (Rank(place, firsts[place.key], halves[place.key], len(values)) for place in places)
    return Ranks(tuple(rows), len(values))


def _by_length(values: Sequence[Value]) -> Mapping[int, Sequence[Sequence[str]]]:
    found: dict[int, list[list[str]]] = defaultdict(list)
    for each in values:
        order = cast("list[str]", each.value)  # as the question accepted it
        found[len(order)].append(order)
    return found
