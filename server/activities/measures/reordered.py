"""Orders before and after a talk."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.pool import Moves, Pool
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Phrase,
    Portion,
    Seen,
    Slots,
    _,
    ngettext,
)
from server.activities.measures.order import FIRST
from server.activities.measures.ranks import ranked
from server.activities.measures.table import TWICE
from server.activities.measures.twice import Twice
from server.shares import is_quarter


@dataclass(frozen=True, slots=True)
class Reordered(Twice):
    """Before and after; of single people it is told what they put first, as far as that may be."""

    moves: Moves

    @property
    def heads(self) -> tuple[Phrase, Phrase]:
        """Two rounds."""
        return TWICE

    def finding(self) -> Phrase | None:
        """How many put another one first, and what became of the order."""
        leap = self.leaps[0]
        order = (
            Phrase(_("%(name)s went from %(then)s to %(now)s."), slots=leap.slots)
            if leap.far
            else Phrase(_("The order stood still."))
        )
        people = self._moved()
        return Phrase(_("%(first)s %(second)s"), slots={"first": people, "second": order}) if people else order

    def _moved(self) -> Phrase | None:
        moved, least = self.moves.moved, self.moves.at_least
        slots: Slots = {"moved": least, "paired": self.moves.paired}
        if moved == 0:
            return Phrase(_("Nobody put another one first."))
        if moved is None:
            at_least = Phrase(_("At least %(moved)s of %(paired)s put another one first."), slots=slots)
            return at_least if least else None
        words = ngettext(
            "%(moved)s of %(paired)s put another one first.", "%(moved)s of %(paired)s put another one first."
        )
        return Phrase(*words, slots, least)

    def patterns(self) -> tuple[Seen, ...]:
        """A jump; that many put another one first; then what the later round looks like by itself."""
        least, still = self.moves.at_least, self.second.patterns()
        if not least or not is_quarter(least, self.moves.paired):
            return (*self.jumped(), *still)
        told = self.moves.moved is not None
        many = Portion(least, self.moves.paired) if told else least
        words = _("%(n)s put another one first") if told else _("At least %(n)s put another one first")
        return (*self.jumped(), Seen("moved", Phrase(words, slots={"n": many})), *still)


def reordered(places: tuple[Place, ...], pool: Pool) -> Reordered:
    """Pool two rounds."""
    assert pool.before is not None
    return Reordered(ranked(places, pool.before), ranked(places, pool.values), pool.moves[FIRST.key])
