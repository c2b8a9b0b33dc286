"""From one table that fits to another: step by step, one person more, one less, on two rows and two columns.

A search from nothing may take too long where much is told. Whoever makes the room up knows a table that fits; how
another one was found is all the same, as long as it does fit."""

from __future__ import annotations

from server.results.tables import Cell, Table, at
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.puzzle import Bounds, Puzzle

WALKS, STEPS = 60, 150


def walk(puzzle: Puzzle, truth: Table, cell: Cell, dice: Dice) -> Table | None:
    """A table with another number in a cell; None if none was come by."""
    for _ in range(WALKS):
        people = {(i, j): truth[i][j] for i in range(puzzle.size) for j in range(puzzle.size)}
        for _ in range(STEPS):
            _step(puzzle, people, dice)
            if people[cell] != at(truth, cell) and not puzzle.misses(people):
                return puzzle.table(people)
    return None


def _step(puzzle: Puzzle, people: Bounds, dice: Dice) -> None:
    """One swap, if it does not lead far away."""
    i, k, j, m = (dice.below(puzzle.size) for _ in range(4))
    swap = (((i, j), 1), ((i, m), -1), ((k, j), -1), ((k, m), 1))
    if i == k or j == m or any(people[cell] + by < puzzle.cells.low[cell] for cell, by in swap):
        return
    for cell, by in swap:
        people[cell] += by
    if puzzle.misses(people) > 1 + dice.below(3):
        for cell, by in swap:
            people[cell] -= by
