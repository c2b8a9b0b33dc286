"""People by level, statement by statement, for every use; and how they rose and fell between two rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.charts.canvas import Use
from server.charts.strips import AXIS_IN_THE_MIDDLE, Box, Counts, Strips, strips
from server.shares import percent

ROWS_HEIGHT = 728.0
LABEL = 46.0  # above a strip
WALL = Box(width=1000, height=80, widest=38, gap=9)
CROWD = Box(width=1000, height=76, widest=38, gap=4)
PHONE = Box(width=284, height=44, widest=18, gap=4)
PHONE_CROWD = Box(width=284, height=24, widest=18, gap=2)
SHIFT_HEIGHT, SHIFT_ROW = 560.0, 126.0  # room for a headline of two lines above
BETWEEN, MANY = 14.0, 6  # between two strips; more rows are low
SHIFT = Box(width=780, height=80, widest=20, gap=9, lines=4)
SHIFT_FEW = SHIFT._replace(widest=54, gap=18)
SHIFT_CROWD = SHIFT._replace(height=60, gap=4)


@dataclass(frozen=True, slots=True)
class Levels:
    """One strip a statement, `row` from the next, and what stands at its end: how many are at the two top levels."""

    use: Use
    strips: Strips
    people: tuple[int, ...]
    high: tuple[int, ...]
    percents: tuple[int, ...]
    medians: tuple[int, ...]
    row: float

    @property
    def crowd(self) -> bool:
        """Whether there are segments and no dots."""
        return not self.strips.lines

    @property
    def height(self) -> float:
        """Of all rows."""
        return round(self.row * len(self.people), 1)


def levels(rows: Sequence[Counts], people: int, use: Use) -> Levels:
    """The rows of people by level, from the lowest to the highest; `people` answered any of them."""
    box = PHONE if use.is_compact else WALL
    drawn = strips(rows, people, box)
    if not drawn.lines:
        drawn = strips(rows, people, PHONE_CROWD if use.is_compact else CROWD)
    totals = tuple(sum(row) for row in rows)
    high = tuple(sum(row[-2:]) for row in rows)
    shares = tuple(percent(part, whole) for part, whole in zip(high, totals, strict=True))
    medians = tuple(_median(row) for row in rows)
    return Levels(use, drawn, totals, high, shares, medians, round(ROWS_HEIGHT / max(1, len(rows)), 1))


def _median(row: Counts) -> int:
    """The lower median as a level from 1 on; 0 where there is nobody."""
    left = (sum(row) - 1) // 2
    for level, people in enumerate(row, 1):
        if left < people:
            return level if sum(row) else 0
        left -= people
    return 0


@dataclass(frozen=True, slots=True)
class Rises:
    """A strip of who went down, stayed and went up for each statement; of some that is not told. `start` is where
    all begin in their box: a few people have their axis in its middle already."""

    strips: Strips
    told: tuple[bool, ...]
    people: int
    row: float
    start: float

    @property
    def crowd(self) -> bool:
        """Whether there are segments and no dots, and percentages stand for people."""
        return not self.strips.lines

    @property
    def many(self) -> bool:
        """Whether the rows are low, and their words small."""
        return len(self.told) > MANY

    @property
    def tells(self) -> bool:
        """Whether any strip is drawn."""
        return any(self.told)

    @property
    def height(self) -> float:
        """Of all rows."""
        return round(self.row * len(self.told), 1)


def rises(rows: Sequence[Counts], told: Sequence[bool], people: int) -> Rises:
    """The rows of people who went down, stayed and went up; nothing is drawn of those that are not told."""
    shown = [row if is_told else (0, 0, 0) for row, is_told in zip(rows, told, strict=True)]
    few, row = people < AXIS_IN_THE_MIDDLE, min(SHIFT_ROW, SHIFT_HEIGHT / max(1, len(rows)))
    box = SHIFT_FEW if few else SHIFT
    drawn = strips(shown, people, box._replace(height=min(box.height, row - BETWEEN)))
    if not drawn.lines:
        drawn = strips(shown, people, SHIFT_CROWD)
    start = 0 if few else round((SHIFT.width - drawn.width) / 2, 1)
    return Rises(drawn, tuple(told), people, round(row, 1), start)
