"""Pills on a field: the names at the middles of its clouds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from server.charts.glyphs import Type, widest
from server.charts.ground import MARGIN, Box, Rect, Thing

PILL = Type(780, 40)
HIGH = PILL.size * 1.5
PAD, HALO = 34.0, 14.0
BESIDE = 62.0  # how far from the line across a pill stands that would be on its words


class Pill(NamedTuple):
    """A name by its middle, `wide` in the language in which it is longest, in px of the drawing."""

    x: float
    y: float
    wide: float

    @property
    def rect(self) -> Rect:
        """Where dots make room for it."""
        half, high = self.wide / 2, HIGH / 2 + MARGIN
        return Rect(self.x - half, self.y - high, self.x + half, self.y + high)

    def is_on(self, word: Rect) -> bool:
        """Whether it would stand on this, or too near to it."""
        beside = self.x + self.wide / 2 < word.left or self.x - self.wide / 2 > word.right
        return not beside and word.top - BESIDE / 2 < self.y < word.bottom + BESIDE / 2

    def overlaps(self, other: Pill) -> bool:
        """Whether the two would stand on each other."""
        return abs(self.x - other.x) < (self.wide + other.wide) / 2 + HALO and abs(self.y - other.y) < HIGH + 8

    def reach(self, dx: float, dy: float) -> float:
        """How far from its middle it ends in a direction (one px long), with some room."""
        to_side = self.wide / 2 / abs(dx) if dx else float("inf")
        to_top = HIGH / 2 / abs(dy) if dy else float("inf")
        return min(to_side, to_top) + HALO


def pills(things: Sequence[Thing], words: Sequence[Rect], box: Box) -> tuple[Pill, ...]:
    """Within the field, on no words, and not on each other."""
    placed = [_pill(thing, words, box) for thing in things]
    if len(placed) > 1 and box.words and placed[0].overlaps(placed[1]):
        return _one_above_the_other(placed[0], placed[1], box)
    return tuple(placed)


def _pill(thing: Thing, words: Sequence[Rect], box: Box) -> Pill:
    wide = (widest(thing.name, PILL) + 2 * PAD) if box.words else 0
    middle = box.at(thing.middle)
    x = max(wide / 2 + MARGIN, min(box.width - wide / 2 - MARGIN, middle.x))
    pill = Pill(round(x, 1), middle.y, round(wide, 1))
    if not any(pill.is_on(word) for word in words):
        return pill
    _across, up = thing.middle
    return pill._replace(y=box.height / 2 + (-BESIDE if up > 0 else BESIDE))


def _one_above_the_other(one: Pill, other: Pill, box: Box) -> tuple[Pill, ...]:
    middle = min(max((one.y + other.y) / 2, HIGH + MARGIN), box.height - HIGH - MARGIN)
    shift = (HIGH / 2 + 4) * (-1 if one.y <= other.y else 1)
    return one._replace(y=round(middle + shift, 1)), other._replace(y=round(middle - shift, 1))
