"""Unit rows for phones: a whole row of dots as one outline filled with a pattern of its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from server.charts.rows import DOT, grid, percent
from server.charts.seats import Point


@dataclass(frozen=True, slots=True)
class CompactRow:
    """One answer's dots; `mine` is one of them, for a phone that chose this answer (None: nobody did)."""

    mark: str
    people: int
    percent: int
    outline: str
    end: float
    mine: Point | None


@dataclass(frozen=True, slots=True)
class CompactUnits:
    """Rows that share pitch and number of lines."""

    rows: tuple[CompactRow, ...]
    pitch: float
    radius: float
    height: float


def compact_units(counts: Sequence[tuple[str, int]], width: float, height: float, widest: float = 18) -> CompactUnits:
    """The rows of (mark, people), each filled column by column from the start edge."""
    lines, pitch = grid(max((people for _, people in counts), default=0), width, height, widest)
    pitch = round(pitch, 1)
    total = sum(people for _, people in counts)
    rows = tuple(
        CompactRow(
            mark,
            people,
            percent(people, total),
            _outline(people, lines, pitch),
            round(ceil(people / lines) * pitch, 1),
            _one_of(people, lines, pitch),
        )
        for mark, people in counts
    )
    return CompactUnits(rows, pitch, round(DOT * pitch, 2), round(lines * pitch, 1))


def _outline(people: int, lines: int, pitch: float) -> str:
    """Around all full columns and what stands in the last one."""
    if not people:
        return ""
    columns, rest = divmod(people, lines)
    full, bottom = round(columns * pitch, 1), round(lines * pitch, 1)
    if not rest:
        return f"M0 0H{full}V{bottom}H0Z"
    return f"M0 0H{round(full + pitch, 1)}V{round(rest * pitch, 1)}H{full}V{bottom}H0Z"


def _one_of(people: int, lines: int, pitch: float) -> Point | None:
    """A dot in the middle of the row."""
    if not people:
        return None
    at = people // 2
    return Point(round((at // lines + 0.5) * pitch, 1), round((at % lines + 0.5) * pitch, 1))
