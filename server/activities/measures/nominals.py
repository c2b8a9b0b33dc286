"""Nominals: for each of several things one of a few places that have no order; any of them may be skipped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import methodcaller
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.contract.text import Text, in_language
from server.activities.measures.nominal import STAYS, described, weights
from server.refusals import Refused

SKIPS = 0.04  # of made-up people
GOLDEN = 0.618  # spreads the favourites of several things


class Nominals(Question):
    """The key of a place for each thing, by the thing's key; what is not there was skipped."""

    def __init__(self, things: Sequence[tuple[str, Text, Text | None]], places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self.parts = tuple(Part(key, label, self.places, short=short) for key, label, short in things)
        self._letters = {place.key: place.letter for place in places}
        self._keys = frozenset(part.key for part in self.parts)

    def accept(self, raw: JsonValue) -> JsonValue:
        """Keys of places there are, for things there are, in their order, at least one."""
        if not isinstance(raw, dict) or not raw.keys() <= self._keys:
            raise Refused("wrong-value", "That is not about these things.")
        stands: dict[str, JsonValue] = {
            part.key: self._place(raw[part.key]) for part in self.parts if raw.get(part.key) is not None
        }
        if not stands:
            raise Refused("wrong-value", "Nothing is sorted yet.")
        return stands

    def _place(self, raw: JsonValue) -> str:
        if isinstance(raw, str) and raw in self._letters:
            return raw
        raise Refused("wrong-value", "That is not one of the places for this.")

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The key of the place."""
        place = value.get(part.key) if isinstance(value, dict) else None
        return None if place is None else str(place)

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The places of one thing."""
        return list(map(methodcaller("get", part.key), values))

    def without(self, value: JsonValue, parts: Collection[str]) -> JsonValue:
        """Where the other things stand."""
        left = {key: place for key, place in value.items() if key not in parts} if isinstance(value, dict) else {}
        return left or None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """For each thing mostly its own favourite, now and then nothing; what stood somewhere before mostly stays."""
        stands: dict[str, JsonValue] = {}
        for at, part in enumerate(self.parts):
            likely = weights(len(self.places), lean._replace(favour=(lean.favour + at * GOLDEN) % 1))
            place = self.said(before, part)
            if place is None or dice.random() >= STAYS:
                place = dice.choices(self.places, likely)[0].key
            if dice.random() >= SKIPS or (not stands and part is self.parts[-1]):
                stands[part.key] = place
        return stands

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column a thing, by its number."""
        said = (self.said(value, part) for part in self.parts)
        return {f"sorted {at}": self._letters[place] if place else "" for at, place in enumerate(said, 1)}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The things, and the places for each."""
        things: list[JsonValue] = [{"key": part.key, "label": in_language(part.label, language)} for part in self.parts]
        places: list[JsonValue] = [described(place, language) for place in self.places]
        return {"shape": "places", "items": things, "places": places}
