"""The phone's seats: a compact fan whose every dot costs about seven bytes.

A seat's place is its number times a stride, counted along the rows from the front, so a phone finds
its own seat from a handful of numbers (`static/js/fan.js` does the same sum).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import gcd

from server.charts.seats import Point, Shape, arcs

SHAPE = Shape(width=480, height=226, angle=0.32, widest=66)
GOLDEN = 0.6180339887


@dataclass(frozen=True, slots=True)
class Fan:
    """Three paths of zero-length strokes, to be drawn with round caps of width `dot`."""

    width: int
    height: int
    dot: int
    filled: str
    waiting: str
    empty: str
    places: int
    stride: int
    rows: tuple[int, ...]
    centre: Point
    front: float
    pitch: float
    angle: float


def fan(places: int, filled: Collection[int], waiting: Collection[int] = ()) -> Fan:
    """The fan with these seats filled and these waiting; all others are empty."""
    plan, stride = arcs(places, SHAPE), _stride(places)
    lines = _there_and_back(plan.rows)
    here, there = ({seat * stride % places for seat in seats if seat < places} for seats in (filled, waiting))
    return Fan(
        width=round(SHAPE.width),
        height=round(SHAPE.height),
        dot=round(2 * plan.radius),
        filled=path(plan.by_row[index] for index in lines if index in here),
        waiting=path(plan.by_row[index] for index in lines if index in there - here),
        empty=path(plan.by_row[index] for index in lines if index not in here and index not in there),
        places=places,
        stride=stride,
        rows=plan.rows,
        centre=plan.centre,
        front=round(plan.front, 2),
        pitch=round(plan.pitch, 3),
        angle=SHAPE.angle,
    )


def place(places: int, seat: int) -> Point:
    """Where a seat's dot stands."""
    return arcs(places, SHAPE).by_row[seat * _stride(places) % places]


def path(points: Iterable[Point]) -> str:
    """Dots as one path of zero-length strokes, each relative to the one before."""
    moves, x, y = [], 0, 0
    for point in points:
        across, down = round(point.x) - x, round(point.y) - y
        moves.append(f"m{across}{'' if down < 0 else ' '}{down}h0")
        x, y = x + across, y + down
    return "".join(moves)


def _there_and_back(rows: Iterable[int]) -> list[int]:
    """The places in the order a pen would draw them: every second row backwards, so moves stay short."""
    lines: list[int] = []
    for row, people in enumerate(rows):
        line = range(len(lines), len(lines) + people)
        lines += reversed(line) if row % 2 else line
    return lines


def _stride(places: int) -> int:
    """The step nearest to the golden section that reaches every place."""
    return next(step for step in range(round(places * GOLDEN), places) if gcd(step, places) == 1)
