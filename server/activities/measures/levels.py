"""People by level, statement by statement: the result of statements that are rated from low to high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Value
from server.activities.contract.question import Part, Question
from server.activities.contract.result import (
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
    _,
)
from server.activities.contract.text import unpointed
from server.activities.measures.table import by_place, counted
from server.charts import levels as drawing
from server.charts.canvas import Canvas
from server.shares import is_points_above, percent

FAR_BELOW, MANY_AT_THE_ENDS, FEW_BETWEEN = 30, 40, 15  # percent

PROMPTS: Mapping[str, Prompt] = {
    "low": Prompt(_("Turn to your neighbour: what would have to change on %(name)s for you to say 4?")),
    "polar": Prompt(
        _("Ask one person with a 1 and one with a 5 on %(name)s: what does the other not see?"),
        _("Turn to your neighbour: how can one say 1 and another say 5 on %(name)s?"),
    ),
    "open": Prompt(
        _("Ask one person: which of these was hardest to rate, and why?"),
        _("Turn to your neighbour: which of these was hardest to rate, and why?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """People by level of one statement, from the lowest level on."""

    part: Part
    levels: tuple[int, ...]

    @property
    def people(self) -> int:
        """Who rated it."""
        return sum(self.levels)

    @property
    def high(self) -> int:
        """Who is at one of the two top levels."""
        return sum(self.levels[-2:])

    @property
    def share(self) -> tuple[int, int]:
        """Of those who rated it, who is at the top."""
        return self.high, self.people

    @property
    def ends(self) -> int:
        """Who is at the lowest or the highest level."""
        return self.levels[0] + self.levels[-1]


@dataclass(frozen=True, slots=True)
class Levels(Result):
    """In the author's order. `people` rated at least one; a statement that too few rated has nobody."""

    rows: tuple[Row, ...]
    answered: int

    @property
    def people(self) -> int:
        """Who rated anything."""
        return self.answered

    def cells(self) -> Cells:
        """A row a statement and level."""
        return by_place((row.part, row.levels) for row in self.rows)

    @property
    def ranked(self) -> list[Row]:
        """Those that enough rated, the highest first; ties in the author's order."""
        return sorted((row for row in self.rows if row.people), key=lambda row: -percent(*row.share))

    def finding(self) -> Phrase | None:
        """The highest and the lowest."""
        ranked = self.ranked
        if not ranked:
            return Phrase(_("No statement was rated by enough people yet."))
        best, worst = ranked[0], ranked[-1]
        if best.part.verb and worst.part.verb:
            top = _sentence(best, Share(*best.share))
            if best is worst:
                return top
            return Phrase(
                _("%(first)s %(second)s"), slots={"first": top, "second": _sentence(worst, Portion(*worst.share))}
            )
        if best is worst:
            return Phrase(_("%(share)s say 4 or 5."), slots={"share": Share(*best.share)})
        return Phrase(
            _("4 or 5: %(most)s say so on %(best)s, %(least)s on %(worst)s."),
            slots={
                "most": Share(*best.share),
                "best": name(best.part),
                "least": Portion(*worst.share),
                "worst": name(worst.part),
            },
        )

    def patterns(self) -> tuple[Seen, ...]:
        """One far below the rest, one with two ends, then "open"."""
        ranked = self.ranked
        if not ranked:
            return (Seen("open", Phrase(_("Too few for a picture"))),)
        lowest = ranked[-1]
        found = []
        if len(ranked) > 1 and is_points_above(ranked[-2].share, lowest.share, FAR_BELOW):
            found.append(Seen("low", _only(lowest), {"name": name(lowest.part)}))
        for row in ranked:
            if _is_polar(row):
                found.append(Seen("polar", Phrase(_("Many at both ends")), {"name": name(row.part)}))
                break
        head = _only(lowest) if len(ranked) > 1 else Phrase(_("%(n)s say 4 or 5"), slots={"n": Portion(*lowest.share)})
        return (*found, Seen("leads", head, leads=ranked[0].part.key), Seen("open", head))

    def picture(self, canvas: Canvas) -> Picture:
        """Strips of fill dots."""
        counts = [row.levels for row in self.rows]
        drawn = drawing.levels(counts, self.answered, canvas.use)
        return Picture("levels", drawn, tuple(row.part for row in self.rows))


def rated(question: Question, values: Sequence[Value], people: int) -> Levels:
    """Pool what people said of each part; so many answered."""
    return Levels(tuple(Row(*each) for each in counted(question, values)), people)


def name(part: Part) -> Slot:
    """What a statement is called: its short name, or itself in quotes."""
    return (
        Said(part.short)
        if part.short
        else Phrase(_("“%(statement)s”"), slots={"statement": Said(unpointed(part.label))})
    )


def _sentence(row: Row, who: Slot) -> Phrase:
    return Phrase(_("%(who)s %(do)s."), slots={"who": who, "do": Said(row.part.verb)})


def _only(row: Row) -> Phrase:
    if row.part.verb and row.high:
        return Phrase(_("Only %(n)s %(do)s"), slots={"n": Portion(*row.share), "do": Said(row.part.verb)})
    return Phrase(_("Lowest: %(name)s"), slots={"name": name(row.part)})


def _is_polar(row: Row) -> bool:
    between = row.levels[len(row.levels) // 2]
    return (
        row.ends * 100 >= MANY_AT_THE_ENDS * row.people
        and between * 100 < FEW_BETWEEN * row.people
        and bool(row.levels[0] and row.levels[-1])
    )
