"""The threads between two votes: one a person, or one ribbon a group in a crowd."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.charts.blocks import Block
from server.charts.seats import Point

Cell = tuple[int, int]
THREAD_GAP = 8
LABELLED_FROM = 5
SMALL_ROOM, IN_SMALL_ROOM = 30, 2  # one thread counts itself, and its label would hide where it leads
LABEL_WIDTH, LABEL_HEIGHT = 92.0, 60.0
NARROW_LABEL, WIDE_LABEL = 84.0, 128.0
ALONG = (0.42, 0.58, 0.32, 0.68, 0.22, 0.78, 0.14, 0.86)


@dataclass(frozen=True, slots=True)
class Bundle:
    """People who took the same way: their threads, or their ribbon, as one path."""

    origin: str
    goal: str
    people: int
    path: str
    label: Point | None

    @property
    def width(self) -> float:
        """Of its label, which counts it."""
        return NARROW_LABEL if self.people < 1_000 else WIDE_LABEL

    @property
    def stayed(self) -> bool:
        """Whether these people kept their answer."""
        return self.origin == self.goal


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a block's edge where a bundle is tied; `x` is where the dots there end."""

    top: float
    bottom: float
    x: float = 0

    def knots(self, people: int) -> list[float]:
        """The places of so many threads."""
        return [self.top + (self.bottom - self.top) * (index + 0.5) / people for index in range(people)]


def spans(
    blocks: Sequence[Block], totals: Sequence[int], ways: Iterable[Iterable[tuple[Cell | None, int]]]
) -> dict[Cell, Span]:
    """Each shown cell's part of its block's edge, in the order of the dots."""
    result: dict[Cell, Span] = {}
    for block, total, cells in zip(blocks, totals, ways, strict=True):
        done = 0
        for cell, people in cells:
            if cell:
                top, bottom = (block.y + block.height * count / total for count in (done, done + people))
                result[cell] = Span(top, bottom, block.x + block.width + THREAD_GAP)
            done += people
    return result


def bundles(
    marks: Sequence[str],
    cells: Mapping[Cell, int],
    exits: Mapping[Cell, Span],
    entries: Mapping[Cell, Span],
    edges: tuple[float, float],
    crowd: bool,
) -> tuple[Bundle, ...]:
    """Stayers first, so that movers are drawn over them; labels on movers, the largest first."""
    start, end = edges
    labels = _labels([cell for cell in cells if cell[0] != cell[1]], cells, exits, entries, start, end)
    draw = _ribbon if crowd else _threads
    return tuple(
        Bundle(
            marks[cell[0]],
            marks[cell[1]],
            cells[cell],
            draw(exits[cell], entries[cell], cells[cell], start, end),
            labels.get(cell),
        )
        for cell in sorted(cells, key=lambda cell: (cell[0] != cell[1], cell))
    )


def _threads(leave: Span, arrive: Span, people: int, start: float, end: float) -> str:
    half = (start + end) / 2
    ways = zip(leave.knots(people), arrive.knots(people), strict=True)
    # From the last dot of a short line straight to where all threads begin to bend.
    lead = f"H{start:g}" if leave.x < start else ""
    return "".join(
        f"M{min(leave.x, start):g} {a:.1f}{lead}C{half:g} {a:.1f} {half:g} {b:.1f} {end:g} {b:.1f}" for a, b in ways
    )


def _ribbon(leave: Span, arrive: Span, _people: int, start: float, end: float) -> str:
    half = (start + end) / 2
    return (
        f"M{start:g} {leave.top:.1f}C{half:g} {leave.top:.1f} {half:g} {arrive.top:.1f} {end:g} {arrive.top:.1f}"
        f"V{arrive.bottom:.1f}C{half:g} {arrive.bottom:.1f} {half:g} {leave.bottom:.1f} {start:g} {leave.bottom:.1f}Z"
    )


def _labels(
    movers: Sequence[Cell],
    cells: Mapping[Cell, int],
    exits: Mapping[Cell, Span],
    entries: Mapping[Cell, Span],
    start: float,
    end: float,
) -> dict[Cell, Point]:
    placed: dict[Cell, Point] = {}
    least = IN_SMALL_ROOM if sum(cells.values()) <= SMALL_ROOM else LABELLED_FROM
    for cell in sorted(movers, key=lambda cell: (-cells[cell], cell)):
        if cells[cell] < least:
            continue
        leave, arrive = exits[cell], entries[cell]
        a, b = (leave.top + leave.bottom) / 2, (arrive.top + arrive.bottom) / 2
        spots = [_on_the_way(a, b, start, end, along) for along in ALONG]
        free = [spot for spot in spots if not any(_overlap(spot, other) for other in placed.values())]
        if free:
            placed[cell] = free[0]
    return placed


def _on_the_way(a: float, b: float, start: float, end: float, t: float) -> Point:
    x = start + (end - start) * (1.5 * t * (1 - t) + t**3)
    return Point(round(x, 1), round(a + (b - a) * (3 * t**2 - 2 * t**3), 1))


def _overlap(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < LABEL_WIDTH and abs(one.y - other.y) < LABEL_HEIGHT
