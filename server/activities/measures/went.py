"""Which way people went between two rounds, also in words: as much as is told or proved, and no more."""

from __future__ import annotations

from server.activities.contract.directions import Directions, Went
from server.activities.contract.pool import Moves
from server.activities.contract.result import Phrase, Slot, Slots, _

NOBODY_YET = Went(0, told=False)


def steps(moves: Moves) -> tuple[int, int, int] | None:
    """Who went down, stayed and went up; None where any of them is not told."""
    return moves.directions.told if moves.directions else None


def went(moves: Moves) -> Phrase | None:
    """As in "8 moved up, 2 down, 3 stayed", without a full stop; None where no direction is told."""
    directions = moves.directions
    if directions is None:
        return None
    slots: Slots = {"up": _who(directions.up), "down": _who(directions.down), "stayed": _who(directions.stayed)}
    if directions.told:
        return Phrase(_("%(up)s moved up, %(down)s down, %(stayed)s stayed"), slots=slots)
    if moves.moved is not None:
        return _of_movers(directions, {"moved": moves.moved, **slots})
    if directions.up == NOBODY_YET:
        return Phrase(_("%(down)s moved down"), slots=slots) if directions.down != NOBODY_YET else None
    if directions.down == NOBODY_YET:
        return Phrase(_("%(up)s moved up"), slots=slots)
    return Phrase(_("%(up)s moved up, %(down)s down"), slots=slots)


def _of_movers(directions: Directions, slots: Slots) -> Phrase | None:
    """Where it is told how many moved, and of them only bounds."""
    if directions.up == NOBODY_YET:
        said = _("%(moved)s moved, %(down)s of them down")
        return Phrase(said, slots=slots) if directions.down != NOBODY_YET else None
    if directions.down == NOBODY_YET:
        return Phrase(_("%(moved)s moved, %(up)s of them up"), slots=slots)
    return Phrase(_("%(moved)s moved: %(up)s up, %(down)s down"), slots=slots)


def _who(way: Went) -> Slot:
    if not way.told:
        return Phrase(_("at least %(n)s"), slots={"n": way.people})
    return way.people or Phrase(_("nobody"))
