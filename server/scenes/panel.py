"""What the desk draws of people: the rows of a result in its private panel, and who has answered so far."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.base import Place
from server.charts.compact import CompactRow, compact_units, outline
from server.charts.rows import Bar, bars
from server.results.disclosure import Released
from server.shares import is_crowd

WIDTH, HEIGHT = 320, 70
WIDEST, ALONE = 14, 24
PITCH = 16


@dataclass(frozen=True, slots=True)
class Panel:
    """A result as rows of dots, or as bars in a crowd, each with its place."""

    crowd: bool
    rows: tuple[tuple[Place, CompactRow | Bar], ...]
    width: float
    height: float
    pitch: float = 0
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have answered, of how many; as outlines of dots while single people are visible."""

    answered: int
    of: int
    width: int = 0
    height: int = 0
    filled: str = ""
    waiting: str = ""


def panel(result: Released) -> Panel:
    """The rows of one round."""
    places = [row.place for row in result.rows]
    counts = [(row.place.letter.lower(), row.people) for row in result.rows]
    if is_crowd(result.people):
        drawn = bars(counts, WIDTH, HEIGHT / 3)
        return Panel(True, tuple(zip(places, drawn, strict=True)), WIDTH, HEIGHT / 3)
    units = compact_units(counts, WIDTH, HEIGHT, WIDEST, ALONE)
    rows = tuple(zip(places, units.rows, strict=True))
    return Panel(False, rows, WIDTH, units.height, units.pitch, units.radius)


def progress(answered: int, here: int) -> Progress:
    """One dot a person: first those who answered, then those still thinking."""
    of = max(answered, here)
    if is_crowd(of):
        return Progress(answered, of)
    lines = 5 if of > 30 else 3 if of > 9 else 1
    columns = max(1, -(-of // lines))
    filled, waiting = outline(0, answered, lines, PITCH), outline(answered, of, lines, PITCH)
    return Progress(answered, of, columns * PITCH, lines * PITCH, filled, waiting)
