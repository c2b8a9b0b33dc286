"""Piles: people by bin of a number, and the middle one; in one round, beside the round before, or by groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from server.activities.contract.gap import name
from server.activities.contract.pool import Moves, Pool, Value
from server.activities.contract.result import (
    Cell,
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
)
from server.activities.measures.number import Number
from server.activities.measures.renumbered import renumbered
from server.activities.measures.table import PEOPLE, TWICE
from server.charts import piles as drawing
from server.charts.canvas import Canvas
from server.shares import is_quarter, is_three_fifths

FACTOR, SPAN = 2, 10  # between the middles of two groups; between the ends of the middle half

PROMPTS: Mapping[str, Prompt] = {
    "zero": Prompt(_("Who was ever told so, and when?")),
    "spread": Prompt(
        _("Ask one from either end: what did you think of?"),
        _("Turn to your neighbour: what did you think of when you chose your number?"),
    ),
    "agree": Prompt(_("Turn to your neighbour: does whoever is new here know it, too?")),
    "open": Prompt(
        _("Ask one person: what did you think of when you chose your number?"),
        _("Turn to your neighbour: what did you think of when you chose your number?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Piles(Result):
    """`figures` are in order and never leave: all that is told is in which bin of the `question` they lie, the middle
    one too. `before` is the round before, `groups` are those that a split shows, on the same bins."""

    question: Number
    figures: tuple[int, ...]
    before: Piles | None = None
    moves: Moves | None = None
    groups: tuple[Group, ...] = ()
    others: int = 0

    @property
    def people(self) -> int:
        """Each said one number."""
        return len(self.figures)

    @property
    def counts(self) -> tuple[int, ...]:
        """People by bin."""
        people = Counter(map(self.question.at, self.figures))
        return tuple(people[at] for at in range(len(self.question.parts[0].places)))

    def bin_at(self, quarter: int) -> int:
        """The bin of whoever has so many quarters of the others below them; two quarters: of the lower middle one."""
        return self.question.at(self.figures[(len(self.figures) - 1) * quarter // 4])

    @property
    def sides(self) -> tuple[Piles, ...]:
        """The groups' own."""
        return tuple(cast(Piles, group.result) for group in self.groups)

    def cells(self) -> Cells:
        """A row a bin: its people, before and after, or group by group."""
        if self.before:
            return self._table((self.before, self), TWICE)
        if self.groups:
            called = tuple(Phrase("%(name)s", slots={"name": Said(group.place.label)}) for group in self.groups)
            return self._table(self.sides, called)
        return self._table((self,), PEOPLE)

    def _table(self, shown: Sequence[Piles], columns: tuple[Phrase, ...]) -> Cells:
        numbers = zip(*(each.counts for each in shown), strict=True)
        places = zip(self.question.parts[0].places, numbers, strict=True)
        rows = (Cell("", place.key, self.question.label(at), "", row) for at, (place, row) in enumerate(places))
        return Cells(columns, tuple(rows))

    @property
    def median(self) -> Phrase:
        """The middle one, rounded to its bin."""
        return self.question.amount(self.bin_at(2))

    def finding(self) -> Phrase | None:
        """What half of the room says; of groups, how far their middles are apart; of two rounds, who went which way."""
        if self.before:
            return renumbered(self.before.median, self.median, self.moves)
        if self.groups and self._ends()[0] is not self._ends()[1]:
            low, high = self._ends()
            slots: Slots = {"low": name(low.place), "less": _of(low), "high": name(high.place), "more": _of(high)}
            return Phrase(_("%(high)s: %(more)s. %(low)s: %(less)s."), slots=slots)
        if self.bin_at(2) == len(self.question.edges):
            return Phrase(_("Half of us say %(figure)s."), slots={"figure": self.median})
        return Phrase(_("Half of us say %(figure)s or less."), slots={"figure": self.median})

    def _ends(self) -> tuple[Group, Group]:
        """The groups with the lowest and the highest middle; the same one twice where all are level."""
        ranked = sorted(self.groups, key=lambda group: cast(Piles, group.result).bin_at(2))
        middles = [cast(Piles, group.result).bin_at(2) for group in ranked]
        return (ranked[0], ranked[-1]) if middles[0] < middles[-1] else (ranked[0], ranked[0])

    def patterns(self) -> tuple[Seen, ...]:
        """Groups far apart, a quarter at nothing, a wide span, agreement, then "open"."""
        counts = self.counts
        most = max(range(len(counts)), key=lambda at: counts[at])
        head = Phrase(_("Half say %(figure)s or less"), slots={"figure": self.median})
        if self.bin_at(2) == len(self.question.edges):
            head = Phrase(_("Half say %(figure)s"), slots={"figure": self.median})
        found = [*self._gap(), *self._zero(counts), *self._spread()]
        if is_three_fifths(counts[most], self.people):
            found.append(Seen("agree", Phrase(_("%(n)s agree"), slots={"n": Portion(counts[most], self.people)})))
        leads = self.question.parts[0].places[most].key
        return (*found, Seen("leads", head, leads=leads), Seen("open", head))

    def _gap(self) -> list[Seen]:
        if not self.groups:
            return []
        low, high = self._ends()
        less, more = (self._end(cast(Piles, each.result).bin_at(2)) for each in (low, high))
        if low is high or more < FACTOR * less:
            return []
        head = Phrase(_("%(less)s or %(more)s?"), slots={"less": _of(low), "more": _of(high)})
        return [Seen("gap", head, {"low": name(low.place), "high": name(high.place)})]

    def _zero(self, counts: Sequence[int]) -> list[Seen]:
        edges = self.question.edges
        if not edges or edges[0] or not is_quarter(counts[0], self.people):
            return []
        slots: Slots = {"n": Portion(counts[0], self.people), "figure": self.question.amount(0)}
        return [Seen("zero", Phrase(_("%(n)s say %(figure)s"), slots=slots))]

    def _spread(self) -> list[Seen]:
        low, high = self.bin_at(1), self.bin_at(3)
        if low == high or self._end(high) < SPAN * max(1, self._end(low)):
            return []
        slots: Slots = {"low": self.question.amount(low), "high": self.question.amount(high)}
        return [Seen("spread", Phrase(_("From %(low)s to %(high)s"), slots=slots))]

    def _end(self, at: int) -> int:
        """How much a bin stands for where bins are compared."""
        return self.question.edges[min(at, len(self.question.edges) - 1)]

    def picture(self, canvas: Canvas) -> Picture:
        """Piles over their bins; below them the round before, or the groups."""
        before = self.before.counts if self.before else ()
        drawn = drawing.piles(self.counts, [each.counts for each in self.sides], canvas.use, before)
        return Picture("piles", drawn, (self,))


def piled(question: Number, pool: Pool) -> Piles:
    """Pool what people said, on the bins that the later round makes where two are compared."""
    settled = question.settled([each.value for each in pool.values], pool.minimum)
    earlier = Piles(settled, _figures(pool.before)) if pool.before is not None else None
    return Piles(settled, _figures(pool.values), earlier, pool.moves.get(""))


def apart(whole: Piles, groups: Sequence[Group], others: int) -> Piles:
    """The same by groups, each on the bins of the whole."""
    same = (group._replace(result=replace(cast(Piles, group.result), question=whole.question)) for group in groups)
    return replace(whole, groups=tuple(same), others=others)


def _figures(values: Sequence[Value]) -> tuple[int, ...]:
    return tuple(sorted(cast(int, each.value) for each in values))


def _of(group: Group) -> Phrase:
    return cast(Piles, group.result).median
