"""Pairs: two lines from 0 to 10, and in which cell of them an answer may be told. An exact pair is told to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple, cast

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Question
from server.activities.contract.text import Text, in_language
from server.refusals import Refused

MOST = 10
MOST_THIN = 5  # a fifth: where more people cannot be placed, cells are coarser
STAYS = 0.6  # of made-up people who answer a second time
MIDDLE, LIKE, LIFT = 4, 0.6, 3.2  # where made-up people stand on the first line, and what they make of it on the second


class Band(NamedTuple):
    """Steps next to each other on a line, the lowest and the highest."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}–{self.high}"


Pair = tuple[int, int]
Cell = tuple[int, int]
FIVE = tuple(map(Band, (0, 3, 5, 7, 9), (2, 4, 6, 8, 10)))
THREE = tuple(map(Band, (0, 4, 7), (3, 6, 10)))
TWO = tuple(map(Band, (0, 6), (5, 10)))


class Field(NamedTuple):
    """What may be told of pairs: how many stand in the shown cells of the `bands` of both lines, each of the minimum at
    least, and how many stand `thin` elsewhere: nobody, or the minimum at least."""

    bands: tuple[Band, ...]
    cells: Mapping[Cell, int]
    thin: int

    def cell(self, pair: Pair) -> Cell:
        """Where a pair lies."""
        x, y = (sum(step > band.high for band in self.bands) for step in pair)
        return x, y


def told(pairs: Iterable[Pair], minimum: int) -> Field | None:
    """The finest cells in which four fifths of people may be shown; None where there are none."""
    many = Counter(pairs)
    for bands in (FIVE, THREE, TWO):
        cells = _shown(bands, many, minimum)
        thin = many.total() - sum(cells.values())
        if cells and thin * MOST_THIN <= many.total():
            return Field(bands, cells, thin)
    return None


def _shown(bands: tuple[Band, ...], many: Counter[Pair], minimum: int) -> Mapping[Cell, int]:
    """So few that cannot be placed would be made out: then the smallest shown cell joins them."""
    everybody = Field(bands, {}, 0)
    cells = Counter[Cell]()
    for pair, people in many.items():
        cells[everybody.cell(pair)] += people
    shown = {cell: cells[cell] for cell in sorted(cells) if cells[cell] >= minimum}
    if shown and 0 < many.total() - sum(shown.values()) < minimum:
        del shown[min(shown, key=lambda cell: (shown[cell], cell))]
    return shown


class Pairs(Question):
    """A step on each of two lines, by their keys. `field` are the cells in which an export tells it, once settled."""

    def __init__(self, lines: Sequence[Part], low: Text, high: Text, field: Field | None = None) -> None:
        self.parts, self.low, self.high, self.field = tuple(lines), low, high, field

    def accept(self, raw: JsonValue) -> JsonValue:
        """A whole step for each line, in the order of the lines."""
        if not isinstance(raw, dict) or raw.keys() != {part.key for part in self.parts}:
            raise Refused("wrong-value", "Both lines are to be set, and nothing else.")
        return {part.key: _step(raw[part.key]) for part in self.parts}

    def pair(self, value: JsonValue) -> Pair:
        """The steps of an accepted answer."""
        steps = cast("dict[str, int]", value)
        first, second = self.parts
        return steps[first.key], steps[second.key]

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The step, as digits."""
        return None if value is None else str(cast("dict[str, int]", value)[part.key])

    def settled(self, values: Sequence[JsonValue], minimum: int) -> Pairs:
        """With the cells that a round may show."""
        return Pairs(self.parts, self.low, self.high, told(map(self.pair, values), minimum))

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Around a favourite, and the second line the higher the higher the first."""
        if before is not None:
            shifts = ((0 if dice.random() < STAYS else dice.choice((-1, 1))) for _part in self.parts)
            steps = [_within(step + by) for step, by in zip(self.pair(before), shifts, strict=True)]
        else:
            first = _within(round(dice.gauss(MIDDLE + 3 * lean.favour, 0.6 + 3 * lean.spread)))
            steps = [first, _within(round(dice.gauss(first * LIKE + LIFT, 0.4 + 1.6 * lean.spread)))]
        return {part.key: step for part, step in zip(self.parts, steps, strict=True)}

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """The cell that an answer is shown in."""
        if self.field is None or (cell := self.field.cell(self.pair(value))) not in self.field.cells:
            return {"cell": "not shown"}
        first, second = (self.field.bands[at] for at in cell)
        return {"cell": f"{first.low}-{first.high} and {second.low}-{second.high}"}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The lines, from where to where they go, and what their ends are called."""
        items: list[JsonValue] = [{"key": part.key, "label": in_language(part.label, language)} for part in self.parts]
        ends: list[JsonValue] = [in_language(end, language) for end in (self.low, self.high)]
        return {"shape": "lines", "items": items, "steps": [0, MOST], "ends": ends}


def _step(raw: JsonValue) -> JsonValue:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw in range(MOST + 1):
        return int(raw)
    raise Refused("wrong-value", f"Each line is set to a whole step from 0 to {MOST}.")


def _within(step: int) -> int:
    return max(0, min(MOST, step))
