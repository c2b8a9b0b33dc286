"""The middles of two lines, where nothing may be told of both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.activities.contract.result import Cell, Cells, Phrase, Picture, Result, Seen, Slots, _
from server.activities.measures.pairs import Pair, Pairs
from server.activities.measures.whereabouts import name
from server.charts.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Middles(Result):
    """The lower median of either line; `before` are those of the round before, where both are compared."""

    question: Pairs
    answered: int
    middle: Pair
    before: Pair | None = None

    @property
    def people(self) -> int:
        """Who set both lines."""
        return self.answered

    def cells(self) -> Cells:
        """A row a line."""
        lines = zip(self.question.parts, self.middle, strict=True)
        rows = (Cell(part.key, part.key, part.short or part.label, "", (step,)) for part, step in lines)
        return Cells((Phrase(_("Median")),), tuple(rows))

    def finding(self) -> Phrase | None:
        """Where both middles are, or how far they went."""
        first, second = self.question.parts
        slots: Slots = {"first": name(first), "x": self.middle[0], "second": name(second), "y": self.middle[1]}
        if self.before is None:
            return Phrase(_("In the middle: %(first)s %(x)s, %(second)s %(y)s."), slots=slots)
        slots = {**slots, "a": self.before[0], "b": self.before[1]}
        return Phrase(_("In the middle: %(first)s from %(a)s to %(x)s, %(second)s from %(b)s to %(y)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """None but the open one: others would tell of both lines together."""
        return (Seen("open", Phrase(_("Same people, two lines"))),)

    def picture(self, canvas: Canvas) -> Picture:
        """Both lines, with their middles."""
        return Picture("middles", canvas, (self,), own=False)


def middle(pairs: Sequence[Pair]) -> Pair:
    """The lower median of either line."""
    first, second = (sorted(steps)[(len(pairs) - 1) // 2] for steps in zip(*pairs, strict=True))
    return first, second
