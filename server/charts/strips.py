"""Strips: one for each row, its groups in an order and centred on the middle one; dots, or segments in a crowd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from server.charts.lattice import Lattice
from server.charts.runs import Run, middle, starts
from server.charts.seats import Point
from server.shares import is_crowd, percent

AXIS_IN_THE_MIDDLE = 60  # people; with fewer the axis stands still from room to room
CORNER = 0.1  # of the height
Counts = Sequence[int]


class Box(NamedTuple):
    """The room of one strip: its width and height, the widest pitch, and what lies between two groups."""

    width: float
    height: float
    widest: float
    gap: float
    lines: int = 6


@dataclass(frozen=True, slots=True)
class Strips(Lattice):
    """Strips that share an axis and, where there are dots, pitch and number of lines; `lines` is 0 for segments.
    `marks` are the places of the middle people, None where a strip has nobody."""

    rows: tuple[tuple[Run, ...], ...]
    marks: tuple[float | None, ...]
    axis: float
    height: float
    pitch: float = 0
    lines: int = 0

    @property
    def width(self) -> float:
        """Up to the end of the longest."""
        return max((row[-1].x + row[-1].width for row in self.rows), default=0)

    @property
    def corner(self) -> float:
        """Radius of a segment's corners."""
        return round(self.height * CORNER, 1)


class _Extent(NamedTuple):
    """What a row takes on one side of the axis: columns, and gaps besides."""

    columns: float
    gaps: float

    def at(self, pitch: float) -> float:
        return self.columns * pitch + self.gaps


def strips(rows: Sequence[Counts], people: int, box: Box) -> Strips:
    """The rows of so many people by group; `people` are in the room."""
    still = people < AXIS_IN_THE_MIDDLE
    if is_crowd(people):
        return _segments(rows, box)
    lines, pitch = max(
        ((lines, _pitch(rows, lines, box, still)) for lines in range(1, box.lines + 1)), key=lambda found: found[::-1]
    )
    left = max((_sides(row, lines, box.gap)[0].at(pitch) for row in rows), default=0)
    axis = round(box.width / 2 if still else left, 1)
    drawn = tuple(_dots(row, lines, pitch, axis, box.gap) for row in rows)
    marks = tuple(_middle_dot(row, lines, pitch) for row in drawn)
    return Strips(drawn, marks, axis, round(lines * pitch, 1), pitch, lines)


def _sides(row: Counts, lines: int, gap: float) -> tuple[_Extent, _Extent]:
    """Left and right of the middle of the middle group."""
    at = len(row) // 2
    columns = [ceil(people / lines) for people in row]
    sides = (columns[:at], columns[at + 1 :])
    left, right = (_Extent(columns[at] / 2 + sum(side), gap * sum(map(bool, side))) for side in sides)
    return left, right


def _pitch(rows: Sequence[Counts], lines: int, box: Box, still: bool) -> float:
    """The largest that lets every row fit, rounded down so that it still does."""
    sides = [_sides(row, lines, box.gap) for row in rows]
    if still:
        pairs = [(extent, extent) for both in sides for extent in both]
    else:
        pairs = [(left, right) for left, _ in sides for _, right in sides]
    fitting = [(box.width - one.gaps - two.gaps) / ((one.columns + two.columns) or 1) for one, two in pairs]
    return int(min(*fitting, box.height / lines, box.widest) * 10) / 10


def _dots(row: Counts, lines: int, pitch: float, axis: float, gap: float) -> tuple[Run, ...]:
    widths = [round(ceil(people / lines) * pitch, 1) for people in row]
    runs = []
    for at, (people, x, width) in enumerate(zip(row, starts(widths, axis, gap), widths, strict=True)):
        turned = at < len(row) // 2
        one = people // 2
        column = (one // lines + 0.5) * pitch
        mine = Point(round(width - column if turned else column, 1), round((one % lines + 0.5) * pitch, 1))
        runs.append(Run(people, percent(people, sum(row)), x, width, _outline(people, lines, pitch), turned, mine))
    return tuple(runs)


def _outline(people: int, lines: int, pitch: float) -> str:
    """Around whole columns and one that has begun, in one line, because phones get thirty of them."""
    whole, begun = divmod(people, lines)
    right, bottom = f"{whole * pitch:.4g}", f"{lines * pitch:.4g}"
    if not begun:
        return f"M0 0H{right}V{bottom}H0Z" if whole else ""
    ahead, down = f"{(whole + 1) * pitch:.4g}", f"{begun * pitch:.4g}"
    return f"M0 0H{ahead}V{down}H{right}V{bottom}H0Z" if whole else f"M0 0H{ahead}V{down}H0Z"


def _middle_dot(row: Sequence[Run], lines: int, pitch: float) -> float | None:
    """The column of the lower median."""
    found = middle(row)
    if found is None:
        return None
    run, before = found
    column = (run.people - 1 - before if run.turned else before) // lines
    from_edge = (column + 0.5) * pitch
    return round(run.x + (run.width - from_edge if run.turned else from_edge), 1)


def _segments(rows: Sequence[Counts], box: Box) -> Strips:
    """Lengths by share, all rows by the same measure, the largest that lets both sides fit."""
    shares = [[people / (sum(row) or 1) for people in row] for row in rows]
    at = len(rows[0]) // 2 if rows else 0
    lefts, rights = (
        [row[at] / 2 + sum(side) for row, side in zip(shares, sides, strict=True)] for sides in _halves(shares, at)
    )
    spare = box.gap * (len(rows[0]) - 1 if rows else 0)
    scale = (box.width - spare) / ((max(lefts, default=0) + max(rights, default=0)) or 1)
    axis = round(max(lefts, default=0) * scale + box.gap * at, 1)
    drawn = []
    for row, counts in zip(shares, rows, strict=True):
        widths = [round(share * scale, 1) for share in row]
        begins = starts(widths, axis, box.gap)
        drawn.append(
            tuple(
                Run(people, percent(people, sum(counts)), x, width)
                for people, x, width in zip(counts, begins, widths, strict=True)
            )
        )
    marks = tuple(_middle_point(row) for row in drawn)
    return Strips(tuple(drawn), marks, axis, box.height)


def _halves(shares: Sequence[Sequence[float]], at: int) -> tuple[list[Sequence[float]], list[Sequence[float]]]:
    return [row[:at] for row in shares], [row[at + 1 :] for row in shares]


def _middle_point(row: Sequence[Run]) -> float | None:
    found = middle(row)
    return round(found[0].x + found[0].width * (found[1] + 0.5) / found[0].people, 1) if found else None
