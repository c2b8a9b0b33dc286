"""Order: several items from first to last; items that are not placed share the places left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from random import Random
from typing import cast

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.measures.nominal import described, weights
from server.refusals import Refused

FIRST = Part("first")
STAYS = 0.55  # of made-up people who answer a second time


class Order(Question):
    """The keys of items, the first one first. What may be told of single people is what they put first; a whole order
    is a fingerprint, and goes nowhere but into sums."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self.parts = (Part(FIRST.key, FIRST.label, self.places),)
        self._keys = frozenset(place.key for place in self.places)

    @property
    def is_fingerprint(self) -> bool:
        """Eight items have 40,320 orders."""
        return True

    def accept(self, raw: JsonValue) -> JsonValue:
        """Some or all items, each once."""
        if not isinstance(raw, list) or not raw:
            raise Refused("wrong-value", "An order is a list of what comes first, second and so on.")
        if not all(isinstance(key, str) and key in self._keys for key in raw):
            raise Refused("wrong-value", "That is not one of the things to put in order.")
        if len(set(map(str, raw))) < len(raw):
            raise Refused("wrong-value", "Each thing has one place.")
        return raw

    def said(self, value: JsonValue, part: Part) -> str | None:
        """What is first."""
        return str(value[0]) if isinstance(value, list) else None

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The same of many."""
        return list(map(itemgetter(0), cast("Iterable[list[str]]", values)))

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """The favourites mostly in front; who answered before keeps the order, or lifts one item to the top."""
        if isinstance(before, list):
            lifted = before[0] if dice.random() < STAYS else dice.choices(before, weights(len(before), lean))[0]
            return [lifted, *(key for key in before if key != lifted)]
        left, order = list(self.places), list[JsonValue]()
        likely = weights(len(left), lean)
        while left:
            at = dice.choices(range(len(left)), likely)[0]
            order.append(left.pop(at).key)
            likely.pop(at)
        return order

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column an item: its place, or the mean of the open places that it shares."""
        order = value if isinstance(value, list) else []
        shared = f"{(len(order) + 1 + len(self.places)) / 2:g}"
        placed = {str(key): str(at) for at, key in enumerate(order, 1)}
        return {f"place of {place.letter}": placed.get(place.key, shared) for place in self.places}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The items; a value lists their keys, the first one first."""
        return {"shape": "order", "places": [described(place, language) for place in self.places]}
