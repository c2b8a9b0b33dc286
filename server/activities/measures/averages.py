"""Average points: the result of a hundred points that each person shared out, in one round or beside the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    Slot,
    Slots,
    _,
)
from server.activities.measures.shares import ALL, Shares
from server.activities.measures.table import TWICE
from server.charts import shares as drawing
from server.charts.canvas import Canvas
from server.shares import percent

EVEN, TOP = 8, 40  # points between the averages; of one average

ALIKE = {
    2: _("We give both about the same."),
    3: _("We give all three about the same."),
    4: _("We give all four about the same."),
    5: _("We give all five about the same."),
    6: _("We give all six about the same."),
}

PROMPTS: Mapping[str, Prompt] = {
    "allin": Prompt(
        _("Ask one of the %(n)s: what did you leave out, and why? Then ask someone who shared."),
        _("Turn to your neighbour: what did you leave out, and why?"),
    ),
    "even": Prompt(_("Turn to your neighbour: what would you take from which?")),
    "top": Prompt(
        _("Ask someone who gave it little: what do the others not see?"),
        _("Turn to your neighbour: what speaks for the others?"),
    ),
    "open": Prompt(
        _("Ask one person: what was hardest to leave without points?"),
        _("Turn to your neighbour: what was hardest to leave without points?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What people gave one thing: how many gave how many points."""

    place: Place
    given: Mapping[int, int]

    @property
    def total(self) -> int:
        """All points it got."""
        return sum(points * people for points, people in self.given.items())


@dataclass(frozen=True, slots=True)
class Averages(Result):
    """In the author's order; `before` is the round before where both are compared. Nobody's rows are laid side by
    side: what two rounds tell is how the averages differ."""

    rows: tuple[Row, ...]
    answered: int
    minimum: int
    before: Averages | None = None

    @property
    def people(self) -> int:
        """Each shared out a hundred points."""
        return self.answered

    def average(self, row: Row) -> float:
        """Points out of a hundred, to one place."""
        return (20 * row.total + self.answered) // (2 * self.answered) / 10 if self.answered else 0.0

    @property
    def whole(self) -> tuple[int, ...]:
        """The averages as they are shown: in whole points, each rounded once."""
        return tuple(percent(row.total, ALL * self.answered) for row in self.rows)

    def cells(self) -> Cells:
        """A row a thing: its average, before it that of the round before."""
        rounds = [each for each in (self.before, self) if each]
        names = (Phrase(_("Points on average")),) if not self.before else TWICE
        return Cells(names, tuple(_cell(place, at, rounds) for at, place in enumerate(self.places)))

    @property
    def places(self) -> tuple[Place, ...]:
        """What points were shared between."""
        return tuple(row.place for row in self.rows)

    def finding(self) -> Phrase | None:
        """Where most of the points go, or what changed most since the round before."""
        if self.before:
            return self._changed(self.before)
        if self._is_even:
            return Phrase(ALIKE[len(self.rows)])
        best, points = self._best
        slots: Slots = {"avg": points, "all": ALL, "name": name(best)}
        return Phrase(_("%(avg)s of %(all)s points go to %(name)s."), slots=slots)

    def _changed(self, before: Averages) -> Phrase:
        steps = [now - then for then, now in zip(before.whole, self.whole, strict=True)]
        most = max(steps, key=abs)
        if not most:
            return Phrase(_("All averages are as they were."))
        at = steps.index(most)
        slots: Slots = {"name": name(self.places[at]), "before": before.whole[at], "after": self.whole[at]}
        return Phrase(_("From %(before)s to %(after)s points: %(name)s."), slots=slots)

    @property
    def _best(self) -> tuple[Place, int]:
        """What has the highest average; ties keep A to H order."""
        best = max(self.rows, key=lambda row: row.total)
        return best.place, percent(best.total, ALL * self.answered)

    @property
    def _is_even(self) -> bool:
        totals = [row.total for row in self.rows]
        return max(totals) - min(totals) <= EVEN * self.answered

    def patterns(self) -> tuple[Seen, ...]:
        """Who gave one thing everything, all about the same, one far ahead, then "open"."""
        best, points = self._best
        head = Phrase(_("%(n)s of %(all)s for %(letter)s"), slots={"n": points, "all": ALL, "letter": best.letter})
        found = []
        everything = sum(row.given.get(ALL, 0) for row in self.rows)
        if everything >= self.minimum:
            all_in: Slots = {"n": Portion(everything, self.answered)}
            found.append(Seen("allin", Phrase(_("%(n)s gave it everything"), slots=all_in), all_in))
        if self._is_even:
            head = Phrase(_("All about the same"))
            found.append(Seen("even", head))
        if points >= TOP:
            found.append(Seen("top", head))
        return (*found, Seen("leads", head, leads=best.key), Seen("open", head))

    def picture(self, canvas: Canvas) -> Picture:
        """Every person in every row, fuller the more they gave; bars of the averages in a crowd."""
        given = [(row.place.letter.lower(), row.given) for row in self.rows]
        earlier = self.before.whole if self.before else ()
        return Picture("shares", drawing.shares(given, self.answered, earlier, canvas.use), self.places)


def averaged(question: Shares, values: Sequence[Value], minimum: int, before: Sequence[Value] | None) -> Averages:
    """Pool what people gave to each thing."""
    columns = [question.points(each.value) for each in values]
    given = [Counter(column) for column in zip(*columns, strict=True)] or [Counter() for _ in question.places]
    rows = tuple(Row(place, dict(sorted(each.items()))) for place, each in zip(question.places, given, strict=True))
    earlier = averaged(question, before, minimum, None) if before is not None else None
    return Averages(rows, len(values), minimum, earlier)


def name(place: Place) -> Slot:
    """What a thing is called: its short name, or its letter."""
    return Said(place.short) if place.short else place.letter


def _cell(place: Place, at: int, rounds: Sequence[Averages]) -> Cell:
    return Cell(place.key, place.key, place.label, place.letter, tuple(each.average(each.rows[at]) for each in rounds))
