"""A question: what one opening asks, and what may be said about each of its parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import ClassVar, NamedTuple, Self

from pydantic import JsonValue

from server.activities.contract.text import Text
from server.refusals import Refused


class Place(NamedTuple):
    """One place that something said about a part can stand at. It has a letter only where it has a colour; where it is
    one of a side's, that of the `side` gives the colour. `by` is who says what its label says."""

    key: str
    label: Text
    letter: str = ""
    short: Text | None = None
    side: str = ""
    by: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing within a question: a statement, an item; one part with key "" where the answer is whole.

    `places` are all that can be said about it, none where that is not a list; `ordered`: from low to high. In a finding
    `short` is its name, and `verb` what people do of whom it is true. It has a letter only where it has a colour.
    """

    key: str = ""
    label: Text = ""
    places: tuple[Place, ...] = ()
    ordered: bool = False
    short: Text | None = None
    verb: Text | None = None
    letter: str = ""


class Lean(NamedTuple):
    """How a made-up room answers: `favour` is a number below 1 that picks what most choose; `spread` 0 (all alike) to 1
    (anything goes). People write in `language`."""

    favour: float = 0.3
    spread: float = 0.6
    language: str = "en"


class Shown(NamedTuple):
    """A text that is out: the name of its wording, the words, and how many wrote so; `votes`: how many marked it, where
    the room was asked to."""

    mark: str
    words: str
    texts: int
    votes: int | None = None


class Question(ABC):
    """Shape of an answer. Pure: the same raw value is always accepted, or refused, in the same way."""

    parts: tuple[Part, ...]
    groups: ClassVar[bool] = False
    """Whether each answer is one place of its one part, so that a room can be split by it."""
    own: ClassVar[bool] = False
    """Whether an answer is for the one who gave it alone: of each, everybody else learns only that there is one."""
    dated: ClassVar[bool] = False
    """Whether what it takes depends on the day on which it is asked."""

    @property
    def is_fingerprint(self) -> bool:
        """Whether a whole answer says so much that it would be known again in another round or table."""
        return len(self.parts) > 1

    @abstractmethod
    def accept(self, raw: JsonValue) -> JsonValue:
        """The canonical form of an answer, stable under a second `accept`; raises `Refused` ("wrong-value")."""

    @abstractmethod
    def said(self, value: JsonValue, part: Part) -> str | None:
        """The key of the place where an accepted answer puts this part; None if it says nothing of it."""

    def column(self, values: Iterable[JsonValue], part: Part) -> list[str | None]:
        """The same of many answers; a crowd's picture is made of these, so say it fast where that is easy."""
        return [self.said(value, part) for value in values]

    def without(self, value: JsonValue, parts: Collection[str]) -> JsonValue:
        """The same answer with nothing said about these parts; None if nothing is left."""
        return None if any(part.key in parts for part in self.parts) else value

    def settled(self, values: Sequence[JsonValue], minimum: int) -> Question:
        """The question as what was said in a round settles it, where its places depend on that: the same for every
        order of values, and nothing in it tells of fewer people than the minimum."""
        return self

    @property
    def days(self) -> Sequence[date]:
        """Those that may be chosen, where an answer has one."""
        return ()

    def opened(self, at: datetime) -> Self:
        """The same as it is asked in a round that was opened at this moment."""
        return self

    def about(self, texts: Sequence[Shown]) -> Question:
        """The same where it is about texts that the room has written: of these."""
        return self

    @abstractmethod
    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """A plausible made-up answer; `before` is the same person's answer of the round before."""

    @abstractmethod
    def export(self, value: JsonValue) -> Mapping[str, str]:
        """One answer as named columns; the names do not depend on the answer."""

    @abstractmethod
    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The question as phones that are not ours need it to answer: `shape`, one of those in `docs/protocol.md`, says
        what a value looks like, and its fields what there is."""


class Nothing(Question):
    """What a slide asks."""

    parts = ()

    def accept(self, raw: JsonValue) -> JsonValue:
        """Nothing is."""
        raise Refused("wrong-value", "There is nothing to answer here.")

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Nothing was."""
        return None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Nobody answers."""
        return None

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """No columns."""
        return {}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """Nothing to describe."""
        return {}
