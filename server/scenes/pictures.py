"""Pooled results as pictures for the big screen: which chart, how large, under which salt."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.base import Place
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


@dataclass(frozen=True, slots=True)
class Chart:
    """A result as rows: dots, or bars in a crowd. `above`: labels stand above their rows."""

    places: tuple[Place, ...]
    units: Units | None
    bars: tuple[Bar, ...]
    above: bool
    width: float
    height: float
    people: int

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
        return Chart(places, None, bars(counts, BAR_WIDTH[above], height), above, width, height, result.people)
    drawn = units(counts, DOTS_WIDTH[above], DOTS_HEIGHT[many], board.salt)
    return Chart(places, drawn, (), above, width, max(drawn.height, NUMBER_HEIGHT), result.people)


def threads(board: Board, result: Shift) -> Flow:
    """The shift of one round against the one before."""
    marks = [place.letter.lower() for place in result.places]
    return flow(marks, result.before, result.after, result.cells, board.salt)
