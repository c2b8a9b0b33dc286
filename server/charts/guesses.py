"""Guesses over their steps, one column a step or several where a pile is high, a flag behind them where the truth is,
and a pill where the middle of the room is; bars in a crowd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from server.charts.canvas import Use
from server.charts.lattice import Lattice
from server.charts.piles import Pile, pile
from server.shares import is_crowd, percent

FEW, HIGH, MOST_LINES = 20, 15, 5  # people who stand larger; a pile of more stands in two lines or more
WORDS, SHARE = 440.0, 34.0  # the room of the flag's words, and of a share above its bar


class Box(NamedTuple):
    """The room of a picture: how wide it is, from where to where the steps go, where the floor is, how high piles and
    bars are, the pitches of many people and of few, and how wide the pill's room is."""

    width: float
    first: float
    last: float
    floor: float
    height: float
    bar: float
    many: float
    few: float
    pill: float


WALL = Box(width=1744, first=42, last=1702, floor=534, height=384, bar=340, many=27, few=42, pill=300)
PHONE = Box(width=350, first=8, last=342, floor=132, height=112, bar=112, many=7, few=14, pill=0)


@dataclass(frozen=True, slots=True)
class Guesses(Lattice):
    """The piles of all steps. `middle_at` is the number of the step with the middle person, `true` the place of the
    truth on the same scale, which may lie between two; the pill's lower edge is `pill_at`."""

    use: Use
    piles: tuple[Pile, ...]
    crowd: bool
    pitch: float
    box: Box
    middle_at: int
    true: float | None
    pill_at: float

    @property
    def step(self) -> float:
        """From a step to the next one."""
        return _step(self.box, len(self.piles))

    def at(self, number: float) -> float:
        """Where a step stands, or something between two."""
        return round(self.box.first + number * self.step, 1)

    @property
    def flies_back(self) -> bool:
        """Whether the flag has no room after its stake."""
        return self.true is not None and self.at(self.true) + WORDS > self.box.width

    @property
    def pill_left(self) -> float:
        """Where the pill's room begins, which stays within the picture."""
        return round(max(0.0, min(self.box.width - self.box.pill, self.at(self.middle_at) - self.box.pill / 2)), 1)

    @property
    def pole_to(self) -> float:
        """Down to what the pill speaks of."""
        share = SHARE if self.crowd else 0
        return round(self.box.floor - self.piles[self.middle_at].height - share - 6, 1)

    @property
    def leaning(self) -> str:
        """Where in its room the pill stands, so that its pole meets it at the edges, too."""
        ideal = self.at(self.middle_at) - self.box.pill / 2
        return "start" if ideal < 0 else "end" if ideal > self.box.width - self.box.pill else "center"


def guesses(counts: Sequence[int], middle: int, use: Use, true: float | None = None) -> Guesses:
    """People by step; the `true` share in steps, where it is known."""
    people, most = sum(counts), max(counts, default=0)
    box = PHONE if use.is_compact else WALL
    crowd, step = is_crowd(people), _step(box, len(counts))
    if crowd:
        pitch, wide = 0.0, round(step * 0.68, 1)
        piles = tuple(
            Pile(each, percent(each, people), round(box.first + at * step - wide / 2, 1), wide, _bar(each, most, box))
            for at, each in enumerate(counts)
        )
    else:
        lines, pitch = _lines(most, people, step, box)
        piles = tuple(pile(each, people, box.first + at * step, lines, pitch) for at, each in enumerate(counts))
    return Guesses(
        use, piles, crowd, pitch, box, middle, true, _pill_at(piles, middle, step, box, SHARE if crowd else 0)
    )


def _step(box: Box, steps: int) -> float:
    return (box.last - box.first) / max(1, steps - 1)


def _bar(people: int, most: int, box: Box) -> float:
    return round(box.bar * people / (most or 1), 1)


def _lines(most: int, people: int, step: float, box: Box) -> tuple[int, float]:
    """How many stand side by side in a pile, and how far apart: as far as there is room for."""
    widest = box.few if people <= FEW else box.many
    lines = range(2, MOST_LINES + 1) if most > HIGH else (1,)
    fitting = {line: min(widest, step * 0.92 / line, box.height / max(1, ceil(most / line))) for line in lines}
    line = max(fitting, key=lambda line: fitting[line])
    return line, int(fitting[line] * 100) / 100


def _pill_at(piles: Sequence[Pile], middle: int, step: float, box: Box, share: float) -> float:
    """Above all that is below it, and the share that is written there."""
    reach = ceil(box.pill / 2 / step)
    below = piles[max(0, middle - reach) : middle + reach + 1]
    return round(box.floor - max((each.height for each in below), default=0) - share - 16, 1)
