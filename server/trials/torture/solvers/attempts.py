"""Who looks at a room, and what they find out by trying tables: none of them uses the rule that chose what to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement

from server.results.tables import Cell, Table, at, cells
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.puzzle import Puzzle, holds
from server.trials.torture.solvers.rooms import Room
from server.trials.torture.solvers.walk import walk

Known = Counter[Cell]


def kinds_of_onlookers(room: Room) -> Iterator[tuple[str, Known]]:
    """Everybody there is, with the people whose answers they know: nobody, themselves, or themselves twice."""
    once = len(room.truth) - 1
    there = [cell for cell in cells(room.truth) if at(room.truth, cell)]
    yield "an outsider", Counter()
    for cell in there:
        yield "a late voter" if cell[0] == once else "an insider", Counter([cell])
    for pair in combinations_with_replacement(there, 2):
        if holds(room.truth, Counter(pair)):
            yield "a double voter", Counter(pair)


def found_out(room: Room, dice: Dice) -> Counter[str]:
    """How many small groups each kind of onlooker finds out that both rounds' totals did not tell them."""
    if room.shift.says_nothing:
        return Counter()
    tables: list[Table] = []
    found: Counter[str] = Counter()
    for who, known in kinds_of_onlookers(room):
        for cell in room.small:
            if at(room.truth, cell) > known[cell] and not _in_doubt(room, cell, known, tables, dice):
                found[who] += 1
    return found


def _in_doubt(room: Room, cell: Cell, known: Known, tables: list[Table], dice: Dice) -> bool:
    """Whether another number is possible in a cell, or no number ever was a secret to who knows these people."""
    number = at(room.truth, cell)
    if any(at(table, cell) != number and holds(table, known) for table in tables):
        return True
    puzzle = Puzzle.of(room.shift, known)
    other = walk(puzzle, room.truth, cell, dice) or puzzle.other(cell, number, dice)
    if other is not None:
        tables.append(other)
        return True
    return Puzzle.of(room.shift, known, totals_only=True).proves(cell, number, dice)
