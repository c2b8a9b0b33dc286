"""Two orders of the same items side by side, with a line from each item's place to its other place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from server.charts.canvas import Use
from server.charts.compact import outline
from server.charts.ranks import Box, Run, Runs, Stand, runs

WIDTH, HEIGHT, TALLEST = 1744.0, 508.0, 110.0
LEFT, RIGHT = 688.0, 1056.0  # middles of the letters
LETTER, TO_DOTS = 26.0, 42.0
WALL = Box(width=196, height=70, widest=14, alone=30, bar=120, bar_height=40)
FAR, SMALLER_FROM = 2, 6  # places; items
WIDEST, WIDE, THIN = 14, 7, 3


@dataclass(frozen=True, slots=True)
class Line:
    """An item's way from its place on the left to its place on the right; one that is not far has no colour."""

    mark: str
    path: str
    width: int

    @property
    def is_far(self) -> bool:
        """Whether it has its item's colour."""
        return self.width > THIN


@dataclass(frozen=True, slots=True)
class Move:
    """An item in the right order, with its place on both sides; 0 on a side that is not shown."""

    item: int
    origin: int
    goal: int


@dataclass(frozen=True, slots=True)
class Orders:
    """Both columns, `row` from place to place; one without people is empty."""

    use: Use
    left: Runs
    right: Runs
    lines: tuple[Line, ...]
    moves: tuple[Move, ...]
    row: float

    @property
    def dotted(self) -> tuple[Run, ...]:
        """One of each mark that has dots on a side."""
        if self.crowd:
            return ()
        return tuple({run.mark: run for run in (*self.left.runs, *self.right.runs) if run.firsts}.values())

    @property
    def many(self) -> bool:
        """Whether labels are smaller."""
        return len(self.moves) > SMALLER_FROM

    @property
    def height(self) -> float:
        """Of all rows."""
        return round(self.row * len(self.moves), 1)

    @property
    def crowd(self) -> bool:
        """Whether there are bars and no dots."""
        return not (self.left.lines or self.right.lines)


def orders(left: Sequence[Stand], right: Sequence[Stand], people: tuple[int, int], use: Use) -> Orders:
    """Both, from first to last, each of so many people."""
    row = round(min(TALLEST, HEIGHT / max(1, len(left))), 1)
    most = max((stand.firsts for stand in (*left, *right)), default=0)
    box = WALL._replace(height=min(WALL.height, row - 14))
    # One measure for both sides, and bars on both as soon as one of them is a crowd.
    first, second = (
        runs(stands if many else (), max(people), most, box) for stands, many in zip((left, right), people, strict=True)
    )
    moves = _moves(left, right, people)
    lines = _lines(moves, row) if all(people) else ()
    return Orders(use, _turned(first), second, lines, moves, row)


def _moves(left: Sequence[Stand], right: Sequence[Stand], people: tuple[int, int]) -> tuple[Move, ...]:
    first, second = ({stand.item: at for at, stand in enumerate(stands, 1)} for stands in (left, right))
    order = right if people[1] else left
    return tuple(
        Move(stand.item, first[stand.item] if people[0] else 0, second[stand.item] if people[1] else 0)
        for stand in order
    )


def _lines(moves: Sequence[Move], row: float) -> tuple[Line, ...]:
    """The thin ones first, the furthest last, so that it lies on top."""
    furthest = max(moves, key=lambda move: (abs(move.goal - move.origin), -move.goal))
    lines = [_line(move, row, move is furthest) for move in moves]
    return tuple(sorted(lines, key=lambda line: line.width))


def _line(move: Move, row: float, furthest: bool) -> Line:
    far = abs(move.goal - move.origin)
    width = THIN if far < FAR else WIDEST if furthest else WIDE
    start, end, gap = LEFT + LETTER + 12, RIGHT - LETTER - 12, (RIGHT - LEFT) / 2
    top, bottom = (round((at - 0.5) * row, 1) for at in (move.origin, move.goal))
    path = f"M{start:g} {top:g}C{start + gap - 60:g} {top:g} {end - gap + 60:g} {bottom:g} {end:g} {bottom:g}"
    return Line("abcdefgh"[move.item], path, width)


def _turned(order: Runs) -> Runs:
    """Runs that grow towards the start: the column that is not full is the outermost."""
    if not order.lines:
        return order
    return replace(order, runs=tuple(replace(run, outline=_from_the_end(run, order)) for run in order.runs))


def _from_the_end(run: Run, order: Runs) -> str:
    if run.firsts < order.lines:
        return run.outline
    whole = ceil(run.firsts / order.lines) * order.lines
    return outline(whole - run.firsts, whole, order.lines, order.pitch)
