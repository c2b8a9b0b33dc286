"""Who moved up and down between two rounds of statements that are rated from low to high."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.activities.contract.directions import Went
from server.activities.contract.pool import Moves, Pool
from server.activities.contract.question import Part, Question
from server.activities.contract.result import (
    Cells,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Seen,
    Share,
    Slots,
    _,
)
from server.activities.measures import levels
from server.activities.measures.levels import Levels, name, rated
from server.activities.measures.table import side_by_side
from server.activities.measures.went import NOBODY_YET, steps, went
from server.charts import levels as drawing
from server.charts.canvas import Canvas
from server.shares import is_quarter, percent

MANY, STILL = 10, 3  # people each way, while the count moves by no more than this

PROMPTS: Mapping[str, Prompt] = {
    "standstill": Prompt(
        _("Ask someone who went down on %(name)s: what did you see?"),
        _("Turn to your neighbour: did one of you go down on %(name)s, and why?"),
    ),
    "rise": Prompt(
        _("Ask someone who moved up on %(name)s: what made the difference?"),
        _("Turn to your neighbour: what made some of us move up on %(name)s?"),
    ),
    **levels.PROMPTS,
}


@dataclass(frozen=True, slots=True)
class Way:
    """One statement: how many said 4 or 5 `then` and `now`, of how many (`wholes`), and who went down, stayed and went
    up, if all of that is told. Of those who rated it both times, where their moves are told whole; else of each
    round."""

    part: Part
    moves: Moves
    then: int
    now: int
    wholes: tuple[int, int]
    steps: tuple[int, int, int] | None

    @property
    def shares(self) -> tuple[int, int]:
        """Then and now in percent, for a crowd."""
        return percent(self.then, self.wholes[0]), percent(self.now, self.wholes[1])

    @property
    def down(self) -> int:
        """People, 0 where it is not told."""
        return self.steps[0] if self.steps else 0

    @property
    def up(self) -> int:
        """People, 0 where it is not told."""
        return self.steps[2] if self.steps else 0

    @property
    def rose(self) -> Went:
        """Who went up, at least."""
        return self.moves.directions.up if self.moves.directions else NOBODY_YET

    @property
    def words(self) -> Phrase | None:
        """Which way people went, as far as that is told."""
        return went(self.moves)

    @property
    def stood_still(self) -> bool:
        """Whether many went each way, and the count says nothing of it."""
        return min(self.down, self.up) >= MANY and abs(self.now - self.then) <= STILL


@dataclass(frozen=True, slots=True)
class Rises(Result):
    """Both rounds' levels, and of each statement that enough rated twice, which way people went."""

    before: Levels
    after: Levels
    ways: tuple[Way, ...]

    @property
    def people(self) -> int:
        """Who rated anything in the later round."""
        return self.after.people

    def cells(self) -> Cells:
        """A row a statement and level: before and after."""
        return side_by_side(self.before.cells(), self.after.cells())

    def finding(self) -> Phrase | None:
        """Who moved without a trace in the count, else the statement that most moved up on."""
        if still := self._still:
            slots: Slots = {"name": name(still.part), "moved": Portion(still.up + still.down, still.moves.paired)}
            return Phrase(_("On %(name)s %(moved)s moved. The count stood still."), slots=slots)
        if not self.ways:
            return Phrase(_("No statement was rated by enough people both times."))
        best = max(self.ways, key=lambda way: (way.rose.people, way.moves.at_least))
        if best.rose.people:
            return _risen(best)
        most = max(self.ways, key=lambda way: way.moves.at_least)
        if most.moves.at_least == 0:
            return Phrase(_("As many say 4 or 5 as before."))
        slots = {"share": Share(most.moves.at_least, most.moves.paired), "name": name(most.part)}
        if most.moves.moved is None:
            return Phrase(_("At least %(share)s moved on %(name)s."), slots=slots)
        return Phrase(_("%(share)s moved on %(name)s."), slots=slots)

    @property
    def _still(self) -> Way | None:
        found = [way for way in self.ways if way.stood_still]
        return max(found, key=lambda way: way.up + way.down, default=None)

    def patterns(self) -> tuple[Seen, ...]:
        """Moved without a trace, a rise, then what the later round looks like by itself."""
        found = []
        if still := self._still:
            both = Portion(still.up + still.down, still.moves.paired)
            found.append(Seen("standstill", Phrase(_("%(n)s moved"), slots={"n": both}), {"name": name(still.part)}))
        best = max(self.ways, key=lambda way: way.rose.people, default=None)
        if best and best.rose.people and is_quarter(best.rose.people, best.moves.paired):
            found.append(Seen("rise", _rise_head(best), {"name": name(best.part)}))
        return (*found, *self.after.patterns())

    def picture(self, canvas: Canvas) -> Picture:
        """Then, now, and a strip of who went which way; on small ones the later round, and in words who went which
        way."""
        if canvas.use.is_compact:
            words = {way.part.key: way.words for way in self.ways}
            after = self.after.picture(canvas)
            return after._replace(
                name="risen", names=tuple((row.part, words.get(row.part.key)) for row in self.after.rows)
            )
        steps = [way.steps or (0, 0, 0) for way in self.ways]
        people = max((way.moves.paired for way in self.ways), default=0)
        drawn = drawing.rises(steps, [way.steps is not None for way in self.ways], people)
        return Picture("rises", drawn, self.ways, wide=True)


def risen(question: Question, pool: Pool) -> Rises:
    """Pool two rounds."""
    assert pool.before is not None
    before, after = rated(question, pool.before, len(pool.before)), rated(question, pool.values, pool.people)
    rows = zip(question.parts, before.rows, after.rows, strict=True)
    ways = (_way(part, then, now, pool.moves[part.key]) for part, then, now in rows if part.key in pool.moves)
    return Rises(before, after, tuple(ways))


def _risen(way: Way) -> Phrase:
    """How many moved up on a statement; a bound is no share, which would say too much once it is rounded."""
    slots: Slots = {"name": name(way.part), "up": way.rose.people, "n": way.moves.paired}
    if way.rose.told:
        slots = {"share": Share(way.rose.people, way.moves.paired), "name": name(way.part)}
        return Phrase(_("%(share)s moved up on %(name)s."), slots=slots)
    if way.moves.moved is None:
        return Phrase(_("At least %(up)s of %(n)s moved up on %(name)s."), slots=slots)
    slots = {"share": Share(way.moves.moved, way.moves.paired), **slots}
    return Phrase(_("%(share)s moved on %(name)s, at least %(up)s of them up."), slots=slots)


def _rise_head(way: Way) -> Phrase:
    if way.rose.told:
        return Phrase(_("%(n)s moved up"), slots={"n": Portion(way.rose.people, way.moves.paired)})
    return Phrase(_("At least %(n)s moved up"), slots={"n": way.rose.people})


def _way(part: Part, then: levels.Row, now: levels.Row, moves: Moves) -> Way:
    told = steps(moves)
    if sum(moves.cells.values()) < moves.paired:
        return Way(part, moves, then.high, now.high, (then.people, now.people), told)
    top = len(part.places) - 2
    was = sum(people for (origin, _goal), people in moves.cells.items() if origin >= top)
    is_now = sum(people for (_origin, goal), people in moves.cells.items() if goal >= top)
    return Way(part, moves, was, is_now, (moves.paired, moves.paired), told)
