"""What people put first before and after a talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.activities.contract.pool import Pool
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Result, Seen, Slots, _
from server.activities.measures.firsts import Firsts, Word, firsts
from server.activities.measures.picks import Picks
from server.activities.measures.table import TWICE
from server.charts import words as drawing
from server.charts.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Repicked(Result):
    """Both rounds, of those who answered in both. Nobody's words are laid side by side: what two rounds tell is which
    word has more people, and which has fewer."""

    before: Firsts
    after: Firsts

    @property
    def people(self) -> int:
        """Who chose the second time."""
        return self.after.people

    def cells(self) -> Cells:
        """A row a word: who put it first, then and now."""
        then, now = ({row.key: row for row in each.cells().rows} for each in (self.before, self.after))
        keys = dict.fromkeys((*now, *then))
        return Cells(TWICE, tuple(_cell(then.get(key), now.get(key)) for key in keys))

    @property
    def _most(self) -> tuple[Word, int, int] | None:
        """The word whose number of people changed most, and both numbers; None where none did."""
        then, now = (_numbers(each) for each in (self.before, self.after))
        words = {word.key: word for word in (*self.before.words, *self.after.words)}.values()
        both = [(word, then.get(word.key, 0), now.get(word.key, 0)) for word in words]
        word, was, is_now = max(both, key=lambda each: (abs(each[2] - each[1]), each[2] - each[1]))
        return (word, was, is_now) if was != is_now else None

    def finding(self) -> Phrase:
        """Which word won or lost most."""
        most = self._most
        if most is None:
            return Phrase(_("Every word has as many people as before."))
        word, then, now = most
        slots: Slots = {"name": word.name, "then": then, "now": now}
        return Phrase(_("%(name)s: %(then)s put it first before, %(now)s now."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """What the later round looks like by itself."""
        return self.after.patterns()

    def picture(self, canvas: Canvas) -> Picture:
        """A field beside a field."""
        drawn = drawing.words([self.before.heap, self.after.heap], self.people, canvas.use)
        return Picture("words", drawn, TWICE, wide=True, own=False, live=True)


def repicked(question: Picks, pool: Pool) -> Repicked:
    """Pool two rounds."""
    assert pool.before is not None
    return Repicked(firsts(question.places, pool.before), firsts(question.places, pool.values))


def _numbers(round: Firsts) -> Mapping[str, int]:
    return {word.key: word.firsts for word in round.words}


def _cell(then: Cell | None, now: Cell | None) -> Cell:
    row = now or then
    assert row is not None
    return row._replace(numbers=tuple(each.numbers[0] if each else 0 for each in (then, now)))
