"""Who moved between two rounds of a question whose answers stand each at one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.activities.contract.pool import Moves, Pool, changes_of_mind
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Cell,
    Cells,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Seen,
    Slots,
    _,
    ngettext,
)
from server.activities.measures import counts
from server.activities.measures.counts import counted
from server.activities.measures.leads import Row, seen
from server.activities.measures.table import TWICE
from server.charts.answers import answers
from server.charts.canvas import Canvas
from server.charts.flow import flow
from server.shares import is_quarter

PROMPTS: Mapping[str, Prompt] = {
    "moved": Prompt(
        _("Ask someone who moved: what did you hear?"),
        _("Turn to your neighbour: did one of you move, and what did you hear?"),
    ),
    **counts.PROMPTS,
}


@dataclass(frozen=True, slots=True)
class Change(Result):
    """The totals of both rounds, and as much of who moved as disclosure tells."""

    places: tuple[Place, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    moves: Moves

    @property
    def people(self) -> int:
        """How many answered the later round."""
        return sum(self.after)

    @property
    def rows(self) -> tuple[Row, ...]:
        """People by place after the change."""
        return tuple(Row(place, people) for place, people in zip(self.places, self.after, strict=True))

    def cells(self) -> Cells:
        """A row a place: before and after."""
        both = zip(self.places, self.before, self.after, strict=True)
        return Cells(TWICE, tuple(Cell("", place.key, place.label, place.letter, (a, b)) for place, a, b in both))

    def finding(self) -> Phrase | None:
        """How many changed their mind, and which way most of them went."""
        moved, least = self.moves.moved, self.moves.at_least
        if moved == 0:
            return Phrase(_("Nobody changed their mind."))
        if not least:
            return self._grown()
        roads = [(people, road) for road, people in sorted(self.moves.cells.items()) if road[0] != road[1]]
        if not roads:
            return changes_of_mind(self.moves)
        people, (origin, goal) = max(roads, key=lambda road: road[0])
        way: Slots = {"origin": self.places[origin].letter, "goal": self.places[goal].letter}
        if people == moved and people > 1:
            slots: Slots = {"moved": people, "paired": self.moves.paired, **way}
            return Phrase(
                _("%(moved)s of %(paired)s changed their mind, all from %(origin)s to %(goal)s."), slots=slots
            )
        went = ngettext("%(n)s went from %(origin)s to %(goal)s.", "%(n)s went from %(origin)s to %(goal)s.")
        both: Slots = {"changed": changes_of_mind(self.moves), "went": Phrase(*went, {"n": people, **way}, people)}
        return Phrase(_("%(changed)s %(went)s"), slots=both)

    def _grown(self) -> Phrase:
        """A true sentence from the totals, for a shift whose moves would betray a small group."""
        steps = [after - before for before, after in zip(self.before, self.after, strict=True)]
        if not any(steps):
            return Phrase(_("Every answer has as many people as before."))
        up = max(steps)
        index = steps.index(up if up > 0 else min(steps))
        slots: Slots = {
            "letter": self.places[index].letter,
            "before": self.before[index],
            "after": self.after[index],
        }
        if up > 0:
            return Phrase(_("%(letter)s grew from %(before)s to %(after)s."), slots=slots)
        return Phrase(_("%(letter)s went from %(before)s to %(after)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """That many moved, before what the later round looks like by itself."""
        still = seen(self.rows, self.people)
        if not self.moves.at_least:
            return still
        moved = Seen("moved", self._moved_head())
        return (moved, *still) if is_quarter(self.moves.at_least, self.moves.paired) else (*still, moved)

    def _moved_head(self) -> Phrase:
        if self.moves.moved is None:  # a share of what is only a bound would say too much once it is rounded
            return Phrase(_("At least %(n)s of you moved"), slots={"n": self.moves.at_least})
        return Phrase(_("%(n)s of you moved"), slots={"n": Portion(self.moves.moved, self.moves.paired)})

    def picture(self, canvas: Canvas) -> Picture:
        """Threads between two votes; on small ones the later vote."""
        counts = [(row.place.letter.lower(), row.people) for row in self.rows]
        if canvas.use.is_compact:
            return Picture("answers", answers(counts, canvas), self.places)
        drawn = flow([mark for mark, _people in counts], self.before, self.after, self.moves.cells, canvas.salt)
        return Picture("flow", drawn, self.places, wide=True)


def changed(places: tuple[Place, ...], pool: Pool) -> Change:
    """Pool two rounds, each answer of which is the key of one of the places."""
    assert pool.before is not None
    rounds = ([str(each.value) for each in values] for values in (pool.before, pool.values))
    before, after = (tuple(row.people for row in counted(places, said).rows) for said in rounds)
    return Change(places, before, after, pool.moves[""])
