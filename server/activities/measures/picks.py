"""Picks: the first few out of many words, in order. A word of one's own may be among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from random import Random
from typing import cast

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place
from server.activities.contract.texts import Mixed
from server.activities.measures.cleaning import cleaned
from server.activities.measures.folding import same
from server.activities.measures.foul import is_foul
from server.activities.measures.nominal import described, weights
from server.activities.measures.order import FIRST
from server.activities.measures.plausible import own_words
from server.refusals import Refused

OWN = "~"
"""Before a word of one's own, which no key begins with; alone, where it is not out."""
SIGNS = 20
OWN_IN_AN_EXPORT = "(own word)"
STAYS, LEAVES, WRITES = 0.5, 0.75, 0.12  # of made-up people


class Picks(Mixed):
    """A list of keys and own words, the first one first, of at most so `many`; so many of them may be one's `own`. Who
    writes a word that is there has chosen that one; who writes a `foul` one waits until somebody has read it."""

    def __init__(self, places: Sequence[Place], many: int, own: int = 0, foul: tuple[str, ...] = ()) -> None:
        self.places, self.many, self.most_own, self.foul = tuple(places), many, own, foul
        self.parts = (Part(FIRST.key),)
        self._keys = frozenset(place.key for place in self.places)
        self._there = {same(word): place.key for place in self.places for word in spellings(place)}

    @property
    def is_fingerprint(self) -> bool:
        """Three of sixteen words have 3,360 orders."""
        return True

    def accept(self, raw: JsonValue) -> JsonValue:
        """One word at least, none twice."""
        if not isinstance(raw, list) or not 0 < len(raw) <= self.many:
            raise Refused("wrong-value", f"That is no list of one to {self.many} words.")
        given = [each for each in raw if isinstance(each, str)]
        if len(set(given)) < len(raw):
            raise Refused("wrong-value", "Each of them is one word, and none is there twice.")
        picked: dict[str, str] = {}
        for word in map(self._taken, given):
            picked.setdefault(self._wording(word), word)
        if sum(map(is_own, picked.values())) > self.most_own:
            raise Refused("wrong-value", "Those are more words of your own than are asked for.")
        return [*picked.values()]

    def _taken(self, raw: str) -> str:
        """A word as it is kept."""
        if raw in self._keys:
            return raw
        if not is_own(raw):
            raise Refused("wrong-value", "That is not one of the words to choose from.")
        word = cleaned(raw.removeprefix(OWN), SIGNS)
        return self._there.get(same(word)) or OWN + word

    def _wording(self, picked: str) -> str:
        return OWN + self.wording(picked.removeprefix(OWN)) if is_own(picked) else picked

    def texts(self, value: JsonValue) -> Sequence[str]:
        """Words of one's own."""
        given = cast("list[str]", value) if isinstance(value, list) else ()
        return [each[1:] for each in given if each[0] == OWN]  # of a crowd nearly none are, and a picture waits for it

    def wording(self, text: str) -> str:
        """The same in whatever capitals and signs around it."""
        return same(text) or text

    def waits(self, text: str) -> bool:
        """Whether it is a foul word."""
        return is_foul(text, self.foul)

    def told(self, value: JsonValue, known: Mapping[str, str]) -> JsonValue:
        """Own words as they are known."""
        given = map(str, value) if isinstance(value, list) else ()
        return [OWN + known.get(each.removeprefix(OWN), "") if is_own(each) else each for each in given]

    def said(self, value: JsonValue, part: Part) -> str | None:
        """What is first."""
        return _place(str(value[0])) if isinstance(value, list) else None

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The same of many."""
        firsts = map(itemgetter(0), cast("Iterable[list[str]]", values))
        return [OWN if first[0] == OWN else first for first in firsts]

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """The favourites first, now and then a word of one's own; who chose before mostly stays, or chooses another
        first one."""
        if isinstance(before, list) and dice.random() < STAYS:
            return before if dice.random() < LEAVES else before[::-1]
        left, picked = list(self.places), list[JsonValue]()
        likely = weights(len(left), lean)
        while len(picked) < min(self.many, len(self.places)):
            at = dice.choices(range(len(left)), likely)[0]
            picked.append(left.pop(at).key)
            likely.pop(at)
        if self.most_own and dice.random() < WRITES:
            picked[dice.randrange(len(picked))] = OWN + dice.choice(own_words(lean.language))
        return self.accept(picked)

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column a place: the key of a word. Of own words it is told that they are; those that are out leave with the
        totals."""
        given = [str(each) for each in value] if isinstance(value, list) else []
        columns = [*(OWN_IN_AN_EXPORT if is_own(each) else each for each in given), *[""] * (self.many - len(given))]
        return {f"chosen {at}": each for at, each in enumerate(columns, 1)}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """What there is to choose from, how many, and how many of one's own."""
        places: list[JsonValue] = [described(place, language) for place in self.places]
        return {"shape": "picks", "places": places, "most": self.many, "own": self.most_own, "signs": SIGNS}


def is_own(picked: str) -> bool:
    """Whether somebody wrote it, and did not choose it."""
    return picked.startswith(OWN)


def spellings(place: Place) -> tuple[str, ...]:
    """A word in all languages."""
    return tuple(place.label.values()) if isinstance(place.label, dict) else (place.label,)


def _place(picked: str) -> str:
    return OWN if is_own(picked) else picked
