"""Guesses: what share of the room will choose something, in steps of five of a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import cast

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.refusals import Refused

STEP, ALL = 5, 100
SHARES = tuple(range(0, ALL + 1, STEP))
LEAST, RANGE = 15, 70  # where most guesses of a made-up room are: about a share above the first, within the second
STAYS = 0.6  # of made-up people


class Guesses(Question):
    """A share from 0 to 100, one of 21."""

    parts = (Part(places=tuple(Place(str(share), f"{share}%") for share in SHARES), ordered=True),)

    def accept(self, raw: JsonValue) -> JsonValue:
        """A step of five."""
        if not isinstance(raw, int | float) or isinstance(raw, bool) or raw not in SHARES:
            raise Refused("wrong-value", "Whole numbers from 0 to 100 in steps of 5, please.")
        return int(raw)

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The share."""
        return str(value)

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The shares."""
        return [str(value) for value in values]

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Around a favourite, some far from it; who said one before stays, or goes a step or two."""
        if before is not None:
            far = 0 if dice.random() < STAYS else dice.choice((-2, -1, 1, 2))
            return max(0, min(ALL, cast(int, before) + far * STEP))
        favourite = LEAST + lean.favour * RANGE
        spread = lean.spread * ALL / 3
        return max(0, min(ALL, round(dice.gauss(favourite, spread) / STEP) * STEP))

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """The share, without its sign."""
        return {"guess": str(value)}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """A number in steps."""
        return {"shape": "number", "range": [0, ALL], "step": STEP, "unit": "{n}%"}
