"""How the people who spoke of a part twice moved, as far as it may be told."""

from __future__ import annotations

from server.activities.contract.pool import Moves
from server.activities.contract.question import Part
from server.results import suppression
from server.results.suppression import View
from server.results.tables import Table, at, is_move, people


def moves_of(part: Part, table: Table, minimum: int, strict: bool) -> Moves:
    """How the people who said something of this part twice moved between its places."""
    view = suppression.sensitive(table, minimum) if strict else suppression.ordinary(table)
    paired = people(table)
    return Moves(
        places=part.places,
        paired=paired,
        joined=sum(table[-1]),
        left=sum(row[-1] for row in table),
        moved=view.moved,
        at_least=_at_least(table, view, paired),
        others=view.others,
        cells={cell: at(table, cell) for cell in sorted(view.cells)},
    )


def _at_least(table: Table, view: View, paired: int) -> int:
    """How many changed their mind for certain: the number that is told, the moves that are shown, or what both rounds'
    totals prove."""
    if view.moved is not None:
        return view.moved
    places = range(len(table) - 1)
    stayed = sum(min(sum(table[place]), sum(row[place] for row in table)) for place in places)
    return max(paired - stayed, sum(at(table, cell) for cell in view.cells if is_move(cell)))
