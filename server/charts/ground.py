"""The ground of a field of two lines: its room and its steps, what people placed on them, and the words at the ends of
the line across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.charts.glyphs import Text, Type, widest
from server.charts.seats import Point

STEPS = 11  # on each line
FAR = STEPS // 2
END = Type(600, 32)
HALF_HIGH = 24.0  # of the words at an end
MARGIN = 8.0
Spot = tuple[int, int]  # steps from the middle, across and up
Stands = Mapping[Spot, int]  # how many people at which steps


class Rect(NamedTuple):
    """What is covered, in px of the drawing."""

    left: float
    top: float
    right: float
    bottom: float


class Box(NamedTuple):
    """The room of a field, the pitches of its dots, and how far beside a step the circles of two clouds stand, at most
    so large, in px of the drawing. Where it has `words`, names stand in it; circles are of any size, or of a few
    `sizes`."""

    width: float
    height: float
    widest: int
    narrowest: int
    beside: float
    largest: float
    words: bool
    sizes: int = 0

    @property
    def step(self) -> tuple[float, float]:
        """How wide and how high one is."""
        return self.width / STEPS, self.height / STEPS

    def at(self, spot: Spot) -> Point:
        """The middle of a step."""
        across, up = spot
        return Point(
            round((across + FAR + 0.5) * self.width / STEPS, 1), round((FAR - up + 0.5) * self.height / STEPS, 1)
        )


WALL = Box(width=1200, height=650, widest=37, narrowest=14, beside=25, largest=27, words=True)
PHONE = Box(width=350, height=228, widest=14, narrowest=5, beside=7, largest=9, words=False, sizes=6)


class Thing(NamedTuple):
    """Something that people placed: where they put it, the middle of that, and what it is called there."""

    stands: Stands
    middle: Spot
    name: Text

    @property
    def people(self) -> int:
        """Who placed it."""
        return sum(self.stands.values())


def ends(across: Sequence[Text], box: Box) -> list[Rect]:
    """Where the words at both ends of the line across stand."""
    low, high = (widest(end, END) + 3 * MARGIN for end in across)
    top, bottom = box.height / 2 - HALF_HIGH, box.height / 2 + HALF_HIGH
    return [Rect(0, top, low, bottom), Rect(box.width - high, top, box.width, bottom)]
