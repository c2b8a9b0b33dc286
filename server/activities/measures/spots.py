"""Spots: where each of one or two things stands on a field of steps across and up, from its middle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from random import Random
from typing import NamedTuple, TypeGuard, cast

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Question
from server.activities.contract.text import Text, in_language
from server.refusals import Refused

FAR = 5  # steps from the middle to an edge
STAYS = 0.6  # of made-up people who place a second time
DRIFT = 3  # steps between the favourites of two things
FAR_FAVOURITE = 0.8  # of favours from 0 to 1: from here on the second thing is ahead


class Spot(NamedTuple):
    """Steps from the middle: towards the high end of the line across, and of the line up."""

    across: int
    up: int


_SAID: Mapping[tuple[int, int], str] = {
    (across, up): f"{across} {up}" for across in range(-FAR, FAR + 1) for up in range(-FAR, FAR + 1)
}


class Axis(NamedTuple):
    """What the ends of a line are called."""

    low: Text
    high: Text


class Spots(Question):
    """Steps across and up for each thing, by its key; all of them are placed."""

    def __init__(self, things: Sequence[tuple[str, Text, Text | None]], across: Axis, up: Axis) -> None:
        self.parts = tuple(Part(key, label, short=short) for key, label, short in things)
        self.across, self.up = across, up

    def accept(self, raw: JsonValue) -> JsonValue:
        """Two whole steps for each thing, in the order of the things."""
        if not isinstance(raw, dict) or raw.keys() != {part.key for part in self.parts}:
            raise Refused("wrong-value", "Each of these is to be placed, and nothing else.")
        return {part.key: _steps(raw[part.key]) for part in self.parts}

    def spot(self, value: JsonValue, part: Part) -> Spot:
        """Where an accepted answer puts this."""
        across, up = cast("dict[str, tuple[int, int]]", value)[part.key]
        return Spot(across, up)

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Both steps, as digits."""
        return None if value is None else _SAID[self.spot(value, part)]

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The steps of one thing."""
        placed = map(itemgetter(part.key), cast("Iterable[dict[str, tuple[int, int]]]", values))
        return [_SAID[across, up] for across, up in placed]

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Around a favourite, the second thing lower on both lines, or higher in rooms of a far favourite; who placed
        before mostly stays, or goes a step."""
        placed: dict[str, JsonValue] = {}
        drift = DRIFT if lean.favour < FAR_FAVOURITE else -DRIFT
        for at, part in enumerate(self.parts):
            if before is not None:
                spot = self.spot(before, part)
                shift = (0, 0) if dice.random() < STAYS else (dice.choice((0, 1)), dice.choice((-1, 0, 1)))
                placed[part.key] = [_within(step + by) for step, by in zip(spot, shift, strict=True)]
            else:
                favour = (lean.favour * FAR - 1, (1 - lean.favour) * FAR - 1)
                wide = 0.5 + 2.5 * lean.spread
                placed[part.key] = [_within(round(dice.gauss(step - at * drift, wide))) for step in favour]
        return placed

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column a thing, by its number."""
        return {
            f"place {at}": "across {} up {}".format(*self.spot(value, part)) for at, part in enumerate(self.parts, 1)
        }

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """What is to be placed, how far from the middle, and what the ends of both lines are called."""
        items: list[JsonValue] = [{"key": part.key, "label": in_language(part.label, language)} for part in self.parts]
        across, up = ([in_language(end, language) for end in axis] for axis in (self.across, self.up))
        return {"shape": "field", "items": items, "steps": [-FAR, FAR], "across": [*across], "up": [*up]}


def _steps(raw: JsonValue) -> JsonValue:
    if isinstance(raw, list) and len(raw) == len(Spot._fields) and _are_steps(raw):
        return [int(step) for step in raw]
    raise Refused("wrong-value", f"A place is two whole steps from {-FAR} to {FAR}, across and up.")


def _are_steps(raw: list[JsonValue]) -> TypeGuard[list[int | float]]:
    return all(map(_is_step, raw))


def _is_step(raw: JsonValue) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and raw in range(-FAR, FAR + 1)


def _within(step: int) -> int:
    return max(-FAR, min(FAR, step))
