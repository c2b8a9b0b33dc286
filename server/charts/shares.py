"""Shared points: every person in every row, a dot the fuller the more points it gave; bars of the averages in a crowd,
and on phones and the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from server.charts.canvas import Use
from server.charts.compact import outline
from server.charts.fill import filled
from server.charts.lattice import Lattice
from server.charts.rows import WIDEST_ALONE, WIDEST_PITCH, Bar, bars
from server.shares import is_crowd, percent

ROWS_HEIGHT = 728.0
DOTS_WIDTH, BAR_WIDTH, BAR_HEIGHT = 1050.0, 1000.0, 76.0
PHONE_WIDTH, PHONE_HEIGHT = 230.0, 22.0
ABOVE, LOWEST = 100.0, 62.0  # what a row needs besides its dots; what they get where rows are many
MOST_LINES = 5
FEW = 4  # rows with large words
SPECK = 3.2
Given = Mapping[int, int]  # how many people gave how many points


@dataclass(frozen=True, slots=True)
class Run:
    """People of one row who gave as many points; `outline` goes around their dots."""

    points: int
    outline: str


@dataclass(frozen=True, slots=True)
class Shares(Lattice):
    """One row a thing, `row` from the next. `dots` are its runs, fullest first, none in a crowd and where all is
    compact; `before` are the averages of an earlier round."""

    use: Use
    bars: tuple[Bar, ...]
    averages: tuple[int, ...]
    before: tuple[int, ...]
    dots: tuple[tuple[Run, ...], ...]
    pitch: float
    height: float
    row: float

    @property
    def speck(self) -> float:
        """Of who gave nothing."""
        return min(SPECK, self.radius)

    @property
    def low(self) -> bool:
        """Whether the rows are many, and their words small."""
        return len(self.bars) > FEW

    @property
    def aside(self) -> tuple[float, float]:
        """How far beside and below a number stands what it is of: beside, where low rows leave no room below."""
        if not self.low:
            return 0, 50
        return (0, 40) if self.dots else (100, 4)

    @staticmethod
    def dot(points: int) -> str:
        """The path of a dot that is so full of points."""
        return filled(points / 100)


def shares(rows: Sequence[tuple[str, Given]], people: int, before: Sequence[int], use: Use) -> Shares:
    """The rows of (mark, who gave how much) of so many people."""
    totals = [(mark, sum(points * many for points, many in given.items())) for mark, given in rows]
    averages = tuple(percent(total, 100 * people) for _, total in totals)
    row = round(ROWS_HEIGHT / max(1, len(rows)), 1)
    if use.is_compact or is_crowd(people):
        width, height = (
            (PHONE_WIDTH, PHONE_HEIGHT) if use.is_compact else (BAR_WIDTH, min(BAR_HEIGHT, row - ABOVE / 2 - 8))
        )
        return Shares(use, bars(totals, width, height), averages, tuple(before), (), 0, height, row)
    lines, pitch = _grid(people, row)
    dots = tuple(_runs(given, lines, pitch) for _, given in rows)
    marked = bars(totals, BAR_WIDTH, BAR_HEIGHT)
    return Shares(use, marked, averages, tuple(before), dots, pitch, round(lines * pitch, 1), row)


def _grid(people: int, row: float) -> tuple[int, float]:
    """Lines and the largest pitch that lets all people stand in one row, rounded down so that they still do. Few stand
    in one line, and larger."""
    height = max(row - ABOVE, LOWEST)
    pitches = {
        lines: min(
            DOTS_WIDTH / max(1, ceil(people / lines)), height / lines, WIDEST_PITCH if lines > 1 else WIDEST_ALONE
        )
        for lines in range(1, MOST_LINES + 1)
    }
    lines = max(pitches, key=lambda lines: pitches[lines])
    return lines, int(pitches[lines] * 10) / 10


def _runs(given: Given, lines: int, pitch: float) -> tuple[Run, ...]:
    runs, at = [], 0
    for points, people in sorted(given.items(), reverse=True):
        runs.append(Run(points, outline(at, at + people, lines, pitch)))
        at += people
    return tuple(runs)
