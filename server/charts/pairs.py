"""Cells of two lines: dots in rows in each of them, one a person; boxes whose areas are people in a crowd. Whoever
stands in no shown cell has a box beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import NamedTuple

from server.charts.canvas import Use
from server.charts.lattice import Lattice
from server.shares import is_crowd

WIDTH, HEIGHT = 1200.0, 728.0
LEFT, TOP, WIDE, HIGH = 112.0, 44.0, 894.0, 602.0  # of all cells together
GAP, PAD = 6.0, 12.0
THIN = (1030.0, 345.0, 170.0, 298.0)
HEAD = 60.0  # above the dots of who is spread thin
FEW, MANY = 12, 5  # people whose dots are larger, and bands below which they are
USUAL, LARGE, SMALLEST = 24, 37, 6
FLAT = 7  # rows of dots are so much wider than high
Cell = tuple[int, int]


class Box(NamedTuple):
    """A cell on the drawing; nobody is shown in an empty one. `way`: a where its people are higher on the second line,
    b on the first."""

    x: float
    y: float
    width: float
    height: float
    people: int
    way: str


class Area(NamedTuple):
    """A crowd's box."""

    x: float
    y: float
    width: float
    height: float
    way: str


@dataclass(frozen=True, slots=True)
class Cells(Lattice):
    """`dots` are lines with round ends, by `way`; of people spread thin they are under "thin". In a crowd `areas`."""

    use: Use
    boxes: tuple[Box, ...]
    thin: int
    pitch: float = 0
    dots: Mapping[str, str] | None = None
    areas: tuple[Area, ...] = ()

    @property
    def dot(self) -> float:
        """Across."""
        return round(2 * self.radius, 1)

    @property
    def ways(self) -> Sequence[str]:
        """Those there are."""
        return sorted({box.way for box in self.boxes if box.people})


def pairs(bands: int, cells: Mapping[Cell, int], thin: int, use: Use) -> Cells:
    """People by cell, across and up, of so many bands on each line."""
    boxes = tuple(_box(bands, cell, cells.get(cell, 0)) for cell in _from_the_top(bands))
    people = sum(cells.values()) + thin
    if use.is_compact:
        return Cells(use, boxes, thin)
    if is_crowd(people):
        return Cells(use, boxes, thin, areas=tuple(_areas(boxes)))
    rooms = [(box, box.people, box.way) for box in boxes if box.people]
    x, y, width, height = THIN
    rooms += [(Box(x, y + HEAD, width, height - HEAD, thin, ""), thin, "thin")] if thin else []
    pitch = _pitch([(box, many) for box, many, _way in rooms], LARGE if people <= FEW or bands < MANY else USUAL)
    if thin:  # they hang below their head
        rooms[-1] = (rooms[-1][0]._replace(height=_rows(rooms[-1][0], thin, pitch) * pitch + PAD), thin, "thin")
    dots: dict[str, str] = {}
    for box, many, way in rooms:
        dots[way] = dots.get(way, "") + "".join(f"M{dot_x:g} {dot_y:g}h0" for dot_x, dot_y in _dots(box, many, pitch))
    return Cells(use, boxes, thin, pitch, dots)


def _from_the_top(bands: int) -> Iterable[Cell]:
    return ((x, y) for y in reversed(range(bands)) for x in range(bands))


def _box(bands: int, cell: Cell, people: int) -> Box:
    x, y = cell
    wide, high = WIDE / bands, HIGH / bands
    way = "a" if y > x else "b" if y < x else ""
    left, top = LEFT + x * wide, TOP + (bands - 1 - y) * high
    return Box(round(left, 1), round(top, 1), round(wide - GAP, 1), round(high - GAP, 1), people, way)


def _pitch(rooms: Sequence[tuple[Box, int]], widest: int) -> int:
    """The widest at which all dots have room."""
    fits = (pitch for pitch in range(widest, SMALLEST, -1) if all(_rows(box, many, pitch) for box, many in rooms))
    return next(fits, SMALLEST)


def _widest(box: Box, pitch: int) -> int:
    return max(1, int((box.width - 2 * PAD) / pitch))


def _columns(box: Box, many: int, pitch: int) -> int:
    return max(1, min(_widest(box, pitch), ceil(sqrt(FLAT * many))))


def _rows(box: Box, many: int, pitch: int) -> int:
    """In how many rows dots of this pitch have room in a box; 0 if they have none."""
    return 0 if ceil(many / _widest(box, pitch)) * pitch > box.height - PAD else ceil(many / _columns(box, many, pitch))


def _dots(box: Box, many: int, pitch: int) -> Iterable[tuple[float, float]]:
    """Row by row, in the middle of the box."""
    columns = _columns(box, many, pitch)
    if ceil(many / columns) * pitch > box.height - PAD:
        columns = _widest(box, pitch)
    rows = ceil(many / columns)
    columns = ceil(many / rows)  # so that no dot has a row to itself
    left = box.x + (box.width - columns * pitch) / 2
    top = box.y + (box.height - rows * pitch) / 2
    for at in range(many):
        row, column = divmod(at, columns)
        yield round(left + (column + 0.5) * pitch, 1), round(top + (row + 0.5) * pitch, 1)


def _areas(boxes: Sequence[Box]) -> Iterable[Area]:
    """As flat as their cells."""
    most = max(box.people for box in boxes)
    for box in boxes:
        if box.people:
            share = sqrt(box.people / most)
            width, height = (box.width - 2 * PAD) * share, (box.height - PAD) * share
            x, y = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
            yield Area(round(x, 1), round(y, 1), round(width, 1), round(height, 1), box.way)
