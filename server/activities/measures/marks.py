"""Marks: which of the texts that are out somebody would take. One value a person, sealed like every answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Question, Shown
from server.activities.contract.texts import is_mark
from server.activities.measures.nominal import weights
from server.refusals import Refused

MOST = 60
NOTHING_THERE = "0" * 16  # what made-up people mark who see no text


class Marks(Question):
    """The names of texts, each once. One that is not there, or not any more, is taken and counts nothing."""

    parts = (Part(),)

    def __init__(self, texts: Sequence[Shown] = ()) -> None:
        self.texts = tuple(texts)

    def accept(self, raw: JsonValue) -> JsonValue:
        """Names of texts, in an order of their own."""
        if not isinstance(raw, list) or not all(is_mark(each) for each in raw):
            raise Refused("wrong-value", "That is not a list of texts.")
        if not 0 < len(set(map(str, raw))) <= MOST:
            raise Refused("wrong-value", f"Mark at least one text, and {MOST} at most.")
        return [*sorted(set(map(str, raw)))]

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Something."""
        return "marked"

    def about(self, texts: Sequence[Shown]) -> Marks:
        """The same of texts that are known."""
        return Marks(texts)

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """One to three of the texts, the favourite most often."""
        if not self.texts:
            return [NOTHING_THERE]
        likely = weights(len(self.texts), lean)
        return self.accept([dice.choices(self.texts, likely)[0].mark for _ in range(dice.randint(1, 3))])

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """Nothing of one person: how often a text was marked stands beside the text."""
        return {"marked by": ""}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """Where the texts are to be had, and how many may be marked."""
        return {"shape": "marks", "most": MOST}
