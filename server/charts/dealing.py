"""Dealing: one dot a person on a lattice, in an order drawn by lot, each as near as there is room to its step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from server.charts.clouds import Circle, Cloud
from server.charts.ground import Box, Rect, Stands
from server.charts.lattice import Lattice
from server.dice import dice_of

SHARE = 0.2  # of the field that dots may take
Square = tuple[int, int]  # column and row


@dataclass(frozen=True, slots=True)
class Squares(Lattice):
    """All squares of `pitch` that a field has room for, from `left` and `top` on; a dot stands in each or none."""

    columns: int
    rows: int
    left: float
    top: float
    pitch: float

    def under(self, rect: Rect) -> Iterator[Square]:
        """Those whose dots this would touch."""
        for column in range(self._column(rect.left - self.radius), self._column(rect.right + self.radius) + 1):
            for row in range(self._row(rect.top - self.radius), self._row(rect.bottom + self.radius) + 1):
                yield column, row

    def nearest(self, x: float, y: float, taken: Collection[Square]) -> Square:
        """The one nearest to a place that is not taken."""
        column, row = self._column(x), self._row(y)
        for by_column, by_row in _outward(max(self.columns, self.rows)):
            square = column + by_column, row + by_row
            if square not in taken and 0 <= square[0] < self.columns and 0 <= square[1] < self.rows:
                return square
        raise AssertionError("dots take a part of the field only")

    def dot(self, square: Square) -> Circle:
        """The dot that stands in it."""
        column, row = square
        x, y = self.left + (column + 0.5) * self.pitch, self.top + (row + 0.5) * self.pitch
        return Circle(round(x, 1), round(y, 1), self.radius)

    def _column(self, x: float) -> int:
        return max(0, min(self.columns - 1, int((x - self.left) / self.pitch)))

    def _row(self, y: float) -> int:
        return max(0, min(self.rows - 1, int((y - self.top) / self.pitch)))


def dealt(clouds: Sequence[Stands], kept_out: Iterable[Rect], box: Box, salt: str) -> tuple[Cloud, ...]:
    """Each dot in the nearest square that is free to somewhere in its step, none on what is kept out; told from the
    start edge, so that nothing of the lot is left."""
    people = [(at, spot) for at, cloud in enumerate(clouds) for spot, many in cloud.items() for _ in range(many)]
    squares = _squares(len(people), box)
    taken = {square for rect in kept_out for square in squares.under(rect)}
    lot = dice_of(f"field {salt}")
    lot.shuffle(people)
    wide, high = box.step
    dots: list[list[Square]] = [[] for _ in clouds]
    for at, spot in people:
        middle = box.at(spot)
        x, y = middle.x + (lot.random() - 0.5) * wide, middle.y + (lot.random() - 0.5) * high
        square = squares.nearest(x, y, taken)
        taken.add(square)
        dots[at].append(square)
    return tuple(Cloud(tuple(squares.dot(square) for square in sorted(each))) for each in dots)


def _squares(people: int, box: Box) -> Squares:
    """As large as so many dots may be."""
    room = int(sqrt(SHARE * box.width * box.height / max(1, people)))
    pitch = max(box.narrowest, min(box.widest, room))
    columns, rows = int(box.width / pitch), int(box.height / pitch)
    return Squares(columns, rows, (box.width - columns * pitch) / 2, (box.height - rows * pitch) / 2, pitch)


@cache
def _outward(far: int) -> tuple[Square, ...]:
    """All steps on a lattice up to so far, the nearest first."""
    reach = range(-far, far + 1)
    return tuple(sorted(((x, y) for x in reach for y in reach), key=lambda step: step[0] ** 2 + step[1] ** 2))
