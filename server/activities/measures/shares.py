"""Shares: a hundred points shared out over several things, in steps; what is not named gets none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import cast

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.measures.nominal import described, weights
from server.refusals import Refused

ALL = 100
STAYS, GIVES_ALL, LUMP = 0.55, 0.08, 3  # of made-up people; how many steps they give at once


class Shares(Question):
    """The points of each part, by its key. Nobody says anything of one part alone, so each has every answer."""

    def __init__(self, places: Sequence[Place], step: int) -> None:
        self.places, self.step = tuple(places), step
        self.parts = tuple(Part(place.key, place.label, short=place.short) for place in places)

    def accept(self, raw: JsonValue) -> JsonValue:
        """Whole steps that come to a hundred, in the order of the parts, each of them named."""
        if not isinstance(raw, dict) or not raw.keys() <= {part.key for part in self.parts}:
            raise Refused("wrong-value", "Those are not the things to share points between.")
        points = {part.key: self._points(raw.get(part.key)) for part in self.parts}
        if sum(points.values()) != ALL:
            raise Refused("wrong-value", f"All {ALL} points are to be shared, no more and no less.")
        return dict(points)

    def _points(self, raw: JsonValue) -> int:
        if raw is None:
            return 0
        if isinstance(raw, int | float) and not isinstance(raw, bool) and raw in range(0, ALL + 1, self.step):
            return int(raw)
        raise Refused("wrong-value", f"Points are given in steps of {self.step}.")

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The points of a part, as digits."""
        return str(value[part.key]) if isinstance(value, dict) else None

    def points(self, value: JsonValue) -> tuple[int, ...]:
        """The points of an accepted answer, in the order of the parts."""
        return tuple(cast("dict[str, int]", value).values()) if isinstance(value, dict) else ()

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """A few steps at once to what is liked best, now and then all; who shared before keeps it or moves a step."""
        keys = [part.key for part in self.parts]
        if isinstance(before, dict):
            return self._shifted(dice, before)
        points = dict.fromkeys(keys, 0)
        if dice.random() < GIVES_ALL:
            points[dice.choices(keys, weights(len(keys), lean))[0]] = ALL
        left = ALL - sum(points.values())
        while left:
            given = min(left, self.step * dice.randint(1, LUMP))
            points[dice.choices(keys, weights(len(keys), lean))[0]] += given
            left -= given
        return dict(points)

    def _shifted(self, dice: Random, before: Mapping[str, JsonValue]) -> JsonValue:
        points = {key: self._points(value) for key, value in before.items()}
        if dice.random() >= STAYS:
            origin = dice.choice([key for key, value in points.items() if value])
            points[origin] -= self.step
            points[dice.choice(list(points))] += self.step
        return dict(points)

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column a part, by its letter."""
        return {f"points {place.letter}": self.said(value, part) or "" for place, part in self._both()}

    def _both(self) -> zip[tuple[Place, Part]]:
        return zip(self.places, self.parts, strict=True)

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """What there is to share between, how many points, and in which steps."""
        places: list[JsonValue] = [described(place, language) for place in self.places]
        return {"shape": "shares", "places": places, "total": ALL, "step": self.step}
