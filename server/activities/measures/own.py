"""One's own: a sentence that stays with whoever wrote it, and what is told of all of them: how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from pydantic import JsonValue

from server.activities.contract.pool import Pool
from server.activities.contract.question import Lean, Part, Question
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Prompt, Result, Seen, _, ngettext
from server.activities.measures.lines import Line
from server.activities.measures.words import Words
from server.charts.beads import beads
from server.charts.canvas import Canvas, Use
from server.charts.heaps import INK, RING, heaps

PROMPTS: Mapping[str, Prompt] = {
    "open": Prompt(_("Read it to your neighbour, if you like. They only say: for instance?")),
    "open_2": Prompt(_("Who could hold you to your sentence?")),
    "open_3": Prompt(_("On which day would your sentence be hardest to keep?")),
}
"""A count calls for nothing, so all of them are for anything."""
COLUMNS: Mapping[str, str] = {"wrote": "yes for each who wrote something; what, is nowhere in an export"}
WROTE = {"wrote": "yes"}


class Own(Question):
    """A text of so many `signs` that nobody else ever reads."""

    own = True
    parts = (Part(),)

    def __init__(self, signs: int) -> None:
        self._words = Words(1, signs)

    def accept(self, raw: JsonValue) -> JsonValue:
        """A list of one text, cleaned."""
        return self._words.accept(raw)

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Something."""
        return "text" if value else None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """A plausible sentence."""
        return self._words.guess(dice, lean, before)

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """That there is one."""
        return WROTE

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """How long it may be."""
        return self._words.describe(language)


@dataclass(frozen=True, slots=True)
class Wrote(Result):
    """So many wrote; so many were `quiet`: they were there and sent nothing."""

    answered: int
    quiet: int

    @property
    def people(self) -> int:
        """Who wrote."""
        return self.answered

    def cells(self) -> Cells:
        """One number."""
        return Cells((Phrase(_("People")),), (Cell("", "wrote", WRITTEN, "", (self.people,)),))

    def finding(self) -> Phrase:
        """It, in words."""
        sentence = ngettext("%(n)s of us wrote a sentence to keep.", "%(n)s of us wrote a sentence to keep.")
        return Phrase(*sentence, {"n": self.people}, self.people)

    def patterns(self) -> tuple[Seen, ...]:
        """There is nothing to be found out."""
        return tuple(Seen(pattern, Phrase(_("Yours alone"))) for pattern in PROMPTS)

    def picture(self, canvas: Canvas) -> Picture:
        """A dot for each who wrote, and a ring for each who sent nothing."""
        rows = [(Line(WRITTEN, mark=INK, aside=Phrase(_("Each on its own phone, and nowhere else"))), self.people)]
        if self.quiet:
            rows.append((Line(Phrase(_("Nothing sent")), mark=RING), self.quiet))
        counts, lines = [(line.mark, people) for line, people in rows], tuple(line for line, _people in rows)
        if canvas.use is Use.PHONE:
            return Picture("beads", beads(counts), lines, own=False)
        return Picture("kept", heaps(counts, canvas), lines, own=False)


WRITTEN = Phrase(_("Wrote a sentence"))


def wrote(pool: Pool) -> Wrote:
    """What may be said of all."""
    return Wrote(pool.people, pool.quiet)
