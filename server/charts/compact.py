"""Unit rows where every byte counts: a whole row of dots as one outline filled with a pattern of its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from server.charts.lattice import Lattice
from server.charts.rows import grid, inset, of_all
from server.charts.seats import Point
from server.shares import percent

TO_NUMBER = 12


@dataclass(frozen=True, slots=True)
class CompactRow:
    """One answer's dots, to be drawn `top` below the top of its row; `mine` is one of them, for a phone that chose
    this answer (None: nobody did)."""

    mark: str
    people: int
    percent: int
    outline: str
    top: float
    end: float
    mine: Point | None

    @property
    def number(self) -> float:
        """Where the number that counts them starts."""
        return round(self.end + TO_NUMBER, 1) if self.people else 0


@dataclass(frozen=True, slots=True)
class CompactUnits(Lattice):
    """Rows that share pitch and number of lines."""

    rows: tuple[CompactRow, ...]
    pitch: float
    height: float


def compact_units(
    counts: Sequence[tuple[str, int]],
    width: float,
    height: float,
    widest: float = 18,
    alone: float = 30,
    total: int | None = None,
) -> CompactUnits:
    """The rows of (mark, people), of so many in total, each filled column by column from the start edge."""
    lines, pitch = grid(max((people for _, people in counts), default=0), width, height, widest, alone)
    pitch, whole = round(pitch, 1), of_all(counts, total)
    rows = tuple(
        CompactRow(
            mark,
            people,
            percent(people, whole),
            outline(0, people, lines, pitch),
            round(inset(people, lines) * pitch, 1),
            round(ceil(people / lines) * pitch, 1),
            _one_of(people, lines, pitch),
        )
        for mark, people in counts
    )
    return CompactUnits(rows, pitch, round(lines * pitch, 1))


def outline(first: int, last: int, lines: int, pitch: float, high: float = 0) -> str:
    """Around the places from `first` to before `last` of a grid filled column by column: the rest of a column that has
    begun, all whole columns, the beginning of another; "" around none. A square is `high`, or as high as wide."""
    path, at, high = "", first, high or pitch
    while at < last:
        column, skipped = divmod(at, lines)
        whole = not skipped and last - at >= lines
        to = last // lines if whole else column + 1
        until = min(last, to * lines)
        corners = (column, skipped, to, until - column * lines if not whole else lines)
        sizes = zip(corners, (pitch, high, pitch, high), strict=True)
        left, top, right, bottom = (f"{round(corner * size, 1):g}" for corner, size in sizes)
        path, at = f"{path}M{left} {top}H{right}V{bottom}H{left}Z", until
    return path


def _one_of(people: int, lines: int, pitch: float) -> Point | None:
    """A dot in the middle of the row."""
    if not people:
        return None
    at = people // 2
    return Point(round((at // lines + 0.5) * pitch, 1), round((at % lines + 0.5) * pitch, 1))
