"""Texts by how many marked them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Pool, Value
from server.activities.contract.question import Shown
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Portion, Result, Seen, Share, _
from server.activities.measures.lines import Line
from server.activities.measures.wall import sheets, speechless
from server.activities.measures.wordings import shown, wordings
from server.charts import heaps as drawing
from server.charts import wall
from server.charts.canvas import Canvas, Use
from server.shares import is_close

ROWS = 6


@dataclass(frozen=True, slots=True)
class Voted(Result):
    """What is out, the most marked first. `voters` marked something; `quiet` were there and marked nothing."""

    texts: tuple[Shown, ...]
    voters: int
    quiet: int = 0

    @property
    def people(self) -> int:
        """Who marked something."""
        return self.voters

    def cells(self) -> Cells:
        """A row a text, by its place."""
        rows = (Cell("", str(at), each.words, "", (each.votes,)) for at, each in enumerate(self.texts, 1))
        return Cells((Phrase(_("Marked by")),), tuple(rows))

    def wall(self) -> Sequence[Shown]:
        """All of them."""
        return self.texts

    def listed(self) -> tuple[Mapping[str, str], ...]:
        """All of them, with how many marked each."""
        return tuple(
            {"text": each.words, "group": "", "written by": str(each.texts), "marked by": str(each.votes)}
            for each in self.texts
        )

    @property
    def _votes(self) -> tuple[int, int]:
        first, second = (*(each.votes or 0 for each in self.texts), 0, 0)[:2]
        return first, second

    @property
    def tells(self) -> bool:
        """Once something was marked that is out."""
        return self._votes[0] > 0

    def finding(self) -> Phrase:
        """How far the first one leads."""
        first, second = self._votes
        share = Share(first, self.voters)
        if first and first == second:
            return Phrase(_("Two lines are level: %(share)s each."), slots={"share": share})
        return Phrase(_("%(share)s marked the line on top."), slots={"share": share})

    def patterns(self) -> tuple[Seen, ...]:
        """Many who marked nothing, one line by far, two that compete."""
        return *speechless(self.quiet, self.voters), *self._leaders()

    def _leaders(self) -> tuple[Seen, ...]:
        first, second = self._votes
        head = Phrase(_("%(n)s marked the same line"), slots={"n": Portion(first, self.voters)})
        if first and first >= 2 * second:
            return Seen("us", head), Seen("open", head)
        if second and is_close(first, second, self.voters):
            return Seen("dept", Phrase(_("Two lines compete"))), Seen("open", head)
        return (Seen("open", head if first else Phrase(_("In your own words"))),)

    def picture(self, canvas: Canvas) -> Picture:
        """A row a text, in ink; phones fetch them."""
        if canvas.use is Use.PHONE:
            return Picture("wall", wall.wall([each[:3] for each in self.texts], canvas.use), own=False)
        rows = [(Line(each.words, mark=drawing.INK), each.votes or 0) for each in self.texts[:ROWS]]
        drawn = drawing.heaps([(line.mark, votes) for line, votes in rows], canvas)
        lines = tuple(line for line, _votes in rows)
        return Picture(
            "groups",
            drawn,
            lines,
            own=False,
            more=max(0, len(self.texts) - ROWS),
            sheets=sheets(self.texts, ROWS, canvas),
        )


def voted(pool: Pool) -> Voted:
    """Pool marks; those of texts that are not out count nothing."""
    assert pool.texts is not None
    votes = Counter(str(mark) for mark in _marks(pool.values))
    out = [each._replace(votes=votes[each.mark]) for each in shown(wordings(pool.texts))]
    return Voted(tuple(sorted(out, key=lambda each: (-(each.votes or 0), each.mark))), pool.people, pool.quiet)


def _marks(values: Sequence[Value]) -> list[object]:
    return [mark for each in values if isinstance(each.value, list) for mark in each.value]
