"""Groups of people on strips of equal length: one dot a person, so that a dot is the larger the smaller its group;
segments in a crowd. Along a strip stand the people of each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from server.charts.canvas import Use
from server.charts.compact import outline
from server.charts.lattice import Tiles
from server.charts.rows import along
from server.shares import is_crowd, percent

IN_ONE_LINE, MOST_LINES = 35, 4
THICKEST = 84.0  # bar
MOST_RUNS, MOST_DOTTED = 9, 2  # on phones, where every byte counts: more answers of groups, or statements, are bars
FEW, ROOMY = 12, 2.2  # so few stand larger, where there is room
TWO = 150.0  # how high a strip may be where there are two


class Box(NamedTuple):
    """The room of a strip, the widest pitch of a dot, and what a letter takes under it, alone and with its share."""

    width: float
    height: float
    widest: float
    letter: float
    share: float


ANSWERS = Box(width=1200, height=92, widest=45, letter=50, share=124)
PHONE = Box(width=350, height=34, widest=16, letter=24, share=62)
DESK = Box(width=320, height=30, widest=14, letter=24, share=62)
STATEMENT = Box(width=1088, height=54, widest=40, letter=0, share=0)
SMALL_STATEMENT = Box(width=250, height=24, widest=14, letter=0, share=0)


@dataclass(frozen=True, slots=True)
class Run:
    """The people of one answer, from `x` on; their letter stands at `label`, with their share where it `tells`."""

    people: int
    percent: int
    x: float
    width: float
    outline: str
    label: float
    tells: bool


@dataclass(frozen=True, slots=True)
class Strip(Tiles):
    """One group. Dots stand in tiles of `pitch` by `high`; there are none where `lines` is 0."""

    people: int
    runs: tuple[Run, ...]
    pitch: float
    high: float
    lines: int
    height: float

    def marks(self, run: Run) -> list[float]:
        """Where a bar has the mark of its answer, again and again."""
        return [round(run.x + x, 1) for x in along(run.width, self.height)]


def strip(counts: Sequence[int], crowd: bool, box: Box) -> Strip:
    """One group's people by answer."""
    people = sum(counts)
    if crowd or not people:
        return _bar(counts, box)
    lines = 1 if people <= IN_ONE_LINE else min(MOST_LINES, ceil(people / IN_ONE_LINE))
    columns = ceil(people / lines)
    pitch = round(box.width / columns, 3)
    widest = box.widest * (ROOMY if people <= FEW else 1)
    high = round(min(pitch, widest, box.height / lines), 2)
    runs, first = [], 0
    for number in counts:
        x = first // lines * pitch
        width = (ceil((first + number) / lines) * pitch - x) if number else 0
        runs.append((number, x, width, outline(first, first + number, lines, pitch, high)))
        first += number
    return Strip(people, _labelled(runs, people, box), pitch, high, lines, round(lines * high, 1))


def _bar(counts: Sequence[int], box: Box) -> Strip:
    people, at, runs = sum(counts), 0.0, []
    for number in counts:
        width = box.width * number / (people or 1)
        runs.append((number, at, width, ""))
        at += width
    return Strip(people, _labelled(runs, people, box), 0, 0, 0, round(min(THICKEST, box.height * 0.7), 1))


def _labelled(runs: Sequence[tuple[int, float, float, str]], people: int, box: Box) -> tuple[Run, ...]:
    """Letters stand under the beginning of their run, or as near to it as others leave them room."""
    tells = [width >= box.share for _, _, width, _ in runs]
    takes = [
        (box.share if told else box.letter) if number else 0 for (number, *_), told in zip(runs, tells, strict=True)
    ]
    ends = [box.width - sum(takes[at:]) for at in range(len(runs))]
    made, free = [], 0.0
    for (number, x, width, around), told, take, last in zip(runs, tells, takes, ends, strict=True):
        label = max(free, min(x, last))
        free = label + take
        share = percent(number, people)
        made.append(Run(number, share, round(x, 1), round(width, 1), around, round(label, 1), told))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Groups:
    """A strip a group."""

    use: Use
    strips: tuple[Strip, ...]
    width: float


def groups(counts: Sequence[Sequence[int]], people: int, use: Use) -> Groups:
    """The groups of a room of so many people, each by answer."""
    wall = ANSWERS if len(counts) > 2 else ANSWERS._replace(height=TWO)
    box = PHONE if use is Use.PHONE else DESK if use is Use.DESK else wall
    bars = is_crowd(people) or (use is Use.PHONE and sum(map(len, counts)) > MOST_RUNS)
    return Groups(use, tuple(strip(each, bars, box) for each in counts), box.width)


@dataclass(frozen=True, slots=True)
class Gaps:
    """For each thing a strip a group, of its people by answer (such as who agrees, and who does not), and the points
    between the groups."""

    use: Use
    width: float
    rows: tuple[tuple[Strip, ...], ...]
    points: tuple[int, ...]
    row: float

    @property
    def height(self) -> float:
        """Of all rows."""
        return round(self.row * len(self.rows), 1)


ROW, MOST_ROWS = 208.0, 3


def gaps(rows: Sequence[Sequence[Sequence[int]]], points: Sequence[int], people: int, use: Use) -> Gaps:
    """Rows of people by answer, group by group, the largest gap first; a wall has room for three."""
    box = SMALL_STATEMENT if use.is_compact else STATEMENT
    bars = is_crowd(people) or (use is Use.PHONE and len(rows) > MOST_DOTTED)
    most = len(rows) if use.is_compact or use is Use.PRINT else MOST_ROWS
    drawn = tuple(tuple(strip(group, bars, box) for group in row) for row in rows[:most])
    return Gaps(use, box.width, drawn, tuple(points[:most]), ROW)
