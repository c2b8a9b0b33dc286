"""Piles of people over the bins of a number, and smaller ones below on the same bins; bars in a crowd, and rows where
all is compact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from server.charts.canvas import Use
from server.charts.compact import CompactRow, CompactUnits, compact_units
from server.charts.lattice import Lattice
from server.charts.rows import Bar, bars
from server.shares import is_crowd, percent

WIDTH, FLAG = 1200.0, 340.0
TO_HEAD = 8.0  # from the highest pile to the words above it
FEW, FEW_LINES = 20, (1, 2, 3, 4)  # people who stand larger, however many are then in a line
BETWEEN = 0.8  # pitches between two piles
PHONE_WIDTH, PHONE_HEIGHT = 200.0, 30.0


class Box(NamedTuple):
    """The room of a row of piles: where it stands, how high its dots and its bars may be, how much of its bin a bar is
    wide, the widest pitches of few and of many people, and how many of many may stand in a line."""

    floor: float
    height: float
    bar: float
    wide: float
    few: float
    many: float
    lines: tuple[int, ...]


ALONE = Box(floor=600, height=450, bar=420, wide=0.82, few=72, many=40, lines=(2, 3, 4, 5))
ABOVE = Box(floor=325, height=212, bar=178, wide=0.82, few=56, many=30, lines=(5,))
BELOW = tuple(Box(floor=floor, height=94, bar=80, wide=0.47, few=44, many=20, lines=(7,)) for floor in (510.0, 662.0))
NOW = ABOVE._replace(lines=(3, 4, 5))
BEFORE = NOW._replace(floor=650)


@dataclass(frozen=True, slots=True)
class Pile:
    """The people of one bin, `x` from the start and `height` high. `outline` goes around their dots; a bar has none."""

    people: int
    percent: int
    x: float
    width: float
    height: float
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Row(Lattice):
    """Piles on one floor, at most up to `head`; `median` is the number of the pile with the middle person."""

    piles: tuple[Pile, ...]
    floor: float
    head: float
    pitch: float
    median: int


@dataclass(frozen=True, slots=True)
class Piles:
    """All rows, the first one the room's; where all is compact one line a bin, of `units` or `bars`."""

    use: Use
    rows: tuple[Row, ...]
    bin: float
    crowd: bool
    units: CompactUnits | None = None
    bars: tuple[Bar, ...] = ()

    @property
    def lines(self) -> Sequence[CompactRow | Bar]:
        """One a bin, where all is compact."""
        return self.units.rows if self.units else self.bars

    def middle(self, at: int) -> float:
        """Where a bin has its middle."""
        return round((at + 0.5) * self.bin, 1)

    def flag(self, at: int) -> float:
        """Where the flag over a bin begins, which stays within the picture."""
        return max(0.0, min(WIDTH - FLAG, self.middle(at) - FLAG / 2))

    def leaning(self, at: int) -> str:
        """Where in its width the flag's word stands, so that its pole meets it at the edges, too."""
        ideal = self.middle(at) - FLAG / 2
        return "start" if ideal < 0 else "end" if ideal > WIDTH - FLAG else "center"


def piles(counts: Sequence[int], below: Sequence[Sequence[int]], use: Use, before: Sequence[int] = ()) -> Piles:
    """The room's people by bin, and those of smaller rows; or those of the round `before`, in the same measure."""
    width, crowd = WIDTH / max(1, len(counts)), is_crowd(sum(counts))
    if before:
        rows = tuple(_row(each, box, width, crowd, (counts, before)) for each, box in ((counts, NOW), (before, BEFORE)))
    else:
        boxes = (ABOVE, *BELOW) if below else (ALONE,)
        rows = tuple(_row(each, box, width, crowd, (each,)) for each, box in zip((counts, *below), boxes, strict=False))
    if not use.is_compact:
        return Piles(use, rows, width, crowd)
    marked = [("a", people) for people in counts]
    if crowd:
        return Piles(use, rows, width, crowd, bars=bars(marked, PHONE_WIDTH, PHONE_HEIGHT))
    return Piles(use, rows, width, crowd, units=compact_units(marked, PHONE_WIDTH, PHONE_HEIGHT, 12, 20))


def _row(counts: Sequence[int], box: Box, width: float, crowd: bool, alike: Sequence[Sequence[int]]) -> Row:
    """One row, in a measure in which all rows that are `alike` fit."""
    people, most = sum(counts), max((many for each in alike for many in each), default=0)
    left, head = (people - 1) // 2, round(box.floor - box.height - TO_HEAD, 1)
    middle = next((at for at in range(len(counts)) if sum(counts[: at + 1]) > left), 0)
    if crowd:
        high = [round(box.bar * each / (most or 1), 1) for each in counts]
        wide = round(width * box.wide, 1)
        drawn = tuple(
            Pile(each, percent(each, people), round((at + 0.5) * width - wide / 2, 1), wide, high[at])
            for at, each in enumerate(counts)
        )
        return Row(drawn, box.floor, head, 0, middle)
    few = max(map(sum, alike)) <= FEW
    widest, lines = (box.few, FEW_LINES) if few else (box.many, box.lines)
    fitting = {line: min(width / (line + BETWEEN), widest, box.height / max(1, ceil(most / line))) for line in lines}
    line = max(fitting, key=lambda line: fitting[line])
    pitch = int(fitting[line] * 10) / 10
    drawn = tuple(pile(each, people, (at + 0.5) * width, line, pitch) for at, each in enumerate(counts))
    return Row(drawn, box.floor, head, pitch, middle)


def pile(people: int, whole: int, middle: float, line: int, pitch: float) -> Pile:
    """So many dots, `line` of them side by side, around a middle."""
    wide, high = min(people, line) * pitch, ceil(people / line) * pitch
    return Pile(
        people,
        percent(people, whole),
        round(middle - wide / 2, 1),
        round(wide, 1),
        round(high, 1),
        _outline(people, line, pitch),
    )


def _outline(people: int, line: int, pitch: float) -> str:
    """Around lines of dots from the top, of which the highest may have begun."""
    rest, lines = people % line, ceil(people / line)
    wide, high = f"{min(people, line) * pitch:.5g}", f"{lines * pitch:.5g}"
    if not people:
        return ""
    if not rest or lines == 1:
        return f"M0 0H{wide}V{high}H0Z"
    return f"M0 0H{rest * pitch:.5g}V{pitch:.5g}H{wide}V{high}H0Z"
