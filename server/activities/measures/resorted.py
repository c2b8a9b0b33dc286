"""What people sort differently in a second round: thing by thing, who left the bin that had led, and who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.activities.contract.pool import Moves, Pool
from server.activities.contract.question import Question
from server.activities.contract.result import Cells, Phrase, Picture, Portion, Prompt, Result, Seen, Share, Slots, _
from server.activities.measures import agreement
from server.activities.measures.agreement import Agreement, Row, agreed, name
from server.activities.measures.rises import Way
from server.activities.measures.table import side_by_side
from server.charts.canvas import Canvas
from server.charts.levels import rises
from server.shares import is_quarter

PROMPTS: Mapping[str, Prompt] = {
    "moved": Prompt(
        _("Ask someone who sorted %(name)s differently this time: what did you hear?"),
        _("Turn to your neighbour: did one of you sort %(name)s differently, and what did you hear?"),
    ),
    **agreement.PROMPTS,
}


@dataclass(frozen=True, slots=True)
class Resorted(Result):
    """Both rounds, and of each thing that enough people sorted twice, who moved, as far as that is told."""

    before: Agreement
    after: Agreement
    ways: tuple[Way, ...]

    @property
    def people(self) -> int:
        """Who sorted anything in the later round."""
        return self.after.people

    def cells(self) -> Cells:
        """A row a thing and bin: before and after."""
        return side_by_side(self.before.cells(), self.after.cells())

    @property
    def _most(self) -> Way | None:
        """What most people put elsewhere."""
        return max(self.ways, key=lambda way: way.moves.at_least, default=None)

    def finding(self) -> Phrase | None:
        """What most people put elsewhere; else what the later round comes to."""
        way = self._most
        if way is None:
            return Phrase(_("Nothing was sorted by enough people both times."))
        if all(each.moves.moved == 0 for each in self.ways):
            return Phrase(_("Nobody sorted anything differently."))
        if not way.moves.at_least:
            return self.after.finding()
        slots: Slots = {"share": Share(way.moves.at_least, way.moves.paired), "name": name(way.part)}
        if way.moves.moved is None:
            return Phrase(_("At least %(share)s sorted %(name)s differently."), slots=slots)
        return Phrase(_("%(share)s sorted %(name)s differently."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """That many put one thing elsewhere, before what the later round looks like by itself."""
        way, still = self._most, self.after.patterns()
        if way is None or not way.moves.at_least:
            return still
        least, paired = way.moves.at_least, way.moves.paired
        head = Phrase(_("%(n)s moved"), slots={"n": Portion(least, paired)})
        if way.moves.moved is None:
            head = Phrase(_("At least %(n)s of you moved"), slots={"n": least})
        moved = Seen("moved", head, {"name": name(way.part)})
        return (moved, *still) if is_quarter(least, paired) else (*still, moved)

    def picture(self, canvas: Canvas) -> Picture:
        """Then, now, and a strip of who left and who came; on small ones the later round."""
        if canvas.use.is_compact:
            return self.after.picture(canvas)
        steps = [way.steps or (0, 0, 0) for way in self.ways]
        people = max((way.moves.paired for way in self.ways), default=0)
        drawn = rises(steps, [way.steps is not None for way in self.ways], people)
        return Picture("resorted", drawn, self.ways, wide=True)


def resorted(question: Question, pool: Pool) -> Resorted:
    """Pool two rounds."""
    assert pool.before is not None
    before = agreed(question, pool.before, len(pool.before), sorts=False)
    after = agreed(question, pool.values, pool.people, sorts=False)
    rows = zip(before.rows, after.rows, strict=True)
    ways = (_way(then, now, pool.moves[now.part.key]) for then, now in rows if now.part.key in pool.moves)
    return Resorted(before, after, tuple(ways))


def _way(then: Row, now: Row, moves: Moves) -> Way:
    """Into the bin that had led, and out of it: of those who sorted it both times, where their moves are told whole;
    else of each round."""
    led = then.bins.index(then.most)
    part = replace(now.part, label=now.part.short or now.part.label, letter=now.part.places[led].letter)
    cells = moves.cells
    if sum(cells.values()) < moves.paired:  # some groups are not told, so neither is their sum
        return Way(part, moves, then.bins[led], now.bins[led], (then.people, now.people), None)
    kept = cells.get((led, led), 0)
    left = sum(people for (origin, _goal), people in cells.items() if origin == led) - kept
    came = sum(people for (_origin, goal), people in cells.items() if goal == led) - kept
    both = moves.paired
    return Way(part, moves, kept + left, kept + came, (both, both), (left, both - left - came, came))
