"""Beads: rows of people as dotted lines, the shortest form there is, for phones that get it anew with every change.

A line of dots is a dashed one whose dashes have no length and round ends: no pattern, no node a dot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from server.charts.canvas import Use
from server.shares import is_crowd, percent

WIDTH, NUMBER = 350.0, 58.0
WIDEST, LINES = 16.0, ((22, 1), (60, 2), (135, 3))  # up to so many people in a row, so many lines
MOST_LINES = 5
LOWEST, BAR = 24.0, 18.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row: lines from dot to dot, or one that is a bar; its number stands at `x`."""

    mark: str
    people: int
    percent: int
    path: str
    height: float
    x: float


@dataclass(frozen=True, slots=True)
class Beads:
    """All rows: dots that have a square of `size` each, or bars that are so high."""

    use: Use
    rows: tuple[Row, ...]
    bars: bool
    size: float


def beads(counts: Sequence[tuple[str, int]]) -> Beads:
    """The rows of (mark, people)."""
    whole = sum(people for _, people in counts)
    most = max((people for _, people in counts), default=0) or 1
    if is_crowd(whole):
        rows = (_bar(mark, people, percent(people, whole), people / most) for mark, people in counts)
        return Beads(Use.PHONE, tuple(rows), True, BAR)
    lines = next((lines for up_to, lines in LINES if most <= up_to), MOST_LINES)
    columns = ceil(most / lines)
    pitch = floor(100 * min(WIDEST, (WIDTH - NUMBER) / columns)) / 100
    dotted = (_dots(mark, people, percent(people, whole or 1), columns, pitch) for mark, people in counts)
    return Beads(Use.PHONE, tuple(dotted), False, pitch)


def _dots(mark: str, people: int, share: int, columns: int, pitch: float) -> Row:
    full, rest = divmod(people, columns)
    lines = [columns] * full + [rest] * bool(rest)
    height = max(len(lines) * pitch, LOWEST)
    first = (height - len(lines) * pitch + pitch) / 2
    # A little longer than to the last dot, which else stands or falls with a rounding.
    path = "".join(
        f"M{pitch / 2:.4g} {first + at * pitch:.4g}h{(dots - 0.9) * pitch:.4g}" for at, dots in enumerate(lines)
    )
    return Row(mark, people, share, path, round(height, 1), round(lines[0] * pitch + 8 if lines else 0))


def _bar(mark: str, people: int, share: int, part: float) -> Row:
    long = round(part * (WIDTH - NUMBER - BAR), 1)
    return Row(
        mark, people, share, f"M{BAR / 2:g} {LOWEST / 2:g}h{long:g}" if people else "", LOWEST, round(long + BAR + 8)
    )
