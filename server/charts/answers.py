"""People by answer, for every use: unit rows with one dot a person, bars where single people are no longer visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.charts.canvas import Canvas, Use
from server.charts.compact import CompactRow, CompactUnits, compact_units
from server.charts.rows import WIDEST_ALONE, Bar, UnitRow, Units, bars, of_all, units
from server.shares import is_crowd

LABELS_ABOVE_UP_TO = 5
WIDTH, BESIDE = 1200.0, 640.0
DOTS_WIDTH = {True: 950.0, False: 400.0}
BAR_WIDTH = {True: 880.0, False: 380.0}
DOTS_ALONE = {2: 104.0, 3: 86.0}
DOTS_HEIGHT = {2: 185.0, 3: 150.0, 4: 94.0, 5: 70.0, 6: 96.0, 7: 80.0, 8: 70.0}
BAR_HEIGHT = {2: 110.0, 3: 96.0, 4: 78.0, 5: 62.0, 6: 66.0, 7: 58.0, 8: 52.0}
NUMBER_HEIGHT = 62.0
DIGITS = 0.7 * 68  # how tall the digits of a number are


class Box(NamedTuple):
    """The room of one compact row: of its dots, of its bar, and their widest pitches in several lines and in one."""

    width: float
    bar: float
    height: float
    widest: float
    alone: float


DESK = Box(width=320, bar=320, height=70, widest=14, alone=24)
PHONE = Box(width=290, bar=260, height=44, widest=18, alone=30)
LOW_PHONE = PHONE._replace(height=30)


@dataclass(frozen=True, slots=True)
class Answers:
    """A result as rows: dots of these `units`, or bars where there are none, in a crowd. `above`: labels do."""

    use: Use
    above: bool
    width: float
    height: float
    units: Units | CompactUnits | None
    bars: tuple[Bar, ...] = ()

    @property
    def rows(self) -> Sequence[UnitRow | CompactRow | Bar]:
        """One an answer."""
        return self.units.rows if self.units else self.bars

    @property
    def tight(self) -> bool:
        """Whether rows stand as close as labels above them can, which are then smaller."""
        return len(self.rows) == LABELS_ABOVE_UP_TO

    @property
    def top(self) -> float:
        """Where the dots begin, which stand in the middle of their row."""
        return round((self.height - self.units.height) / 2, 1) if self.units else 0

    @property
    def baseline(self) -> float:
        """Where the numbers stand: their digits in the middle of the dots, whatever a font calls its middle."""
        return round((self.height + DIGITS) / 2, 1)


def answers(counts: Sequence[tuple[str, int]], canvas: Canvas, total: int | None = None) -> Answers:
    """The rows of (mark, people). Of `total` people, where one can stand in several rows."""
    whole = of_all(counts, total)
    above = len(counts) <= LABELS_ABOVE_UP_TO
    if canvas.use.is_compact:
        box = DESK if canvas.use is Use.DESK else PHONE if above else LOW_PHONE
        return compact(counts, whole, canvas.use, box, above)
    width = WIDTH if above else BESIDE
    if is_crowd(whole):
        height = BAR_HEIGHT[len(counts)]
        return Answers(canvas.use, above, width, height, None, bars(counts, BAR_WIDTH[above], height, whole))
    alone = DOTS_ALONE.get(len(counts), WIDEST_ALONE)
    drawn = units(counts, DOTS_WIDTH[above], DOTS_HEIGHT[len(counts)], canvas.salt, alone, whole)
    return Answers(canvas.use, above, width, max(drawn.height, NUMBER_HEIGHT), drawn)


def compact(counts: Sequence[tuple[str, int]], total: int, use: Use, box: Box, above: bool) -> Answers:
    """The same on a phone or on the desk, in a box of that size."""
    if is_crowd(total):
        height = box.height / 2
        return Answers(use, above, box.width, height, None, bars(counts, box.bar, height, total))
    drawn = compact_units(counts, box.width, box.height, box.widest, box.alone, total)
    return Answers(use, above, box.width, drawn.height, drawn)
