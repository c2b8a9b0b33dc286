"""A wall: texts that are out, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.question import Shown
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Portion, Result, Seen, Sheet, _, ngettext
from server.activities.measures.wordings import Wording, shown
from server.charts import wall as drawing
from server.charts.canvas import Canvas, Use
from server.shares import is_quarter


def speechless(people: int, others: int) -> tuple[Seen, ...]:
    """So many, beside the others, had nothing to say: a pattern from a quarter of the room on."""
    if not people or not is_quarter(people, people + others):
        return ()
    head = Phrase(_("%(n)s had no answer ready"), slots={"n": Portion(people, people + others)})
    return (Seen("silent", head),)


@dataclass(frozen=True, slots=True)
class Wall(Result):
    """By mark. `answered` people wrote; `quiet` were there and sent nothing."""

    wordings: tuple[Wording, ...]
    answered: int
    quiet: int = 0

    @property
    def people(self) -> int:
        """Who wrote."""
        return self.answered

    @property
    def texts(self) -> int:
        """All of them, out or not."""
        return sum(each.texts for each in self.wordings)

    def wall(self) -> Sequence[Shown]:
        """What is out."""
        return shown(self.wordings)

    @property
    def tells(self) -> bool:
        """The question says more than any sentence about texts."""
        return False

    def cells(self) -> Cells:
        """How many there are."""
        return Cells((Phrase(_("Texts")),), (Cell("", "texts", Phrase(_("Texts")), "", (self.texts,)),))

    def listed(self) -> tuple[Mapping[str, str], ...]:
        """What is out."""
        return tuple(
            {"text": each.words, "group": "", "written by": str(each.texts), "marked by": ""} for each in self.wall()
        )

    def finding(self) -> Phrase:
        """How many there are."""
        return Phrase(*ngettext("%(n)s text came in.", "%(n)s texts came in."), {"n": self.texts}, self.texts)

    def patterns(self) -> tuple[Seen, ...]:
        """Nothing that can be counted but who sent nothing."""
        return (*speechless(self.quiet, self.answered), Seen("open", Phrase(_("In your own words"))))

    def picture(self, canvas: Canvas) -> Picture:
        """The first of them, and how many more; on paper all."""
        texts = self.wall()
        drawn = drawing.wall([each[:3] for each in texts], canvas.use)
        return Picture("wall", drawn, wide=True, own=False, sheets=sheets(texts, drawing.MOST, canvas))


def sheets(texts: Sequence[Shown], shown: int, canvas: Canvas) -> tuple[Sheet, ...]:
    """On paper those for which a picture has no room."""
    more = texts[shown:] if canvas.use is Use.PRINT else ()
    return (Sheet(Phrase(_("And these")), "", more),) if more else ()
