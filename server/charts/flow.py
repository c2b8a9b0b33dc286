"""The shift: first vote in blocks at the start, second vote at the end, one thread a person between.

Only people of shown from-to cells have a thread. Everybody else stands as a plain dot of their
answer: the picture says no more about them than the two totals do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from server.charts.blocks import Block, Frame, Stacks, frame_for, stacks
from server.charts.rows import DOT, MARK, Names
from server.charts.threads import THREAD_GAP, Bundle, Cell, bundles, spans
from server.shares import is_crowd

WIDEST_THREAD = 0.1  # of the pitch
RING, RING_LINE = 0.92, 0.18
THREAD_SHARE = 0.8  # of the room a thread has, so that threads stay apart

Ways = Iterable[tuple[Cell | None, int]]


class Role(StrEnum):
    """What a dot of the shift says."""

    PLAIN = "plain"
    LEFT = "left"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class FlowDot:
    """One person on one side. For somebody who came, `twin` is a ring that somebody left that way."""

    id: str
    x: float
    y: float
    role: Role
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One answer in one vote."""

    mark: str
    people: int
    change: int
    block: Block
    dots: tuple[FlowDot, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture; a crowd has bars and ribbons instead of dots and threads (of width `thread`)."""

    frame: Frame
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    bundles: tuple[Bundle, ...]
    radius: float
    thread: float
    crowd: bool

    @property
    def stay(self) -> float:
        """The width of the threads of those who stayed."""
        return round(self.thread / 2, 2)

    @property
    def ring(self) -> float:
        """The radius of a ring that somebody left."""
        return round(self.radius * RING, 2)

    @property
    def ring_line(self) -> float:
        """The width of a ring's line."""
        return round(self.radius * RING_LINE, 2)

    @property
    def scale(self) -> float:
        """Of a mark, which is drawn with radius 10."""
        return round(self.radius / MARK, 3)


def flow(
    marks: Sequence[str],
    before: Sequence[int],
    after: Sequence[int],
    cells: Mapping[Cell, int],
    salt: str,
) -> Flow:
    """The shift of the shown `cells` between the totals `before` and `after`, all by place."""
    crowd = is_crowd(max(sum(before), sum(after)))
    frame = frame_for(len(marks), max((*before, *after)))
    shown = {cell: people for cell, people in cells.items() if people}
    both = stacks(before, after, frame, crowd)
    leaving = [_ways(shown, place, before[place], end=0) for place in range(len(marks))]
    coming = [_ways(shown, place, after[place], end=1) for place in range(len(marks))]
    change = [new - old for old, new in zip(before, after, strict=True)]
    names, rings = Names(salt), dict[Cell, Iterator[str]]()
    first, second = [], []
    for place, mark in enumerate(marks):
        dots = () if crowd else _left(before[place], leaving[place], both.before[place], both, names, rings)
        first.append(Side(mark, before[place], 0, both.before[place], dots))
    for place, mark in enumerate(marks):
        dots = () if crowd else _came(after[place], coming[place], both.after[place], both, names, rings)
        second.append(Side(mark, after[place], change[place], both.after[place], dots))
    ties = spans(both.before, before, leaving), spans(both.after, after, coming)
    drawn = bundles(marks, shown, *ties, (both.start + THREAD_GAP, both.end - THREAD_GAP), crowd)
    thread = round(both.pitch * min(WIDEST_THREAD, THREAD_SHARE / max(1, both.line)), 2)
    return Flow(frame, tuple(first), tuple(second), drawn, round(both.pitch * DOT, 2), thread, crowd)


def _ways(shown: Mapping[Cell, int], place: int, people: int, end: int) -> list[tuple[Cell | None, int]]:
    """One block's groups in the order of the other side, so that threads cross little; people of no
    shown group (None) stand where those who stayed would."""
    cells = sorted(cell for cell in shown if cell[end] == place)
    ways: list[tuple[Cell | None, int]] = [(cell, shown[cell]) for cell in cells]
    at = sum(cell[1 - end] <= place for cell in cells)
    ways.insert(at, (None, people - sum(shown[cell] for cell in cells)))
    return ways


def _left(
    people: int, ways: Ways, block: Block, both: Stacks, names: Names, rings: dict[Cell, Iterator[str]]
) -> tuple[FlowDot, ...]:
    """The first vote's dots: rings where shown groups left; `rings` learns their ids."""
    ids = names.draw(people)
    roles = [Role.PLAIN] * people
    at = 0
    for cell, group in ways:
        if cell and cell[0] != cell[1]:
            roles[at : at + group] = [Role.LEFT] * group
            rings[cell] = iter(ids[at : at + group])
        at += group
    spots = _spots(people, block, both)
    return tuple(FlowDot(id, x, y, role) for id, role, (x, y) in zip(ids, roles, spots, strict=True))


def _came(
    people: int, ways: Ways, block: Block, both: Stacks, names: Names, rings: Mapping[Cell, Iterator[str]]
) -> tuple[FlowDot, ...]:
    """The second vote's dots: yellow cores where shown groups arrived."""
    twins = [""] * people
    at = 0
    for cell, group in ways:
        if cell and cell[0] != cell[1]:
            twins[at : at + group] = list(rings[cell])
        at += group
    spots = _spots(people, block, both)
    return tuple(
        FlowDot(id, x, y, Role.CAME if twin else Role.PLAIN, twin)
        for id, twin, (x, y) in zip(names.draw(people), twins, spots, strict=True)
    )


def _spots(people: int, block: Block, both: Stacks) -> list[tuple[float, float]]:
    """Places in lines, from the start edge."""
    return [
        (
            round(block.x + (at % both.line + 0.5) * both.pitch, 1),
            round(block.y + (at // both.line + 0.5) * both.pitch, 1),
        )
        for at in range(people)
    ]
