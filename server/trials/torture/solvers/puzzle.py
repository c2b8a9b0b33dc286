"""What is public about a shift, as a puzzle: every table of people that fits it is a solution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.directions import Direction
from server.activities.contract.pool import Moves
from server.results.tables import Cell, Table, direction, is_move
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.sums import Sum, Sums

Bounds = dict[Cell, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """What everybody sees of a change of mind: both rounds' totals, and what is told of who moved."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moves: Moves

    @property
    def says_nothing(self) -> bool:
        """Whether nobody sees more than the totals."""
        directions = self.moves.directions or ()
        return not self.moves.cells and self.moves.moved is None and not any(way.told for way in directions)


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A table of so many rows and columns, by the sums of its cells that are known: of both rounds first."""

    size: int
    cells: Sums[Cell]

    @classmethod
    def of(cls, shift: Shift, known: Counter[Cell], totals_only: bool = False) -> Puzzle:
        """What everybody sees, and somebody who knows where these people went. `totals_only`: had the shift said
        nothing."""
        rows, columns = (*shift.before, shift.moves.joined), (*shift.after, shift.moves.left)
        size = len(rows)
        lines = range(size)
        sums = [Sum(tuple((i, j) for j in lines), rows[i], rows[i]) for i in lines]
        sums += [Sum(tuple((i, j) for i in lines), columns[j], columns[j]) for j in lines]
        low = {(i, j): known[i, j] for i in lines for j in lines}
        high = {(i, j): min(rows[i], columns[j]) for i in lines for j in lines}
        high[size - 1, size - 1] = 0
        if not totals_only:
            low |= shift.moves.cells
            high |= shift.moves.cells
            sums += _told(shift.moves, [cell for cell in low if size - 1 not in cell])
        # Who stayed comes first: the rest is then rows and columns, where every choice leads somewhere.
        return cls(size, Sums(sums, low, high, first=is_move))

    def other(self, cell: Cell, number: int, dice: Dice) -> Table | None:
        """A table with another number in a cell; None if there is none, or finding it takes too long."""
        people = self.cells.other(dice, cell, number)
        return self.table(people) if people else None

    def proves(self, cell: Cell, number: int, dice: Dice) -> bool:
        """Whether no table has another number in a cell."""
        return self.cells.proves(dice, cell, number)

    def solutions(self, dice: Dice, effort: int) -> Iterator[Table]:
        """Tables that fit, in a random order. Raises `Undecided` when it has looked at so many."""
        return map(self.table, self.cells.worlds(dice, effort))

    def misses(self, people: Bounds) -> int:
        """By how much a table with these totals does not fit."""
        told = self.cells.sums[2 * self.size :]  # behind rows and columns
        sums = ((sum(map(people.__getitem__, cells)), least, most) for cells, least, most in told)
        each = ((people[cell], self.cells.low[cell], self.cells.high[cell]) for cell in people)
        return sum(max(0, least - n, n - most) for n, least, most in (*sums, *each))

    def table(self, people: Mapping[Cell, int]) -> Table:
        """These people, in rows and columns."""
        return tuple(tuple(people[i, j] for j in range(self.size)) for i in range(self.size))


def _told(moves: Moves, pairs: Sequence[Cell]) -> list[Sum[Cell]]:
    """What is told of those who voted both times, as sums."""
    stayed = tuple(cell for cell in pairs if not is_move(cell))
    moved = tuple(cell for cell in pairs if is_move(cell))
    if moves.moved is None:
        sums = [Sum(moved, moves.at_least, moves.paired)]
    else:
        # That those who stayed are the rest follows; said, it is found sooner.
        sums = [Sum(moved, moves.moved, moves.moved), Sum(stayed, *[moves.paired - moves.moved] * 2)]
    for way, number in zip(Direction, moves.directions or (), strict=False):
        these = tuple(cell for cell in pairs if direction(cell) is way)
        sums.append(Sum(these, number.people, number.people if number.told else moves.paired))
    return sums


def holds(table: Table, known: Mapping[Cell, int]) -> bool:
    """Whether the people who are known have room in a table."""
    return all(table[i][j] >= people for (i, j), people in known.items())
