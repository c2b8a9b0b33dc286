"""Pooled results as pictures: which chart, how large, under which salt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.activities.base import Place, Row
from server.charts.compact import CompactRow, CompactUnits, compact_units
from server.charts.flow import Flow, flow
from server.charts.rows import Bar, Units, bars, units
from server.results.disclosure import Released, Shift
from server.room.board import Board
from server.shares import is_crowd

LABELS_ABOVE_UP_TO = 5
WIDTH = 1200.0
DOTS_WIDTH = {True: 950.0, False: 400.0}
BAR_WIDTH = {True: 880.0, False: 380.0}
DOTS_HEIGHT = {2: 185.0, 3: 150.0, 4: 94.0, 5: 76.0, 6: 96.0, 7: 80.0, 8: 70.0}
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


@dataclass(frozen=True, slots=True)
class Chart:
    """A result as rows: dots, or bars in a crowd. `above`: labels stand above their rows."""

    places: tuple[Place, ...]
    units: Units | None
    bars: tuple[Bar, ...]
    above: bool
    width: float
    height: float

    @property
    def top(self) -> float:
        """Where the dots begin, which stand in the middle of their row."""
        return round((self.height - self.units.height) / 2, 1) if self.units else 0

    @property
    def baseline(self) -> float:
        """Where the numbers stand: their digits in the middle of the dots, whatever a font calls its middle."""
        return round((self.height + DIGITS) / 2, 1)


def chart(board: Board, result: Released) -> Chart:
    """The rows of one round."""
    places = tuple(row.place for row in result.rows)
    counts = [(place.letter.lower(), row.people) for place, row in zip(places, result.rows, strict=True)]
    above, many = len(places) <= LABELS_ABOVE_UP_TO, len(places)
    width = WIDTH if above else WIDTH - 560
    if is_crowd(result.people):
        height = BAR_HEIGHT[many]
        return Chart(places, None, bars(counts, BAR_WIDTH[above], height), above, width, height)
    drawn = units(counts, DOTS_WIDTH[above], DOTS_HEIGHT[many], board.salt)
    return Chart(places, drawn, (), above, width, max(drawn.height, NUMBER_HEIGHT))


@dataclass(frozen=True, slots=True)
class Compact:
    """A result as rows, each with its place: dots of these `units`, or bars where there are none, in a crowd."""

    rows: tuple[tuple[Place, CompactRow | Bar], ...]
    height: float
    units: CompactUnits | None = None


def compact(rows: Sequence[Row], box: Box) -> Compact:
    """The rows of one round where there is little room."""
    people = sum(row.people for row in rows)
    places = [row.place for row in rows]
    counts = [(row.place.letter.lower(), row.people) for row in rows]
    if is_crowd(people):
        drawn = bars(counts, box.bar, box.height / 2)
        return Compact(tuple(zip(places, drawn, strict=True)), box.height / 2)
    units = compact_units(counts, box.width, box.height, box.widest, box.alone)
    return Compact(tuple(zip(places, units.rows, strict=True)), units.height, units)


def threads(board: Board, result: Shift) -> Flow:
    """The shift of one round against the one before."""
    marks = [place.letter.lower() for place in result.places]
    return flow(marks, result.before, result.after, result.cells, board.salt)
