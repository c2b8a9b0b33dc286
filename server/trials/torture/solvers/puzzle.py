"""What is public about a shift, as a puzzle: every table of people that fits it is a solution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from server.activities.contract.directions import Direction
from server.activities.contract.pool import Moves
from server.results.tables import Cell, Table, direction, is_move
from server.trials.torture.dice import Dice

Bounds = dict[Cell, int]
EFFORTS = (100, 100, 100, 400, 400, 4_000)


class Sum(NamedTuple):
    """The people in some cells together are so many at least and at most."""

    cells: tuple[Cell, ...]
    least: int
    most: int


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


class Undecided(Exception):
    """The search took more steps than it may."""


@dataclass(slots=True)
class Puzzle:
    """Sums of cells that are known, and between what and what each cell lies."""

    size: int
    sums: list[Sum]
    low: Bounds
    high: Bounds
    steps: int = field(default=0)

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
        return cls(size, sums, low, high)

    def other(self, cell: Cell, number: int, dice: Dice) -> Table | None:
        """A table with another number in a cell; None if there is none, or finding it takes too long."""
        for effort in EFFORTS:
            try:
                return next(self.solutions(dice, effort, (cell, number)), None)
            except Undecided:
                continue  # another beginning may be luckier
        return None

    def proves(self, cell: Cell, number: int, dice: Dice) -> bool:
        """Whether no table has another number in a cell."""
        try:
            return next(self.solutions(dice, EFFORTS[-1], (cell, number)), None) is None
        except Undecided:
            return False

    def misses(self, people: Bounds) -> int:
        """By how much a table with these totals does not fit."""
        told = self.sums[2 * self.size :]  # behind rows and columns
        sums = ((sum(map(people.__getitem__, cells)), least, most) for cells, least, most in told)
        each = ((people[cell], self.low[cell], self.high[cell]) for cell in people)
        return sum(max(0, least - n, n - most) for n, least, most in (*sums, *each))

    def solutions(self, dice: Dice, effort: int, without: tuple[Cell, int] | None = None) -> Iterator[Table]:
        """Tables that fit, in a random order; only those with another number in a cell, if one is given. Raises
        `Undecided` when it has looked at so many."""
        self.steps = effort
        if without is None:
            yield from self._search(dict(self.low), dict(self.high), dice)
            return
        cell, number = without
        below, above = dict(self.high), dict(self.low)
        below[cell], above[cell] = min(below[cell], number - 1), max(above[cell], number + 1)
        yield from self._search(dict(self.low), below, dice)
        yield from self._search(above, dict(self.high), dice)

    def _search(self, low: Bounds, high: Bounds, dice: Dice) -> Iterator[Table]:
        self.steps -= 1
        if self.steps < 0:
            raise Undecided
        if not self._narrow(low, high):
            return
        open_cells = [cell for cell in low if low[cell] < high[cell]]
        if not open_cells:
            yield tuple(tuple(low[i, j] for j in range(self.size)) for i in range(self.size))
            return
        # Who stayed comes first: the rest is then rows and columns, where every choice leads somewhere.
        cell = min(open_cells, key=lambda cell: (is_move(cell), high[cell] - low[cell]))
        values = list(range(low[cell], high[cell] + 1))
        first = dice.below(len(values))
        for value in values[first:] + values[:first]:
            yield from self._search(low | {cell: value}, high | {cell: value}, dice)

    def _narrow(self, low: Bounds, high: Bounds) -> bool:
        """Draw every bound as close as single sums allow; False if one of them cannot be."""
        changed = True
        while changed:
            changed = False
            for cells, fewest, greatest in self.sums:
                least, most = sum(low[cell] for cell in cells), sum(high[cell] for cell in cells)
                if least > greatest or most < fewest:
                    return False
                if least == most:
                    continue
                for cell in cells:
                    floor, roof = fewest - most + high[cell], greatest - least + low[cell]
                    if floor > low[cell]:
                        low[cell], changed = floor, True
                    if roof < high[cell]:
                        high[cell], changed = roof, True
        return all(low[cell] <= high[cell] for cell in low)


def _told(moves: Moves, pairs: Sequence[Cell]) -> list[Sum]:
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
