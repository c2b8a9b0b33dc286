"""Who went where between two votes, as a table of people: rows by the first answer, columns by the second.

Whoever voted only once is in both rounds' totals too: the last row stands for those who came later, by what they
chose, the last column for those who left. Nobody is in the corner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, permutations

from server.activities.contract.directions import Direction

Table = tuple[tuple[int, ...], ...]
Cell = tuple[int, int]
Change = Mapping[Cell, int]
_DIRECTIONS = (Direction.STAYED, Direction.UP, Direction.DOWN)  # 0, 1 and -1 of a list


def at(table: Table, cell: Cell) -> int:
    """The people in one cell."""
    return table[cell[0]][cell[1]]


def cells(table: Table) -> Iterator[Cell]:
    """Every cell."""
    return ((i, j) for i in range(len(table)) for j in range(len(table)))


def groups(table: Table) -> Iterator[Cell]:
    """The from-to groups: cells of those who voted both times."""
    return ((i, j) for i in range(len(table) - 1) for j in range(len(table) - 1))


def is_move(cell: Cell) -> bool:
    """Whether its people changed their mind."""
    return cell[0] != cell[1]


def people(table: Table) -> int:
    """How many voted both times."""
    return sum(at(table, cell) for cell in groups(table))


def movers(table: Table) -> int:
    """How many of them changed their mind."""
    return sum(at(table, cell) for cell in groups(table) if is_move(cell))


def direction(cell: Cell) -> Direction:
    """Which way its people went, where the answers have an order."""
    origin, goal = cell
    return _DIRECTIONS[(goal > origin) - (goal < origin)]


def went(table: Table, way: Direction) -> int:
    """How many of those who voted both times went this way."""
    return sum(at(table, cell) for cell in groups(table) if direction(cell) is way)


def lines(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The row and the column of each answer; the room knows how many people stand in each."""
    for one in range(len(table) - 1):
        yield tuple((one, other) for other in range(len(table)))
        yield tuple((other, one) for other in range(len(table)))


def swaps(table: Table) -> Iterator[Change]:
    """The smallest changes that keep every line: one person more, one less, on two rows and two columns."""
    size = range(len(table))
    for i, k in permutations(size, 2):
        for j, m in combinations(size, 2):
            swap = {(i, j): 1, (i, m): -1, (k, j): -1, (k, m): 1}
            if fits(table, swap):
                yield swap


def fits(table: Table, change: Change) -> bool:
    """Whether nobody is taken from where nobody is."""
    return all(at(table, cell) + by >= 0 for cell, by in change.items() if by < 0)


def both(first: Change, second: Change) -> Change:
    """One change after the other."""
    return {cell: first.get(cell, 0) + second.get(cell, 0) for cell in {*first, *second}}


def drift(table: Table, change: Change, ways: Collection[Direction]) -> tuple[int, ...]:
    """How a change alters the number of those who went each of these ways, of all who voted both times."""
    once = len(table) - 1
    among = [(direction(cell), by) for cell, by in change.items() if once not in cell]
    return tuple(sum(by for way, by in among if way is told) for told in ways)
