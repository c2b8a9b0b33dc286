"""Several: any of a list of options, at least one and at most so many."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.measures.nominal import STAYS, described, weights
from server.refusals import Refused

LEFT, TICKED = "left", "ticked"
MOST_LIKELY = 0.75  # that a made-up person ticks the favourite


class Several(Question):
    """The keys of the options that somebody ticks, in the author's order. A part is one option, ticked or left."""

    def __init__(self, options: Sequence[Place], most: int) -> None:
        self.options, self.most = tuple(options), most
        self.parts = tuple(_part(option) for option in self.options)
        self._keys = frozenset(option.key for option in self.options)

    def accept(self, raw: JsonValue) -> JsonValue:
        """Keys of options there are, in their order, each once."""
        if not isinstance(raw, list) or not raw or not all(isinstance(key, str) and key in self._keys for key in raw):
            raise Refused("wrong-value", "That is not a list of answers to this question.")
        if len(set(raw)) > self.most:
            raise Refused("wrong-value", f"At most {self.most} answers can be sent here.")
        return [option.key for option in self.options if option.key in raw]

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Whether it is ticked: who answered says something of every option."""
        return TICKED if isinstance(value, list) and part.key in value else LEFT

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Ticks at the favourite mostly, at others less; who answered before mostly keeps them all, or changes one."""
        likely = weights(len(self.options), lean)
        if isinstance(before, list):
            changed = {dice.choice(self.options).key} if dice.random() >= STAYS else set()
            return self._fitting(dice, changed.symmetric_difference(str(key) for key in before)) or before
        ticked = {
            option.key
            for option, weight in zip(self.options, likely, strict=True)
            if dice.random() < MOST_LIKELY * weight
        }
        return self._fitting(dice, ticked) or [self.options[likely.index(max(likely))].key]

    def _fitting(self, dice: Random, ticked: Collection[str]) -> list[JsonValue]:
        in_order = [option.key for option in self.options if option.key in ticked]
        kept = dice.sample(in_order, min(self.most, len(in_order)))
        return [key for key in in_order if key in kept]

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column an option, by its letter."""
        return {f"ticked {part.letter}": str(int(self.said(value, part) == TICKED)) for part in self.parts}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The options, and how many of them a value can list."""
        places: list[JsonValue] = [described(option, language) for option in self.options]
        return {"shape": "several", "places": places, "most": self.most}


def _part(option: Place) -> Part:
    places = Place(LEFT, ""), Place(TICKED, option.label)
    return Part(option.key, option.label, places, short=option.short, letter=option.letter)
