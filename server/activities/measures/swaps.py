"""Who ticked an option anew, and who no longer, between two rounds in which each may tick several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.activities.contract.pool import Moves, Pool
from server.activities.contract.question import Part
from server.activities.contract.result import Cells, Phrase, Picture, Portion, Result, Seen, Share, Slot, _
from server.activities.measures.rises import Way
from server.activities.measures.several import Several
from server.activities.measures.table import side_by_side
from server.activities.measures.ticks import Ticks, name, ticked
from server.charts.canvas import Canvas
from server.charts.levels import rises
from server.shares import is_quarter


@dataclass(frozen=True, slots=True)
class Swaps(Result):
    """Both rounds' ticks, and of each option how many left it, stayed and came to it, as far as that is told."""

    before: Ticks
    after: Ticks
    ways: tuple[Way, ...]

    @property
    def people(self) -> int:
        """Who answered the later round."""
        return self.after.people

    def cells(self) -> Cells:
        """A row an option: before and after."""
        return side_by_side(self.before.cells(), self.after.cells())

    @property
    def _most(self) -> Way:
        """The option at which most changed."""
        return max(self.ways, key=lambda way: way.moves.at_least)

    def finding(self) -> Phrase | None:
        """The option at which most changed, and which way; else what is ticked most now."""
        way = self._most
        if all(each.moves.moved == 0 for each in self.ways):
            return Phrase(_("Nobody changed their answer."))
        if not way.moves.at_least:
            return self.after.finding()
        slots: Mapping[str, Slot] = {
            "share": Share(way.moves.at_least, way.moves.paired),
            "name": name(way.part),
            "up": Portion(way.up, way.moves.paired),
            "down": Portion(way.down, way.moves.paired),
        }
        if way.moves.moved is None:
            return Phrase(_("At least %(share)s moved on %(name)s."), slots=slots)
        if way.steps is None:
            return Phrase(_("%(share)s moved on %(name)s."), slots=slots)
        if way.down == 0:
            return Phrase(_("%(share)s came to %(name)s, nobody left it."), slots=slots)
        if way.up == 0:
            return Phrase(_("%(share)s left %(name)s, nobody came to it."), slots=slots)
        return Phrase(_("%(share)s moved on %(name)s: %(up)s came to it, %(down)s left it."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """That many moved on one option, before what the later round looks like by itself."""
        way, still = self._most, self.after.patterns()
        least, paired = way.moves.at_least, way.moves.paired
        if not least:
            return still
        people: Slot = least if way.moves.moved is None else Portion(least, paired)
        said = _("At least %(n)s moved on %(name)s") if way.moves.moved is None else _("%(n)s moved on %(name)s")
        moved = Seen("moved", Phrase(said, slots={"n": people, "name": name(way.part)}))
        return (moved, *still) if is_quarter(least, paired) else (*still, moved)

    def picture(self, canvas: Canvas) -> Picture:
        """Then, now, and a strip of who went which way; on small ones the later round."""
        if canvas.use.is_compact:
            return self.after.picture(canvas)
        steps = [way.steps or (0, 0, 0) for way in self.ways]
        drawn = rises(steps, [way.steps is not None for way in self.ways], self._most.moves.paired)
        return Picture("swaps", drawn, self.ways, wide=True)


def swapped(question: Several, pool: Pool) -> Swaps:
    """Pool two rounds."""
    assert pool.before is not None
    before, after = (ticked(question.options, [each.value for each in values]) for values in (pool.before, pool.values))
    rows = zip(question.parts, before.rows, after.rows, strict=True)
    people = before.people, after.people
    ways = (_way(part, pool.moves[part.key], (then.people, now.people), people) for part, then, now in rows)
    return Swaps(before, after, tuple(ways))


def _way(part: Part, moves: Moves, ticks: tuple[int, int], people: tuple[int, int]) -> Way:
    """Of those who answered both times, where their moves are told whole; else of each round."""
    cells, paired = moves.cells, moves.paired
    if sum(cells.values()) < paired:  # some groups are not told, so neither is their sum
        return Way(part, moves, *ticks, people, None)
    kept, left, came = (cells.get(road, 0) for road in ((1, 1), (1, 0), (0, 1)))
    return Way(part, moves, kept + left, kept + came, (paired, paired), (left, paired - left - came, came))
