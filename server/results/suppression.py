"""What of a shift may be shown: everything in an ordinary activity, and in a sensitive one the first safe thing.

Safe means that no from-to group under the minimum is shown, none is what remains of a total, and no onlooker can work
one out (`onlookers`).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from server.results.onlookers import Onlookers
from server.results.tables import Cell, Table, at, cells, groups, is_move, lines, movers, people


@dataclass(frozen=True, slots=True)
class View:
    """What may be shown: cells, the number of all who moved, and of those that no shown cell counts."""

    cells: frozenset[Cell]
    moved: int | None
    others: int | None


def ordinary(table: Table) -> View:
    """Every from-to group."""
    return _view(table, {cell for cell in groups(table) if at(table, cell)}, told=True)


@lru_cache(maxsize=128)
def sensitive(table: Table, minimum: int) -> View:
    """The first safe of: groups and the number of all who moved, groups, the number, nothing."""
    guard = _Guard(table, minimum)
    told, untold = (guard.richest(told) for told in (True, False))
    if told and (_has_moves(told) or not _has_moves(untold)):
        return told
    return untold or _view(table, frozenset(), told=False)


def _has_moves(view: View | None) -> bool:
    return view is not None and any(map(is_move, view.cells))


class _Guard:
    """Knows what is safe to show of one table."""

    def __init__(self, table: Table, minimum: int) -> None:
        self.table, self.minimum = table, minimum
        self.onlookers = Onlookers(table)
        self.small = [cell for cell in cells(table) if self._is_small(at(table, cell))]

    def richest(self, told: bool) -> View | None:
        """Groups are added as long as it is safe, moves first and the largest first; what is not safe does not become
        so by showing more."""
        view = _view(self.table, frozenset(), told)
        if not self._safe(view):
            return None
        large = [cell for cell in groups(self.table) if at(self.table, cell) >= self.minimum]
        for cell in sorted(large, key=lambda cell: (not is_move(cell), -at(self.table, cell), cell)):
            richer = _view(self.table, view.cells | {cell}, told)
            view = richer if self._safe(richer) else view
        return view

    def _safe(self, view: View) -> bool:
        if any(map(self._is_small, self._remainders(view))):
            return False
        told = view.moved is not None
        return not self.onlookers.find(self.small, view.cells, told)

    def _remainders(self, view: View) -> list[int]:
        """What is left of every known total when the shown groups are taken from it."""
        rests = [
            sum(at(self.table, cell) for cell in line if cell not in view.cells)
            for line in lines(self.table)
            if not view.cells.isdisjoint(line)
        ]
        if view.moved is None or view.others is None:
            return rests
        stayed = people(self.table) - view.moved
        shown = sum(at(self.table, cell) for cell in view.cells if not is_move(cell))
        return [*rests, view.moved, view.others, stayed, stayed - shown]

    def _is_small(self, group: int) -> bool:
        return 0 < group < self.minimum


def _view(table: Table, shown: Set[Cell], told: bool) -> View:
    if not told:
        return View(frozenset(shown), None, None)
    moved = movers(table)
    return View(frozenset(shown), moved, moved - sum(at(table, cell) for cell in shown if is_move(cell)))
