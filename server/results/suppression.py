"""What of a shift may be shown: everything in an ordinary activity, and in a sensitive one the first safe thing.

Safe means that no from-to group under the minimum is shown, none is what remains of a total, and no onlooker can work
one out (`onlookers`).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from server.activities.contract.directions import Direction
from server.results.onlookers import Onlookers
from server.results.tables import Cell, Table, at, cells, direction, groups, is_move, lines, went

Told = frozenset[Direction]
NOTHING: Told = frozenset()
WHO_MOVED: Told = frozenset({Direction.STAYED})
EVERY_WAY: Told = frozenset(Direction)


@dataclass(frozen=True, slots=True)
class View:
    """What may be shown: cells, and of which directions the number of all who went that way. Who stayed says who moved;
    two of the three say the third."""

    cells: frozenset[Cell]
    told: Told


def ordinary(table: Table, ordered: bool = False) -> View:
    """Every from-to group, and between answers that are `ordered` every direction."""
    shown = frozenset(cell for cell in groups(table) if at(table, cell))
    return View(shown, EVERY_WAY if ordered else WHO_MOVED)


@lru_cache(maxsize=128)
def sensitive(table: Table, minimum: int, ordered: bool = False) -> View:
    """The first safe of: groups and the number of all who moved, groups, the number, nothing. Between answers that are
    `ordered`, which way people went comes before which group they are."""
    guard = _Guard(table, minimum)
    if ordered:
        safe = filter(None, map(guard.richest, _tellings(table)))
        return next(safe, View(frozenset(), NOTHING))
    told, untold = map(guard.richest, (WHO_MOVED, NOTHING))
    if told and (_has_moves(told) or not _has_moves(untold)):
        return told
    return untold or View(frozenset(), NOTHING)


def _tellings(table: Table) -> list[Told]:
    """Which directions may be told, the best first: all, the one that more people went, the other, who stayed, none."""
    ways = sorted(Direction, key=lambda way: (way is Direction.STAYED, -went(table, way), -way))
    return [EVERY_WAY, *(frozenset({way}) for way in ways), NOTHING]


def _has_moves(view: View | None) -> bool:
    return view is not None and any(map(is_move, view.cells))


class _Guard:
    """Knows what is safe to show of one table."""

    def __init__(self, table: Table, minimum: int) -> None:
        self.table, self.minimum = table, minimum
        self.onlookers = Onlookers(table)
        self.small = [cell for cell in cells(table) if self._is_small(at(table, cell))]

    def richest(self, told: Told) -> View | None:
        """Groups are added as long as it is safe, moves first and the largest first; what is not safe does not become
        so by showing more."""
        view = View(frozenset(), told)
        if not self._safe(view):
            return None
        large = [cell for cell in groups(self.table) if at(self.table, cell) >= self.minimum]
        for cell in sorted(large, key=lambda cell: (not is_move(cell), -at(self.table, cell), cell)):
            richer = View(view.cells | {cell}, told)
            view = richer if self._safe(richer) else view
        return view

    def _safe(self, view: View) -> bool:
        if any(map(self._is_small, self._remainders(view))):
            return False
        return not self.onlookers.find(self.small, view.cells, view.told)

    def _remainders(self, view: View) -> list[int]:
        """What is left of every known total when the shown groups are taken from it."""
        rests = [
            sum(at(self.table, cell) for cell in line if cell not in view.cells)
            for line in lines(self.table)
            if not view.cells.isdisjoint(line)
        ]
        return [*rests, *self._by_direction(view)] if view.told else rests

    def _by_direction(self, view: View) -> list[int]:
        """Who went each told way, and all the others; and what is left of either."""
        known = [{way} for way in view.told] + [EVERY_WAY - view.told]
        return [rest for ways in known for rest in self._went(ways, view.cells)]

    def _went(self, ways: Set[Direction], shown: Set[Cell]) -> tuple[int, int]:
        these = [cell for cell in groups(self.table) if direction(cell) in ways]
        return sum(at(self.table, cell) for cell in these), sum(
            at(self.table, cell) for cell in these if cell not in shown
        )

    def _is_small(self, group: int) -> bool:
        return 0 < group < self.minimum
