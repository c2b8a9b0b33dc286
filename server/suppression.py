"""Which from-to groups of a shift may be shown, so that nobody can work out a smaller one.

The room knows both rounds' totals, that is every row and column sum of the table. A small group is
safe only if another table, with another number in its place, fits everything that is shown. Such
tables are looked for among swaps (+1 -1 -1 +1 on two rows and two columns) and pairs of swaps; a
table that only a longer chain would reach counts as missing, so the error is on the safe side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, permutations

Table = Sequence[Sequence[int]]
Cell = tuple[int, int]
Swap = tuple[tuple[Cell, int], ...]


@dataclass(frozen=True, slots=True)
class View:
    """What may be shown: cells, the number of all who moved, and of those that no shown cell counts."""

    cells: frozenset[Cell]
    moved: int | None
    others: int | None


def visible(table: Table, minimum: int) -> View:
    """The richest safe view found. It gives up stayers first, then the total, then the smallest
    moves, and at last takes back what turned out harmless, the largest group first."""
    cells = {cell for cell in _all(table) if _at(table, cell) >= minimum}
    given_up: list[Cell] = []
    view = _view(table, cells, told=True)
    for cell in _least_missed_first(table, cells):
        if _safe(table, view, minimum):
            break
        if cell is not None:
            given_up.append(cell)
        view = _view(table, cells.difference(given_up), told=view.moved is not None and cell is not None)
    for cell in sorted(given_up, key=lambda cell: -_at(table, cell)):
        richer = _view(table, view.cells | {cell}, told=view.moved is not None)
        view = richer if _safe(table, richer, minimum) else view
    return view


def _least_missed_first(table: Table, cells: set[Cell]) -> list[Cell | None]:
    """The order of giving up; None stands for the total of all who moved."""
    by_size = sorted(cells, key=lambda cell: _at(table, cell))
    stayers = [cell for cell in by_size if cell[0] == cell[1]]
    movers = [cell for cell in by_size if cell[0] != cell[1]]
    # With few movers in no shown group, one more group hides among them before the total goes.
    return [*stayers, *movers[:1], None, *movers[1:]]


def _view(table: Table, cells: Set[Cell], told: bool) -> View:
    if not told:
        return View(frozenset(cells), None, None)
    moved = sum(_at(table, cell) for cell in _all(table) if cell[0] != cell[1])
    shown = sum(_at(table, cell) for cell in cells if cell[0] != cell[1])
    return View(frozenset(cells), moved, moved - shown)


def _safe(table: Table, view: View, minimum: int) -> bool:
    small = [cell for cell in _all(table) if 0 < _at(table, cell) < minimum]
    if view.moved is not None and view.others is not None:
        stayed = sum(map(sum, table)) - view.moved
        if any(0 < group < minimum for group in (view.moved, view.others, stayed)):
            return False
    elif not view.cells:
        return True  # both rounds' totals alone were public before the shift
    swaps = list(_swaps(table, view.cells)) if small else []
    return not any(_pinned(table, swaps, cell, told=view.moved is not None) for cell in small)


def _pinned(table: Table, swaps: Sequence[Swap], cell: Cell, told: bool) -> bool:
    """Whether what is shown leaves (or seems to leave) only one number for a hidden cell."""
    through = [swap for swap in swaps if any(at == cell for at, _ in swap)]
    if any(not told or _drift(swap) == 0 for swap in through):
        return False
    for first in through:
        by = dict(first)[cell]
        for second in swaps:
            if _drift(second) == -_drift(first) and dict(second).get(cell, 0) != -by and _fits(table, first + second):
                return False
    return True


def _swaps(table: Table, shown: Set[Cell]) -> Iterator[Swap]:
    size = range(len(table))
    for i, k in permutations(size, 2):
        for j, m in combinations(size, 2):
            swap: Swap = (((i, j), 1), ((i, m), -1), ((k, j), -1), ((k, m), 1))
            if not any(cell in shown for cell, _ in swap) and _fits(table, swap):
                yield swap


def _fits(table: Table, swap: Swap) -> bool:
    change: dict[Cell, int] = {}
    for cell, by in swap:
        change[cell] = change.get(cell, 0) + by
    return all(_at(table, cell) + by >= 0 for cell, by in change.items())


def _drift(swap: Swap) -> int:
    """How a swap changes the number of stayers."""
    return sum(by for cell, by in swap if cell[0] == cell[1])


def _all(table: Table) -> Iterator[Cell]:
    return ((i, j) for i in range(len(table)) for j in range(len(table)))


def _at(table: Table, cell: Cell) -> int:
    return table[cell[0]][cell[1]]
