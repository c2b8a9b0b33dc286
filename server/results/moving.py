"""How the people who spoke of a part twice moved, as far as it may be told."""

from __future__ import annotations

from server.activities.contract.directions import Direction, Directions
from server.activities.contract.pool import Moves
from server.activities.contract.question import Part
from server.results import suppression
from server.results.proofs import proved
from server.results.suppression import View
from server.results.tables import Table, at, is_move, movers, people


def moves_of(part: Part, table: Table, minimum: int, strict: bool) -> Moves:
    """How the people who said something of this part twice moved between its places."""
    view = _view(table, minimum, part.ordered, strict)
    paired = people(table)
    directions = proved(table, view, minimum) if part.ordered else None
    moved = _moved(table, view, directions)
    shown = sum(at(table, cell) for cell in view.cells if is_move(cell))
    return Moves(
        places=part.places,
        paired=paired,
        joined=sum(table[-1]),
        left=sum(row[-1] for row in table),
        moved=moved,
        at_least=_at_least(table, shown, directions) if moved is None else moved,
        others=None if moved is None else moved - shown,
        cells={cell: at(table, cell) for cell in sorted(view.cells)},
        directions=directions,
    )


def _view(table: Table, minimum: int, ordered: bool, strict: bool) -> View:
    return suppression.sensitive(table, minimum, ordered) if strict else suppression.ordinary(table, ordered)


def _moved(table: Table, view: View, directions: Directions | None) -> int | None:
    """How many changed their mind, where that is told."""
    if Direction.STAYED in view.told:
        return movers(table)
    return people(table) - directions.stayed.people if directions and directions.stayed.told else None


def _at_least(table: Table, shown: int, directions: Directions | None) -> int:
    """How many changed their mind for certain: the moves that are shown, or what both rounds' totals and the told
    directions prove."""
    places = range(len(table) - 1)
    stayed = sum(min(sum(table[place]), sum(row[place] for row in table)) for place in places)
    up_or_down = directions.up.people + directions.down.people if directions else 0
    return max(people(table) - stayed, shown, up_or_down)
