"""Seats: the room as concentric arcs that face the screen.

A seat's place depends on its number and the room's capacity step alone, so a seat stays where it is
until the room outgrows its step. Within a step each seat is the one farthest from all that are taken:
the room looks evenly filled from the first person on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, floor, hypot, sin

from server.shares import is_crowd

STEPS = (12, 30, 60, 90, 144, 220, 300)
HAIR = 0.2  # kept free at the edges, because places are rounded to tenths


@dataclass(frozen=True, slots=True)
class Shape:
    """A box to seat people in: its size, half the angle of its arcs, and the widest pitch of seats."""

    width: float
    height: float
    angle: float
    widest: float
    dot: float = 0.36


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a dot."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arcs:
    """A seating plan. `points` are in the order in which seats are given out, `by_row` from the front.

    Row r is an arc of radius `front + r * pitch` about `centre`, its seats evenly spread over the angle.
    """

    shape: Shape
    points: tuple[Point, ...]
    by_row: tuple[Point, ...]
    rows: tuple[int, ...]
    centre: Point
    front: float
    pitch: float
    radius: float


def capacity(seats: int) -> int:
    """The step that holds so many seats; the largest one beyond 300, where a dot is several people."""
    return next((step for step in STEPS if step >= seats), STEPS[-1])


def people_a_dot(people: int) -> int:
    """How many people one dot stands for."""
    if not is_crowd(people):
        return 1
    return 10 if people <= 2_500 else -(-people // 5_000) * 20


@lru_cache(maxsize=64)
def arcs(places: int, shape: Shape) -> Arcs:
    """The plan for so many places, with the largest pitch that fits the box."""
    plans = (_pitched(places, shape, count) for count in range(1, 16))
    plans = (plan for plan in plans if min(plan[2]) > 0)
    pitch, reach, rows = max(plans, key=lambda plan: (plan[0], len(plan[2]) > 1, plan[1]))
    front = (reach - len(rows) + 1) * pitch
    height = reach * pitch - front * cos(shape.angle)
    centre = Point(shape.width / 2, (shape.height + height) / 2 - reach * pitch)
    by_row = _row_by_row(shape, centre, front, pitch, rows)
    return Arcs(shape, _spread(by_row), by_row, rows, centre, front, pitch, shape.dot * pitch)


def _pitched(places: int, shape: Shape, count: int) -> tuple[float, float, tuple[int, ...]]:
    """Pitch, radius of the last arc in pitches, and people a row, for so many rows."""
    low, high = float(count), float(count + places / shape.angle)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_rows(shape, middle, count)) >= places else (middle, high)
    rows = _trimmed(_rows(shape, high, count), places)
    width = 2 * high * sin(shape.angle) + 2 * shape.dot
    height = high - (high - count + 1) * cos(shape.angle) + 2 * shape.dot
    pitch = min(shape.widest, (shape.width - HAIR) / width, (shape.height - HAIR) / height)
    return pitch, high, rows


def _rows(shape: Shape, reach: float, count: int) -> list[int]:
    return [floor(2 * shape.angle * (reach - count + 1 + row)) + 1 for row in range(count)]


def _trimmed(rows: list[int], places: int) -> tuple[int, ...]:
    """Exactly as many places as asked for: what is over leaves the fullest rows at the front."""
    for index in range(sum(rows) - places):
        rows[index % len(rows)] -= 1
    return tuple(rows)


def _row_by_row(shape: Shape, centre: Point, front: float, pitch: float, rows: tuple[int, ...]) -> tuple[Point, ...]:
    """Every place, front row first, each row from the start edge."""
    points: list[Point] = []
    for row, people in enumerate(rows):
        radius = front + row * pitch
        for seat in range(people):
            turn = shape.angle * (2 * seat / (people - 1) - 1) if people > 1 else 0.0
            points.append(Point(round(centre.x + radius * sin(turn), 1), round(centre.y + radius * cos(turn), 1)))
    return tuple(points)


def _spread(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The same places as they fill: the most central one, then always the free one farthest from all taken."""
    middle = Point(sum(point.x for point in points) / len(points), sum(point.y for point in points) / len(points))
    order = [min(points, key=lambda point: _apart(point, middle))]
    free = {point: _apart(point, order[0]) for point in points if point is not order[0]}
    while free:
        taken = max(free, key=lambda point: (free[point], -point.x, -point.y))
        order.append(taken)
        del free[taken]
        for point in free:
            free[point] = min(free[point], _apart(point, taken))
    return tuple(order)


def _apart(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)
