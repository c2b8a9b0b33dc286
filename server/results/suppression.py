"""Which from-to groups of a shift may be shown, so that nobody can work out a smaller one.

The room knows both rounds' totals, that is every row and column sum of the table. Whoever voted only
once is in those sums too: the last row of the table stands for those who came later, by what they
chose, the last column for those who left; nobody is in the corner. Nothing of these is ever shown, and
they are groups like any other: next to a row that is shown whole, one newcomer would stand alone.

What those totals pin by themselves is no secret any more: if the second vote is unanimous, they say who
came from where. Any other small group is safe only if another table, with another number in its place,
fits everything that is shown. Such tables are looked for among swaps (+1 -1 -1 +1 on two rows and two
columns) and pairs of swaps; a table that only a longer chain would reach counts as missing, so the error
is on the safe side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations

Table = tuple[tuple[int, ...], ...]
Cell = tuple[int, int]
Swap = Mapping[Cell, int]


@dataclass(frozen=True, slots=True)
class View:
    """What may be shown: cells, the number of all who moved, and of those that no shown cell counts."""

    cells: frozenset[Cell]
    moved: int | None
    others: int | None


@lru_cache(maxsize=128)  # drawn in every frame of a shift, for three audiences
def visible(table: Table, minimum: int) -> View:
    """The richest safe view found. It gives up stayers first, then the total, then the smallest
    moves, and at last takes back what turned out harmless, the largest group first."""
    swaps = [swap for swap in _swaps(table) if (len(table) - 1, len(table) - 1) not in swap]
    secret = _secret(table)
    cells = {cell for cell in _twice(table) if _at(table, cell) >= minimum}
    given_up: list[Cell] = []
    view = _view(table, cells, told=True)
    for cell in _least_missed_first(table, cells):
        if _safe(table, swaps, secret, view, minimum):
            break
        if cell is not None:
            given_up.append(cell)
        view = _view(table, cells.difference(given_up), told=view.moved is not None and cell is not None)
    for cell in sorted(given_up, key=lambda cell: -_at(table, cell)):
        richer = _view(table, view.cells | {cell}, told=view.moved is not None)
        view = richer if _safe(table, swaps, secret, richer, minimum) else view
    return view


def _least_missed_first(table: Table, cells: set[Cell]) -> list[Cell | None]:
    """The order of giving up; None stands for the total of all who moved."""
    by_size = sorted(cells, key=lambda cell: (_at(table, cell), cell))
    stayers = [cell for cell in by_size if cell[0] == cell[1]]
    movers = [cell for cell in by_size if cell[0] != cell[1]]
    # With few movers in no shown group, one more group hides among them before the total goes.
    return [*stayers, *movers[:1], None, *movers[1:]]


def _view(table: Table, cells: Set[Cell], told: bool) -> View:
    if not told:
        return View(frozenset(cells), None, None)
    moved = sum(_at(table, cell) for cell in _twice(table) if cell[0] != cell[1])
    shown = sum(_at(table, cell) for cell in cells if cell[0] != cell[1])
    return View(frozenset(cells), moved, moved - shown)


def _secret(table: Table) -> frozenset[Cell]:
    """The cells that both rounds' totals leave open. Where every cell may grow, a swap finds them all; that
    the corner may grow here too calls rather too much a secret than too little."""
    return frozenset(cell for swap in _swaps(table) for cell in swap)


def _safe(table: Table, swaps: Sequence[Swap], secret: Set[Cell], view: View, minimum: int) -> bool:
    if view.moved is not None and view.others is not None:
        stayed = sum(_at(table, cell) for cell in _twice(table)) - view.moved
        if any(0 < group < minimum for group in (view.moved, view.others, stayed)):
            return False
    hidden = [swap for swap in swaps if view.cells.isdisjoint(swap)]
    small = [cell for cell in secret if 0 < _at(table, cell) < minimum]
    return not any(_pinned(table, hidden, cell, told=view.moved is not None) for cell in small)


def _pinned(table: Table, swaps: Sequence[Swap], cell: Cell, told: bool) -> bool:
    """Whether what is shown leaves (or seems to leave) only one number for a hidden cell."""
    through = [swap for swap in swaps if cell in swap]
    if any(not told or _drift(swap) == 0 for swap in through):
        return False
    for first in through:
        for second in swaps:
            other = _drift(second) == -_drift(first) and second.get(cell, 0) != -first[cell]
            if other and _fits(table, first, second):
                return False
    return True


def _swaps(table: Table) -> Iterator[Swap]:
    size = range(len(table))
    for i, k in permutations(size, 2):
        for j, m in combinations(size, 2):
            swap = {(i, j): 1, (i, m): -1, (k, j): -1, (k, m): 1}
            if _fits(table, swap):
                yield swap


def _fits(table: Table, *swaps: Swap) -> bool:
    return all(
        _at(table, cell) + sum(swap.get(cell, 0) for swap in swaps) >= 0
        for taking in swaps
        for cell, by in taking.items()
        if by < 0
    )


def _drift(swap: Swap) -> int:
    """How a swap changes the number of stayers."""
    return sum(by for cell, by in swap.items() if cell[0] == cell[1])


def _twice(table: Table) -> Iterator[Cell]:
    """The cells of those who voted both times."""
    return ((i, j) for i in range(len(table) - 1) for j in range(len(table) - 1))


def _at(table: Table, cell: Cell) -> int:
    return table[cell[0]][cell[1]]
