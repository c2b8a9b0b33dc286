"""A room's order of several items, for every use; and two such orders side by side with lines between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from server.charts.canvas import Use
from server.charts.compact import outline
from server.charts.lattice import Lattice
from server.charts.rows import grid, inset
from server.charts.seats import Point
from server.shares import is_crowd, percent

HEIGHT, TALLEST, LOW = 728.0, 182.0, 105.0
TO_NUMBER = 14.0


class Stand(NamedTuple):
    """An item, as the number it has among all: how many put it first, and its average place in tenths. It has a `mark`
    of its own unless it shares one with others."""

    item: int
    firsts: int
    tenths: int
    mark: str = ""


class Box(NamedTuple):
    """The room of one run of dots or one bar: of dots also the widest pitch in several lines, and in one."""

    width: float
    height: float
    widest: float
    alone: float
    bar: float
    bar_height: float


WALL = Box(width=304, height=66, widest=20, alone=37, bar=170, bar_height=44)
PHONE = Box(width=270, height=36, widest=12, alone=20, bar=230, bar_height=18)


@dataclass(frozen=True, slots=True)
class Run:
    """Those who put one item first: dots within an `outline` that begins `top` below the top of the box, or a bar.
    `mine` is one of the dots, for a phone whose owner is among them."""

    item: int
    mark: str
    firsts: int
    percent: int
    tenths: int
    length: float
    outline: str
    top: float
    mine: Point | None

    @property
    def average(self) -> float:
        """Its average place."""
        return self.tenths / 10

    @property
    def number(self) -> float:
        """Where the number that counts them starts."""
        return round(self.length + TO_NUMBER, 1) if self.firsts else 0


@dataclass(frozen=True, slots=True)
class Runs(Lattice):
    """All of one order, from first to last, with one measure; no `lines` where there are bars."""

    runs: tuple[Run, ...]
    lines: int
    pitch: float
    height: float


@dataclass(frozen=True, slots=True)
class Ranks:
    """One order: rows from first to last, `row` from the next."""

    use: Use
    order: Runs
    row: float

    @property
    def dotted(self) -> tuple[Run, ...]:
        """One of each mark that has dots."""
        return tuple({run.mark: run for run in self.order.runs if run.firsts and self.order.lines}.values())

    @property
    def is_low(self) -> bool:
        """Whether a row has room for two lines, and not for three."""
        return self.row < LOW

    @property
    def height(self) -> float:
        """Of all rows."""
        return round(self.row * len(self.order.runs), 1)


def ranks(stands: Sequence[Stand], people: int, use: Use) -> Ranks:
    """The rows of a room's order, which so many people gave."""
    box = PHONE if use.is_compact else WALL
    most = max((stand.firsts for stand in stands), default=0)
    row = round(min(TALLEST, HEIGHT / max(1, len(stands))), 1)
    return Ranks(use, runs(stands, people, most, box), row)


def runs(stands: Sequence[Stand], people: int, most: int, box: Box) -> Runs:
    """Dots, or bars in a crowd, in a measure in which `most` fit."""
    if is_crowd(people):
        return Runs(tuple(_bar(stand, people, most, box) for stand in stands), 0, 0, box.bar_height)
    lines, pitch = grid(most, box.width, box.height, box.widest, box.alone)
    pitch = floor(pitch * 10) / 10  # rounded down, so that the longest row keeps within its box
    return Runs(tuple(_dots(stand, people, lines, pitch) for stand in stands), lines, pitch, round(lines * pitch, 1))


def _bar(stand: Stand, people: int, most: int, box: Box) -> Run:
    length = round(box.bar * stand.firsts / most, 1) if most else 0.0
    return _run(stand, people, length)


def _dots(stand: Stand, people: int, lines: int, pitch: float) -> Run:
    firsts = stand.firsts
    mine = Point(round(pitch / 2, 1), round((firsts // 2 % lines + 0.5) * pitch, 1)) if firsts else None
    length, top = round(ceil(firsts / lines) * pitch, 1), round(inset(firsts, lines) * pitch, 1) if firsts else 0.0
    if mine and firsts >= lines:
        mine = Point(mine.x, round(lines // 2 * pitch + pitch / 2, 1))
    return _run(stand, people, length, outline(0, firsts, lines, pitch), top, mine)


def _run(stand: Stand, people: int, length: float, path: str = "", top: float = 0, mine: Point | None = None) -> Run:
    mark, share = stand.mark or "abcdefgh"[stand.item], percent(stand.firsts, people)
    return Run(stand.item, mark, stand.firsts, share, stand.tenths, length, path, top, mine)
