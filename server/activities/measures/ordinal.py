"""Ordinal: for each of several statements one of five levels, from low to high; any of them may be skipped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import methodcaller
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.contract.text import Text, in_language
from server.refusals import Refused

LOWEST, HIGHEST = 1, 5
STAYS, RISES, SKIPS = 0.65, 0.75, 0.04  # of made-up people
_PLACES: Mapping[int | None, str | None] = {None: None, **{level: str(level) for level in range(LOWEST, HIGHEST + 1)}}
GOLDEN = 0.618  # spreads the favourites of several statements


def places(low: Text, high: Text) -> tuple[Place, ...]:
    """The levels; the ends have words."""
    words = {LOWEST: low, HIGHEST: high}
    return tuple(Place(str(level), words.get(level, str(level))) for level in range(LOWEST, HIGHEST + 1))


class Ordinal(Question):
    """A level for each part, by the part's key; what is not there was skipped."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        self._keys = frozenset(part.key for part in parts)

    def accept(self, raw: JsonValue) -> JsonValue:
        """Whole numbers of parts there are, in their order, at least one."""
        if not isinstance(raw, dict) or not raw.keys() <= self._keys:
            raise Refused("wrong-value", "That is not about these statements.")
        levels: dict[str, JsonValue] = {
            part.key: _level(raw[part.key]) for part in self.parts if raw.get(part.key) is not None
        }
        if not levels:
            raise Refused("wrong-value", "Nothing is rated yet.")
        return levels

    def said(self, value: JsonValue, part: Part) -> str | None:
        """The level, as the key of its place."""
        level = value.get(part.key) if isinstance(value, dict) else None
        return None if level is None else str(level)

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The levels of one statement."""
        return list(map(_PLACES.__getitem__, map(methodcaller("get", part.key), values)))

    def without(self, value: JsonValue, parts: Collection[str]) -> JsonValue:
        """The levels of the other parts."""
        left = {key: level for key, level in value.items() if key not in parts} if isinstance(value, dict) else {}
        return left or None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Levels around each statement's own favourite, now and then none; who rated before stays or goes one step,
        mostly up."""
        levels: dict[str, JsonValue] = {}
        for at, part in enumerate(self.parts):
            earlier = self.said(before, part)
            level = _moved(dice, int(earlier)) if earlier else _near(dice, (lean.favour + at * GOLDEN) % 1, lean.spread)
            if dice.random() >= SKIPS or (not levels and part is self.parts[-1]):
                levels[part.key] = level
        return levels

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column a statement, by its number."""
        return {f"rating {at}": self.said(value, part) or "" for at, part in enumerate(self.parts, 1)}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The statements, and what the ends of their levels are called."""
        ends = self.parts[0].places
        return {
            "shape": "levels",
            "statements": [{"key": part.key, "label": in_language(part.label, language)} for part in self.parts],
            "levels": [LOWEST, HIGHEST],
            "ends": [in_language(end.label, language) for end in (ends[0], ends[-1])],
        }


def _level(raw: JsonValue) -> int:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw in range(LOWEST, HIGHEST + 1):
        return int(raw)
    raise Refused("wrong-value", "A level is a whole number from 1 to 5.")


def _near(dice: Random, favour: float, spread: float) -> int:
    levels = range(LOWEST, HIGHEST + 1)
    favourite = LOWEST + int(favour * len(levels))
    return dice.choices(levels, [max(spread, 0.02) ** abs(level - favourite) for level in levels])[0]


def _moved(dice: Random, level: int) -> int:
    if dice.random() < STAYS:
        return level
    return max(LOWEST, min(HIGHEST, level + (1 if dice.random() < RISES else -1)))
