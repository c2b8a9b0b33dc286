"""Rows of people by bin, equally long: the first bin from the start, the last from the end, between them who said
nothing; bars in a crowd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from server.charts.canvas import Use
from server.charts.compact import outline
from server.charts.lattice import Tiles
from server.charts.seats import Point
from server.shares import is_crowd, percent

HEIGHT, TALLEST, MANY = 560.0, 104.0, 6
LINES = ((30, 1), (80, 2), (200, 3))  # so many people stand in so many lines; more in four
MOST_LINES = 4
GAP = 4.0  # between the parts of a bar
HOLE, STEP = 26.0, 46.0  # from the edge of a bar to its first mark, and from mark to mark


class Box(NamedTuple):
    """The room of one row of dots, and how high a bar is."""

    width: float
    height: float
    bar: float


TWO = Box(width=798, height=60, bar=54)
MORE = Box(width=768, height=60, bar=54)
PHONE = Box(width=350, height=32, bar=20)


class Run(NamedTuple):
    """The people of one bin, by its number; `bin` is -1 for who said nothing. An `outline` goes around their dots, and
    `mine` is one of them; a bar has neither."""

    bin: int
    people: int
    percent: int
    x: float
    width: float
    outline: str = ""
    mine: Point | None = None

    @property
    def middle(self) -> float:
        """Of a bar."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Bins(Tiles):
    """One row a thing, `row` from the next; `people` said something of it. Dots stand in tiles of `pitch` by `high`;
    there are none where `lines` is 0. `framed` is the row that the room is most divided about."""

    use: Use
    rows: tuple[tuple[Run, ...], ...]
    people: tuple[int, ...]
    total: int
    framed: int | None
    box: Box
    row: float
    lines: int = 0
    pitch: float = 0
    high: float = 0

    @property
    def many(self) -> bool:
        """Whether the rows are low, and their words small."""
        return len(self.rows) > MANY

    @property
    def height(self) -> float:
        """Of one row's dots or bar."""
        return round(self.lines * self.high, 1) if self.lines else self.box.bar

    def holes(self, run: Run) -> Sequence[float]:
        """Where its mark repeats along a bar; nowhere, where it would not fit."""
        marks = int((run.width - 2 * HOLE) / STEP) + 1 if run.width >= 2 * HOLE else 0
        return [round(run.x + HOLE + at * STEP, 1) for at in range(marks)]

    def numbers(self, at: int) -> tuple[Run, ...]:
        """The bins of a row, in their order, those of nobody too."""
        return tuple(run for run in self.rows[at] if run.bin >= 0)


def bins(counts: Sequence[Sequence[int]], total: int, use: Use, framed: int | None = None) -> Bins:
    """The rows of people by bin; `total` answered."""
    many = max(map(len, counts), default=0)
    box = PHONE if use.is_compact else TWO if many == 2 else MORE
    row, people = round(min(TALLEST, HEIGHT / max(1, len(counts))), 1), tuple(map(sum, counts))
    if is_crowd(total):
        return Bins(use, tuple(_bar(each, box) for each in counts), people, total, framed, box, row)
    lines = next((lines for most, lines in LINES if total <= most), MOST_LINES)
    pitch = int(box.width / max(1, ceil(total / lines)) * 100) / 100
    high = int(min(pitch, box.height / lines) * 100) / 100
    drawn = tuple(_dots(each, total, lines, pitch, high) for each in counts)
    return Bins(use, drawn, people, total, framed, box, row, lines, pitch, high)


def _dots(counts: Sequence[int], total: int, lines: int, pitch: float, high: float) -> tuple[Run, ...]:
    """The places of a row from the first to the last: bin by bin, but nobody's before the last one."""
    *first, last = counts
    whole = sum(counts)
    ordered = [*enumerate(first), (-1, total - whole), (len(first), last)]
    runs, at = [], 0
    for bin, people in ordered:
        one = at + people // 2
        mine = Point(round((one // lines + 0.5) * pitch, 1), round((one % lines + 0.5) * high, 1)) if people else None
        path = outline(at, at + people, lines, pitch, high)
        x, width = at // lines * pitch, ceil(people / lines) * pitch
        runs.append(Run(bin, people, percent(people, whole), round(x, 1), round(width, 1), path, mine))
        at += people
    return tuple(runs)


def _bar(counts: Sequence[int], box: Box) -> tuple[Run, ...]:
    whole = sum(counts)
    room = box.width - GAP * (sum(map(bool, counts)) - 1)
    runs, x = [], 0.0
    for bin, people in enumerate(counts):
        width = room * people / (whole or 1)
        runs.append(Run(bin, people, percent(people, whole), round(x, 1), round(width, 1)))
        x += width + GAP * bool(people)
    return tuple(runs)
