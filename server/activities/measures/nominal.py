"""Nominal: one place out of several that have no order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.contract.text import in_language
from server.refusals import Refused

STAYS = 0.7  # of made-up people who answer a second time


class Nominal(Question):
    """The key of one place."""

    groups = True

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self.parts = (Part(places=self.places),)
        self._by_key = {place.key: place for place in self.places}

    def accept(self, raw: JsonValue) -> JsonValue:
        """The key of a place there is."""
        if isinstance(raw, str) and raw in self._by_key:
            return raw
        raise Refused("wrong-value", "That is not one of the answers to this question.")

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The place itself."""
        return str(value)

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The places themselves."""
        return list(map(str, values))

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Most choose the favourite; who answered before mostly stays."""
        if before is not None and dice.random() < STAYS:
            return before
        return dice.choices(self.places, weights(len(self.places), lean))[0].key

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """The place's letter, key and text."""
        place = self._by_key[str(value)]
        return {"letter": place.letter, "answer": place.key, "text": in_language(place.label, "en")}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The places; a value is the key of one."""
        return {"shape": "one", "places": [described(place, language) for place in self.places]}


def described(place: Place, language: str) -> dict[str, JsonValue]:
    """A place for phones that are not ours."""
    letter: dict[str, JsonValue] = {"letter": place.letter} if place.letter else {}
    by: dict[str, JsonValue] = {"by": in_language(place.by, language)} if place.by else {}
    return {"key": place.key, **letter, "label": in_language(place.label, language), **by}


def weights(many: int, lean: Lean) -> list[float]:
    """How likely each of so many is in a made-up room: the favourite most, others the less the further down the list of
    preferences, which begins anew behind the last."""
    favourite = int(lean.favour * many)
    return [max(lean.spread, 0.02) ** ((at - favourite) % many) for at in range(many)]
