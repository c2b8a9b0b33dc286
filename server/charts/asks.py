"""Questions: the one on the screen, and the next ones, each with a dot for everybody who asks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.charts.canvas import Use
from server.shares import is_crowd

BESIDE, ALONE = 4, 5
LIFTED, ROW = (664.0, 200.0), (840.0, 44.0)
PITCH, FULL = 22.8, 0.86


class Text(NamedTuple):
    """A question, and how many ask it; None where that is not told."""

    mark: str
    words: str
    people: int | None


class Dots(NamedTuple):
    """A dot a person, line by line, as one path."""

    width: float
    height: float
    size: float
    path: str


class Row(NamedTuple):
    """A question as it is drawn; no dots where there are too many people, or nobody is counted."""

    text: Text
    dots: Dots | None


@dataclass(frozen=True, slots=True)
class Asks:
    """The question that is lifted, those below it, how many more are out, and how many were asked."""

    use: Use
    lifted: Row | None
    rows: tuple[Row, ...]
    shown: int
    asked: int
    counted: bool


def asks(texts: Sequence[Text], is_lifted: bool, voices: int, asked: int, use: Use) -> Asks:
    """The first of the texts is the lifted one, where one is; on paper all are drawn."""
    most = len(texts) if use is Use.PRINT else BESIDE if is_lifted else ALONE
    others = texts[1:] if is_lifted else texts
    crowd = is_crowd(voices)
    lifted = Row(texts[0], _dots(texts[0], LIFTED, crowd)) if is_lifted else None
    rows = tuple(Row(text, _dots(text, ROW, crowd)) for text in others[:most])
    return Asks(use, lifted, rows, len(rows) + is_lifted, asked, any(text.people is not None for text in texts))


def _dots(text: Text, box: tuple[float, float], crowd: bool) -> Dots | None:
    if crowd or not text.people:
        return None
    width, height = box
    pitch = PITCH
    while -(-text.people // int(width / pitch)) * pitch > height:
        pitch *= 0.95
    line = int(width / pitch)
    centres = ((at % line, at // line) for at in range(text.people))
    path = "".join(f"M{(x + 0.5) * pitch:.1f} {(y + 0.5) * pitch:.1f}h0" for x, y in centres)
    return Dots(width, -(-text.people // line) * pitch, round(pitch * FULL, 1), path)
