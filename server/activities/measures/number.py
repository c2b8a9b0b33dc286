"""Number: one whole number within a range. Everybody but its own phone sees in which bin it lies, never the figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.contract.result import Measured, Phrase, _
from server.activities.contract.text import Text, in_language
from server.refusals import Refused

MOST_BINS = 8
LADDER = (1, 2.5, 5)
TAIL = 50  # one of so many may lie beyond the outer bins
STAYS, RISES = 0.6, 0.7  # of made-up people
MORE = "more"


class Number(Question):
    """A number from `low` to `high`. `edges` are the upper ends of its bins, and what is above the last lies in "more".

    Where they are not the author's own they are a ladder, of which what was said in a round picks eight (`settled`).
    """

    def __init__(self, low: int, high: int, edges: Sequence[int], unit: Text, is_own: bool = True) -> None:
        self.low, self.high, self.edges, self.unit, self.is_own = low, high, tuple(edges), unit, is_own
        self.parts = (Part(places=_places(self.edges, self.has_more), ordered=True),)
        self._keys = [place.key for place in self.parts[0].places]

    @property
    def has_more(self) -> bool:
        """Whether there is a bin above the last edge."""
        return not self.edges or self.edges[-1] < self.high

    def at(self, figure: int) -> int:
        """The number of the bin in which a figure lies."""
        return bisect_left(self.edges, figure)

    def label(self, at: int) -> Phrase:
        """What a bin is called on an axis: the lowest number itself, "to 25", "more"."""
        if at == len(self.edges):
            return Phrase(_("more"))
        if self.edges[at] == self.low:
            return Phrase("%(n)s", slots={"n": self.edges[at]})
        return Phrase(_("to %(n)s"), slots={"n": self.edges[at]})

    def amount(self, at: int) -> Phrase:
        """A figure in a bin, as exactly as it is told: rounded up to the end of it."""
        if at < len(self.edges):
            return Phrase("%(figure)s", slots={"figure": Measured(self.edges[at], self.unit)})
        return Phrase(_("over %(figure)s"), slots={"figure": Measured(self.edges[-1], self.unit)})

    def accept(self, raw: JsonValue) -> JsonValue:
        """A whole number in the range."""
        if not isinstance(raw, int | float) or isinstance(raw, bool) or not self._has(raw):
            raise Refused("wrong-value", f"Whole numbers from {self.low:,} to {self.high:,}, please.")
        return int(raw)

    def _has(self, figure: float) -> bool:
        return self.low <= figure <= self.high and figure == int(figure)

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The key of its bin."""
        return self._keys[self.at(_figure(value))]

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The keys of their bins."""
        return [self._keys[self.at(_figure(value))] for value in values]

    def settled(self, values: Sequence[JsonValue], minimum: int) -> Number:
        """With the bins that these values make. An outer one begins no further out than where at least the minimum of
        people are, and the rest of the eight come from the ladder: so no bin tells that one person is far out."""
        if self.is_own or len(self.edges) < MOST_BINS or not values:
            return self
        steps = sorted(self.at(_figure(value)) for value in values)
        outside = max(minimum, len(steps) // TAIL) - 1
        middle = (len(steps) - 1) // 2
        first, last = steps[min(outside, middle)], steps[max(len(steps) - 1 - outside, middle)]
        return Number(self.low, self.high, _window(self.edges, first, last), self.unit)

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """A round figure around a favourite near the middle of the bins; who said one before stays, or goes one up or
        down."""
        ends = sorted({self.low, *self.edges, self.high})
        if before is None:
            favourite = int(len(ends) * (1 + lean.favour) / 4)
            return dice.choices(ends, [max(lean.spread, 0.02) ** abs(at - favourite) for at in range(len(ends))])[0]
        if dice.random() < STAYS:
            return before
        step = 1 if dice.random() < RISES else -1
        return ends[max(0, min(len(ends) - 1, bisect_left(ends, _figure(before)) + step))]

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """Its bin, from above one number to another; the last one may have no end."""
        at = self.at(_figure(value))
        above = str(self.edges[at - 1]) if at else ""
        return {"above": above, "up to": str(self.edges[at]) if at < len(self.edges) else ""}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The range, and how a number is written in its unit."""
        unit = in_language(self.unit, language)
        return {"shape": "number", "range": [self.low, self.high], "step": 1, "unit": unit}


def ladder(low: int, high: int, step: int) -> tuple[int, ...]:
    """The numbers 1, 2.5, 5, 10, 25 and so on that are a step or more above the lowest, up to the highest."""
    rungs, size = {low, high}, 1
    while size < high:
        rungs |= {int(size * rung) for rung in LADDER if low + step <= int(size * rung) < high}
        size *= 10
    return tuple(sorted(rungs))


def _figure(value: JsonValue) -> int:
    assert isinstance(value, int)
    return value


def _places(edges: Sequence[int], has_more: bool) -> tuple[Place, ...]:
    """Named in English for who reads exports; what the room reads, results write in its own language."""
    bins = tuple(Place(f"to-{edge}", f"to {edge:,}") for edge in edges)
    return (*bins, Place(MORE, MORE)) if has_more else bins


def _window(edges: Sequence[int], first: int, last: int) -> tuple[int, ...]:
    """So many edges as there is room for beside "more", around those from first to last; some are left out where these
    are too many."""
    room = MOST_BINS - 1
    every = ceil((last - first + 1) / room)
    if every > 1:
        return tuple(reversed(edges[last::-every]))[-room:]
    while last - first + 1 < min(room, len(edges)):
        first, last = max(0, first - 1), min(len(edges) - 1, last + (last - first + 2 <= room))
    return tuple(edges[first : last + 1])[-room:]
