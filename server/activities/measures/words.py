"""Words: one or several short texts of people's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part
from server.activities.contract.text import Text, in_language
from server.activities.contract.texts import Texts
from server.activities.measures.cleaning import clean, cleaned_if_any
from server.activities.measures.folding import same
from server.activities.measures.foul import is_foul
from server.activities.measures.plausible import sentences
from server.refusals import Refused

STAYS = 0.7  # of made-up people who write a second time


class Words(Texts):
    """A list of texts, at most so `many`, each of so many `signs`; one that says no more than it `begins` with is none.
    `examples` are what made-up people may write, too; who writes a `foul` word waits until somebody has read it."""

    def __init__(
        self,
        many: int,
        signs: int,
        begins: Text | None = None,
        examples: Sequence[Text] = (),
        foul: tuple[str, ...] = (),
    ) -> None:
        self.many, self.signs, self.examples, self.foul = many, signs, tuple(examples), foul
        begun = begins.values() if isinstance(begins, dict) else [begins or ""]
        self._empty = {"", *map(clean, begun)}
        self.parts = (Part(),)

    def accept(self, raw: JsonValue) -> JsonValue:
        """The texts, cleaned; empty ones are left out."""
        given = raw if isinstance(raw, list) else [raw]
        if not given or len(given) > self.many:
            raise Refused("wrong-value", "That is no text, or more texts than are asked for.")
        texts = [text for each in given if (text := cleaned_if_any(each, self.signs)) not in self._empty]
        if not texts:
            raise Refused("wrong-value", "Nothing is written yet.")
        return list(dict.fromkeys(texts))

    def texts(self, value: JsonValue) -> Sequence[str]:
        """All of them."""
        return [str(each) for each in value] if isinstance(value, list) else []

    def wording(self, text: str) -> str:
        """The same in whatever capitals, spaces and signs around the words."""
        return same(text) or text

    def waits(self, text: str) -> bool:
        """Whether there is a foul word in it."""
        return is_foul(text, self.foul)

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Something; what, is for nobody to count."""
        return "text" if self.texts(value) else None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Plausible sentences, the favourite ones most often; who wrote before mostly stays."""
        if before is not None and dice.random() < STAYS:
            return before
        stock = [in_language(each, lean.language) for each in self.examples] or sentences(lean.language)
        favourite = int(lean.favour * len(stock))
        likely = [max(lean.spread, 0.02) ** ((at - favourite) % len(stock) / 2) for at in range(len(stock))]
        return self.accept([dice.choices(stock, likely)[0][: self.signs] for _ in range(dice.randint(1, self.many))])

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """How many, and how long."""
        return {"shape": "texts", "most": self.many, "signs": self.signs}
