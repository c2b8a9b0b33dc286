"""An arrow from one pill to another."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import NamedTuple

from server.charts.ground import Rect
from server.charts.pills import Pill
from server.charts.seats import Point

SHORTEST = 60.0
PIECE, BESIDE = 8.0, 6.0  # how long a piece of it is, and how far from it dots stand


class Arrow(NamedTuple):
    """Where it begins, and where its tip is."""

    origin: Point
    goal: Point

    def rects(self) -> Iterator[Rect]:
        """Small squares over it, where dots make room."""
        (x, y), (to_x, to_y) = ((end.x, end.y) for end in self)
        pieces = int(hypot(to_x - x, to_y - y) / PIECE) + 1
        for piece in range(pieces + 1):
            a, b = x + (to_x - x) * piece / pieces, y + (to_y - y) * piece / pieces
            yield Rect(a - BESIDE, b - BESIDE, a + BESIDE, b + BESIDE)


def arrow(origin: Pill, goal: Pill) -> Arrow | None:
    """From edge to edge, where there is room between."""
    dx, dy = goal.x - origin.x, goal.y - origin.y
    far = hypot(dx, dy)
    if not far:
        return None
    starts, ends = (pill.reach(dx / far, dy / far) for pill in (origin, goal))
    if starts + ends + SHORTEST > far:
        return None
    return Arrow(
        Point(round(origin.x + dx / far * starts, 1), round(origin.y + dy / far * starts, 1)),
        Point(round(goal.x - dx / far * ends, 1), round(goal.y - dy / far * ends, 1)),
    )
