"""What somebody learns who knows the rule, from what a room withholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import chain, islice

from server.results.moving import moves_of
from server.results.tables import Table, at
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.puzzle import Puzzle
from server.trials.torture.solvers.rooms import Room
from server.trials.torture.solvers.sums import Undecided

SAMPLES, SAMPLE_EFFORT = 40, 100
IN_ORDER, ORDER_EFFORT = 250, 2_000


class Silence(StrEnum):
    """What somebody who knows the rule learns from what is withheld."""

    NOTHING = "nothing"
    MAYBE = "perhaps something"
    SOMETHING = "something"


def learned_from_silence(room: Room, dice: Dice) -> Silence:
    """Whether a reader of the rule finds a small group out because of what is withheld: among the tables that fit,
    only those are left for which the rule would have shown just this. `MAYBE` if there are too many to try them all,
    and none of those tried leaves doubt."""
    puzzle = Puzzle.of(room.shift, Counter())
    numbers = {cell: at(room.truth, cell) for cell in room.small}
    certain = {cell for cell in numbers if puzzle.other(cell, numbers[cell], dice)}
    for table in chain(_samples(puzzle, dice), _in_order(puzzle, dice)):
        if table is None:
            return Silence.MAYBE if certain else Silence.NOTHING
        differs = {cell for cell in certain if at(table, cell) != numbers[cell]}
        if differs and _looks_the_same(table, room):
            certain -= differs
        if not certain:
            return Silence.NOTHING
    return Silence.SOMETHING if certain else Silence.NOTHING


def _samples(puzzle: Puzzle, dice: Dice) -> Iterator[Table]:
    """Tables that fit, far apart: each is the first of a search of its own."""
    for _ in range(SAMPLES):
        with suppress(Undecided):
            yield from islice(puzzle.solutions(dice, SAMPLE_EFFORT), 1)


def _in_order(puzzle: Puzzle, dice: Dice) -> Iterator[Table | None]:
    """Every table that fits; None at last if there are more than can be looked at."""
    try:
        for number, table in enumerate(puzzle.solutions(dice, ORDER_EFFORT)):
            if number == IN_ORDER:
                yield None
                return
            yield table
    except Undecided:
        yield None


def _looks_the_same(table: Table, room: Room) -> bool:
    return moves_of(room.part, table, room.minimum, strict=True) == room.shift.moves
