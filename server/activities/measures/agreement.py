"""People by bin, thing by thing: the result of several things that each person puts into one of a few bins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.activities.contract.pool import Value
from server.activities.contract.question import Part, Question
from server.activities.contract.result import (
    Cells,
    Percent,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Said,
    Seen,
    Series,
    Slot,
    Slots,
    _,
    ngettext,
)
from server.activities.measures.table import by_place, counted
from server.charts import bins as drawing
from server.charts.canvas import Canvas
from server.shares import is_close, is_crowd, is_four_fifths

LONG = 36  # signs of a thing in a headline

PROMPTS: Mapping[str, Prompt] = {
    "divided": Prompt(
        _("Find someone who sorted %(name)s differently. What would change your mind?"),
        _("Turn to your neighbour: what would make you sort %(name)s differently?"),
    ),
    "all": Prompt(_("Which of these did we do last month?")),
    "open": Prompt(
        _("Ask one person: which of these was hardest to sort, and why?"),
        _("Turn to your neighbour: which of these was hardest to sort, and why?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """People by bin of one thing, in the order of the bins."""

    part: Part
    bins: tuple[int, ...]

    @property
    def people(self) -> int:
        """Who put it somewhere."""
        return sum(self.bins)

    @property
    def most(self) -> int:
        """Who agrees: the people of the fullest bin."""
        return max(self.bins)

    @property
    def agreement(self) -> Fraction:
        """The share of the fullest bin."""
        return Fraction(self.most, self.people)

    @property
    def lean(self) -> Fraction:
        """From 0, where all chose the first bin, towards the last one."""
        return Fraction(sum(at * people for at, people in enumerate(self.bins)), self.people)

    @property
    def is_divided(self) -> bool:
        """Whether the two fullest bins are close."""
        first, second = sorted(self.bins, reverse=True)[:2]
        return is_close(first, second, self.people)


@dataclass(frozen=True, slots=True)
class Agreement(Result):
    """In the author's order, and drawn in that of agreement where it `sorts`. `answered` put at least one thing
    somewhere; a thing that too few did has nobody."""

    rows: tuple[Row, ...]
    answered: int
    sorts: bool = True

    @property
    def people(self) -> int:
        """Who sorted anything."""
        return self.answered

    def cells(self) -> Cells:
        """A row a thing and bin."""
        return by_place((row.part, row.bins) for row in self.rows)

    @property
    def told(self) -> list[Row]:
        """Those that enough people sorted."""
        return [row for row in self.rows if row.people]

    @property
    def divided(self) -> Row | None:
        """What the room is most divided about; None where it agrees on everything, or nothing is told."""
        return None if self._is_agreed else min(self.told, key=lambda row: row.agreement, default=None)

    @property
    def _is_agreed(self) -> bool:
        return all(is_four_fifths(row.most, row.people) for row in self.told)

    def finding(self) -> Phrase | None:
        """What divides the room most, or that nothing does."""
        if not self.told:
            return Phrase(_("Nothing was sorted by enough people yet."))
        divided = self.divided
        if divided is None:
            many = len(self.told)
            if many == 1:
                return Phrase(_("We agree on %(name)s."), slots={"name": name(self.told[0].part)})
            return Phrase(*ngettext("We agree on all %(n)s.", "We agree on all %(n)s."), {"n": many}, many)
        if len(divided.bins) > 2:
            slots: Slots = {"name": name(divided.part), "parts": self._parts(divided)}
            return Phrase(_("%(name)s splits us into %(parts)s."), slots=slots)
        first, second = (self._part(people, divided) for people in divided.bins)
        slots = {"name": name(divided.part), "first": first, "second": second}
        return Phrase(_("%(name)s splits us %(first)s to %(second)s."), slots=slots)

    def _parts(self, row: Row) -> Series:
        """The people of its bins, the fullest first, without those of nobody."""
        return Series([self._part(people, row) for people in sorted(row.bins, reverse=True) if people])

    def _part(self, people: int, row: Row) -> Slot:
        """In a crowd as shares, however many of it sorted this."""
        return (Percent if is_crowd(self.answered) else Portion)(people, row.people)

    def patterns(self) -> tuple[Seen, ...]:
        """One thing that divides, or none, then "open"."""
        if not self.told:
            return (Seen("open", Phrase(_("Too few for a picture"))),)
        divided = self.divided
        if divided is None:
            head = Phrase(_("We agree"))
            return Seen("all", head), Seen("open", head)
        head = Phrase(_("%(name)s: %(parts)s"), slots={"name": name(divided.part), "parts": self._parts(divided)})
        rest = Seen("leads", head, leads=divided.part.key), Seen("open", head)
        if divided.is_divided:
            return Seen("divided", head, {"name": name(divided.part)}), *rest
        return rest

    def picture(self, canvas: Canvas) -> Picture:
        """A row a thing, equally long; what divides the room most is framed."""
        rows = sorted(self.told, key=lambda row: row.lean) if self.sorts else list(self.told)
        rows += [row for row in self.rows if not row.people]
        divided = self.divided
        framed = rows.index(divided) if divided is not None else None
        drawn = drawing.bins([row.bins for row in rows], self.answered, canvas.use, framed)
        return Picture("bins", drawn, (tuple(row.part for row in rows), self.sorts), wide=True)


def agreed(question: Question, values: Sequence[Value], people: int, sorts: bool = True) -> Agreement:
    """Pool where people put each thing; so many answered."""
    return Agreement(tuple(Row(*each) for each in counted(question, values)), people, sorts)


def name(part: Part) -> Slot:
    """What a thing is called, in quotes: itself, or where that is long its short form."""
    label = part.label
    longest = max(map(len, label.values() if isinstance(label, dict) else [label]))
    called = part.short if part.short and longest > LONG else label
    return Phrase(_("“%(statement)s”"), slots={"statement": Said(called)})
