"""A ruler: each promise moves the room by one millimetre. Those that were let out hang above it, one of them large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.activities.contract.pool import Pool
from server.activities.contract.question import Shown
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Portion, Prompt, Seen, _, ngettext
from server.activities.measures import wordings
from server.activities.measures.sorting import Sorting
from server.activities.measures.wall import Wall, sheets
from server.charts import ruler as drawing
from server.charts.canvas import Canvas
from server.shares import is_quarter

FEWEST_ALIKE = 3

PROMPTS: Mapping[str, Prompt] = {
    "same": Prompt(_("Many of us promise much the same. Who begins, and who joins in?")),
    "few": Prompt(_("Still looking? Which customer came to your mind today?")),
    "open": Prompt(_("Read yours to your neighbour. They ask: who will notice, and when?")),
}
COLUMNS = {name: meaning for name, meaning in wordings.COLUMNS.items() if name in ("text", "written by")}


@dataclass(frozen=True, slots=True)
class Ruler(Wall):
    """`alike` of the promises that are out are in the same words; the text of the mark `lifted` is shown large."""

    alike: int = 0
    lifted: str = ""

    def cells(self) -> Cells:
        """How far they take the room."""
        return Cells((Phrase(_("Millimetres")),), (Cell("", "promises", Phrase(_("Promises")), "", (self.texts,)),))

    def listed(self) -> tuple[Mapping[str, str], ...]:
        """What is out, and no day."""
        return tuple({"text": each.words, "written by": str(each.texts)} for each in self.wall())

    def finding(self) -> Phrase:
        """How far they take the room."""
        sentence = ngettext("Our promises: %(n)s millimetre.", "Our promises: %(n)s millimetres.")
        return Phrase(*sentence, {"n": self.texts}, self.texts)

    def patterns(self) -> tuple[Seen, ...]:
        """Many alike, or many without one."""
        found = []
        if self.alike >= FEWEST_ALIKE and is_quarter(self.alike, self.texts):
            head = Phrase(_("%(n)s promise the same"), slots={"n": Portion(self.alike, self.texts)})
            found.append(Seen("same", head))
        everybody = self.answered + self.quiet
        if self.quiet and is_quarter(self.quiet, everybody):
            found.append(Seen("few", Phrase(_("%(n)s have none yet"), slots={"n": Portion(self.quiet, everybody)})))
        return (*found, Seen("open", Phrase(_("One millimetre each"))))

    def picture(self, canvas: Canvas) -> Picture:
        """The ruler, one promise large, some beside it, and how many more there are; on paper all."""
        texts = sorted(self.wall(), key=lambda each: each.mark != self.lifted)
        drawn = drawing.ruler(self.texts, [each[:3] for each in texts], canvas.use)
        hung = 1 + len(drawn.beside)
        return Picture("ruler", drawn, wide=True, own=False, sheets=sheets(texts, hung, canvas))


def ruled(pool: Pool) -> Ruler:
    """What came of a round. The last text that was let out is lifted, else the one that most wrote."""
    found = wordings.wordings(pool.values)
    shown = wordings.shown(found)
    alike = max((each.texts for each in shown), default=0)
    return Ruler(found, pool.people, pool.quiet, alike, _lifted(shown, pool.state))


def _lifted(shown: tuple[Shown, ...], state: Sorting | None) -> str:
    out = [each.mark for each in shown]
    touched = [mark for mark in (state.touched if state else ()) if mark in out]
    return next(iter(touched[-1:] or out), "")
