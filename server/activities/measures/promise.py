"""A promise: what somebody will do, in their own words, and from which day on. The words are texts like any other; the
day is for nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import UTC, date, datetime
from random import Random
from typing import Self

from pydantic import JsonValue

from server.activities.contract.question import Lean, Part
from server.activities.contract.text import Text
from server.activities.contract.texts import Texts
from server.activities.measures.folding import same
from server.activities.measures.plausible import PROMISES
from server.activities.measures.words import Words
from server.activities.measures.workdays import AHEAD, Window, ahead_of, is_workday
from server.refusals import Refused

SOME_DAY = datetime(2031, 6, 1, 12, tzinfo=UTC)  # of a question that stands in no round: an example


class Promise(Texts):
    """A text of so many `signs`, and one of the working days that lie ahead when the round is opened."""

    dated = True
    parts = (Part(),)

    def __init__(self, signs: int, begins: Text | None = None, foul: tuple[str, ...] = ()) -> None:
        self._window: Window | None = None
        begun = begins.values() if isinstance(begins, dict) else [begins or ""]
        self._empty = {same(words) for words in begun}
        self._words, self._signs = Words(1, signs, begins, PROMISES, foul), signs

    def opened(self, at: datetime) -> Self:
        """The same with the days that may be chosen from that moment on."""
        asked = copy(self)
        asked._window = ahead_of(at)
        return asked

    @property
    def days(self) -> Sequence[date]:
        """Those that may be chosen, somewhere in the world."""
        return (self._window or ahead_of(SOME_DAY)).days()

    def accept(self, raw: JsonValue) -> JsonValue:
        """The text, cleaned, and the day."""
        if not isinstance(raw, dict) or raw.keys() != {"text", "date"} or not isinstance(raw["text"], str):
            raise Refused("wrong-value", "A promise has a text and a day.")
        (text,) = self._words.texts(self._words.accept(raw["text"]))
        if self.wording(text) in self._empty:
            raise Refused("wrong-value", "Nothing is promised yet.")
        return {"text": text, "date": self._day(raw["date"])}

    def _day(self, raw: JsonValue) -> str:
        try:
            day = date.fromisoformat(raw) if isinstance(raw, str) else None
        except ValueError:
            day = None
        if day is None or str(day) != raw:
            raise Refused("wrong-value", "That is no day.")
        if not is_workday(day) or not (self._window is None or self._window.holds(day)):
            raise Refused("wrong-value", f"That day cannot be chosen: choose a working day of the next {AHEAD} days.")
        return str(day)

    def texts(self, value: JsonValue) -> Sequence[str]:
        """What is promised."""
        return [str(value["text"])] if isinstance(value, dict) else []

    def reworded(self, value: JsonValue, texts: Sequence[str]) -> JsonValue:
        """Another promise for another day."""
        days = [str(day) for day in self.days if not isinstance(value, dict) or str(day) != value["date"]]
        return self.accept({"text": texts[0], "date": days[0]})

    def wording(self, text: str) -> str:
        """As of any text."""
        return self._words.wording(text)

    def waits(self, text: str) -> bool:
        """Whether there is a foul word in it."""
        return self._words.waits(text)

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Something; what, is for nobody to count."""
        return "text" if self.texts(value) else None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """A plausible promise for one of the days; whoever promised before mostly stays with the words."""
        words = self._words.guess(dice, lean, [*self.texts(before)] if before is not None else None)
        return {"text": self._words.texts(words)[0], "date": str(dice.choice(self.days))}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """How long the text may be, and the days."""
        return {"shape": "promise", "signs": self._signs, "days": [str(day) for day in self.days]}
