"""A ruler on which each promise is one millimetre: ticks, a dot each, an arrow where they end; and texts above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from server.charts.canvas import Use
from server.charts.rows import DOT
from server.charts.wall import TIMES, Text
from server.shares import is_crowd

WIDE, NARROW = 1744.0, 350.0
WIDEST = 37.0  # what a dot takes at most
# How long a ruler is, and after how many millimetres it has a number, and a tick on the wall and on a phone.
LENGTHS = (
    (20, 5, 1, 1), (50, 10, 1, 2), (100, 10, 1, 5), (150, 10, 1, 5), (200, 20, 2, 10), (300, 50, 5, 10),
    (500, 50, 10, 25), (1_000, 100, 20, 50), (2_000, 200, 40, 100), (3_000, 500, 50, 100), (5_000, 1_000, 100, 250),
)  # fmt: skip
LONGEST = LENGTHS[-1]
BESIDE, COLUMNS, HEIGHT = 6, 2, 372
LARGE, SMALL, AROUND = (25, 42), (30, 35), 36  # signs in a line and its height beside the large one, and around a text
LIFTED = ((40, ""), (70, "long"), (10_000, "longer"))  # most signs of each size of the large one


@dataclass(frozen=True, slots=True)
class Ruler:
    """So many `millimetres` of its `length`, whose pitch is `unit`. `ticks` and `dots` are paths; in a crowd the dots
    are one line. `labels` are (x, number)."""

    use: Use
    millimetres: int
    length: int
    width: float
    unit: float
    radius: float
    crowd: bool
    ticks: str
    strong: str
    labels: tuple[tuple[float, int], ...]
    lifted: Text | None
    lifted_size: str
    beside: tuple[Text, ...]
    small: bool
    more: int

    @property
    def end(self) -> float:
        """Where the promises end."""
        return round(self.millimetres * self.unit, 1)

    @property
    def dots(self) -> str:
        """One a promise, as a dashed line; a line in a crowd."""
        if self.crowd or not self.millimetres:
            return f"M0 0h{self.end:g}" if self.millimetres else ""
        return f"M{self.unit / 2:.4g} 0h{(self.millimetres - 0.9) * self.unit:.5g}"


def ruler(millimetres: int, texts: Sequence[tuple[str, str, int]], use: Use) -> Ruler:
    """The ruler of so many promises; the first of the texts (mark, words, people) is lifted."""
    length, numbered, fine, coarse = _scale(millimetres)
    width = NARROW if use.is_compact else WIDE
    unit = width / length
    step = coarse if use.is_compact else fine
    told = (0, length) if use.is_compact else range(0, length + 1, numbered)
    hung = [Text(*each) for each in texts[: 1 + BESIDE]]
    beside, small = _beside(hung[1:])
    lifted = hung[0] if hung else None
    signs = len(lifted.words) if lifted else 0
    return Ruler(
        use, millimetres, length, width, unit,
        radius=round(DOT * min(unit, WIDEST), 2),
        crowd=is_crowd(millimetres),
        ticks=_ticks(range(0, length + 1, step), unit, 14 if use.is_compact else 24),
        strong=_ticks(range(0, length + 1, numbered), unit, 22 if use.is_compact else 52),
        labels=tuple((round(at * unit, 1), at) for at in told),
        lifted=lifted,
        lifted_size=next(name for most, name in LIFTED if signs <= most),
        beside=beside, small=small,
        more=len(texts) - len(beside) - bool(lifted),
    )  # fmt: skip


def _scale(millimetres: int) -> tuple[int, int, int, int]:
    """The shortest that is long enough; beyond the longest, whole metres."""
    for scale in LENGTHS:
        if millimetres <= scale[0]:
            return scale
    times = ceil(millimetres / LONGEST[0])
    length, numbered, fine, coarse = (each * times for each in LONGEST)
    return length, numbered, fine, coarse


def _ticks(at: range, unit: float, high: int) -> str:
    return "".join(f"M{each * unit:.5g} 0v{high}" for each in at)


def _beside(texts: Sequence[Text]) -> tuple[tuple[Text, ...], bool]:
    """As many as fit beside the large one, in the larger type if all of them do."""
    for small, (signs, line) in enumerate((LARGE, SMALL)):
        if _height(texts, signs, line) <= HEIGHT:
            return tuple(texts), bool(small)
    fitting = next(n for n in range(len(texts), -1, -1) if _height(texts[:n], *SMALL) <= HEIGHT)
    return tuple(texts[:fitting]), True


def _height(texts: Sequence[Text], signs: int, line: int) -> int:
    rows = [texts[at : at + COLUMNS] for at in range(0, len(texts), COLUMNS)]
    return sum(max(_lines(text, signs) for text in row) * line + AROUND for row in rows)


def _lines(text: Text, signs: int) -> int:
    return ceil((len(text.words) + (TIMES if text.people > 1 else 0)) / signs)
