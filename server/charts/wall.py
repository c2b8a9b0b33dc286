"""Texts side by side on a wall: as many as fit, as large as the longest of them allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from server.charts.canvas import Use

MOST, HEIGHT = 12, 500
TIMES = 10  # signs that say how many wrote so


class Size(NamedTuple):
    """How texts are set: so many columns, so many signs in a line, which is so high."""

    name: str
    columns: int
    signs: int
    line: int
    around: int = 48


# The largest in which all fit beside a cue card is taken, the last one in any case.
SIZES = (Size("huge", 2, 26, 70, 60), Size("large", 2, 34, 52), Size("middle", 3, 26, 45), Size("small", 3, 33, 36))


class Text(NamedTuple):
    """One text, and how many wrote it."""

    mark: str
    words: str
    people: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The texts that fit, how large they are set, and how many more there are."""

    use: Use
    texts: tuple[Text, ...]
    size: str
    more: int


def wall(texts: Sequence[tuple[str, str, int]], use: Use) -> Wall:
    """The wall of (mark, words, people)."""
    shown = tuple(Text(*each) for each in texts[:MOST])
    size = next((each for each in SIZES if _height(shown, each) <= HEIGHT), SIZES[-1])
    return Wall(use, shown, size.name, len(texts) - len(shown))


def _height(texts: Sequence[Text], size: Size) -> int:
    """How high a wall is: each row as its longest text."""
    rows = [texts[at : at + size.columns] for at in range(0, len(texts), size.columns)]
    return sum(max(_lines(text, size) for text in row) * size.line + size.around for row in rows)


def _lines(text: Text, size: Size) -> int:
    return ceil((len(text.words) + (TIMES if text.people > 1 else 0)) / size.signs)
