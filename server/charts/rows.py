"""Unit rows: one dot a person up to 300 people, bars beyond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from server.charts.seats import Point
from server.shares import percent

DOT = 0.42
WIDEST_PITCH = 37.0
WIDEST_ALONE = 70.0
MOST_LINES = 5
MARK = 10
TO_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Dot:
    """One person of a pooled result. The id is drawn afresh at each reveal and says nothing."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The dots of one answer, and where they end."""

    mark: str
    people: int
    percent: int
    dots: tuple[Dot, ...]
    end: float

    @property
    def number(self) -> float:
        """Where the number that counts them starts."""
        return round(self.end + TO_NUMBER, 1) if self.people else 0


@dataclass(frozen=True, slots=True)
class Units:
    """Rows that share pitch and number of lines, so length is proportional to people."""

    rows: tuple[UnitRow, ...]
    pitch: float
    radius: float
    lines: int
    height: float

    @property
    def scale(self) -> float:
        """Of a mark, which is drawn with radius 10."""
        return round(self.radius / MARK, 3)


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer beyond 300 people: its length, and its mark repeated along the middle."""

    mark: str
    people: int
    percent: int
    length: float
    marks: tuple[Point, ...]

    @property
    def number(self) -> float:
        """Where the number that counts them starts."""
        return round(self.length + TO_NUMBER, 1) if self.people else 0


def grid(
    most: int, width: float, height: float, widest: float = WIDEST_PITCH, alone: float = WIDEST_ALONE
) -> tuple[int, float]:
    """Lines and pitch with the largest dots that let the largest answer fit. Few people stand in one line, their
    pitch at most `alone`, so that nobody shrinks on the way from the seats; in more lines it is at most `widest`."""
    pitches = {1: min(width / max(1, most), height, alone)}
    for lines in range(2, MOST_LINES + 1):
        pitches[lines] = min(width / max(1, ceil(most / lines)), height / lines, widest)
    lines = max(pitches, key=lambda lines: pitches[lines])
    return lines, pitches[lines]


def of_all(counts: Sequence[tuple[str, int]], total: int | None) -> int:
    """How many people there are: those of all rows, unless one can stand in several."""
    return sum(people for _, people in counts) if total is None else total


def inset(people: int, lines: int) -> float:
    """How many pitches below the top a row begins: less than one column stands in the middle, at its number."""
    return max(0, lines - people) / 2


def units(
    counts: Sequence[tuple[str, int]],
    width: float,
    height: float,
    salt: str,
    alone: float = WIDEST_ALONE,
    total: int | None = None,
) -> Units:
    """The rows of (mark, people), of so many in total, each filled column by column from the start edge."""
    lines, pitch = grid(max((people for _, people in counts), default=0), width, height, alone=alone)
    whole = of_all(counts, total)
    names = Names(salt)
    rows = []
    for mark, people in counts:
        top = inset(people, lines) + 0.5
        dots = tuple(
            Dot(name, round((at // lines + DOT) * pitch, 1), round((at % lines + top) * pitch, 1))
            for at, name in enumerate(names.draw(people))
        )
        end = round(ceil(people / lines) * pitch, 1)
        rows.append(UnitRow(mark, people, percent(people, whole), dots, end))
    return Units(tuple(rows), round(pitch, 2), round(DOT * pitch, 2), lines, round(lines * pitch, 1))


def bars(counts: Sequence[tuple[str, int]], width: float, height: float, total: int | None = None) -> tuple[Bar, ...]:
    """The rows of (mark, people), of so many in total, as bars; the largest is as long as `width`."""
    whole = of_all(counts, total)
    most = max((people for _, people in counts), default=0)
    result = []
    for mark, people in counts:
        length = round(width * people / most, 1) if most else 0.0
        marks = tuple(Point(round(x, 1), height / 2) for x in along(length, height))
        result.append(Bar(mark, people, percent(people, whole), length, marks))
    return tuple(result)


def along(length: float, height: float) -> list[float]:
    """Along a bar: evenly spaced places for a mark; none where it would not fit."""
    start, step = height / 2, height * 0.72
    return [start + index * step for index in range(int((length - height) // step) + 1)] if length >= height else []


class Names:
    """Dot ids of one reveal, in an order that nothing but the salt decides."""

    def __init__(self, salt: str) -> None:
        # Ids must be stable from frame to frame of one reveal; they protect nothing by being hard to guess,
        # because no person's answer or seat goes into them.
        self._salt = sha256(salt.encode()).hexdigest()[:6]
        self._next = 0

    def draw(self, people: int) -> list[str]:
        """So many fresh ids."""
        start, self._next = self._next, self._next + people
        return [f"d{self._salt}{number:x}" for number in range(start, self._next)]
