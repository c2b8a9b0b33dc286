"""Who has answered so far, as the console draws it."""

from __future__ import annotations

from dataclasses import dataclass

from server.charts.compact import outline
from server.shares import is_crowd

PITCH = 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have answered, of how many; as outlines of dots while single people are visible."""

    answered: int
    of: int
    width: int = 0
    height: int = 0
    filled: str = ""
    waiting: str = ""


def progress(answered: int, here: int) -> Progress:
    """One dot a person: first those who answered, then those still thinking."""
    of = max(answered, here)
    if is_crowd(of):
        return Progress(answered, of)
    lines = 5 if of > 30 else 3 if of > 9 else 1
    columns = max(1, -(-of // lines))
    filled, waiting = outline(0, answered, lines, PITCH), outline(answered, of, lines, PITCH)
    return Progress(answered, of, columns * PITCH, lines * PITCH, filled, waiting)
