"""Free texts: they identify by themselves, so each leaves by release only, and kinds get those that are out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.question import Question

SIGNS_OF_A_MARK = 16
IN_A_LARGE_ROOM = 50  # people, or answers; in a larger one every text waits to be read


def is_mark(value: JsonValue) -> bool:
    """Whether this may be the name of a text."""
    return isinstance(value, str) and len(value) == SIGNS_OF_A_MARK and set(value) <= set("0123456789abcdef")


class Written(Question):
    """A question whose answers hold texts in people's own words, alone or among other things."""

    @abstractmethod
    def texts(self, value: JsonValue) -> Sequence[str]:
        """The texts of an accepted answer."""

    @abstractmethod
    def wording(self, text: str) -> str:
        """What two texts share that say the same in the same words."""

    def waits(self, text: str) -> bool:
        """Whether a text is never shown before somebody has read it, in whatever room."""
        return False


class Mixed(Written):
    """One whose answers hold such texts among things that can be counted. Nobody writes the same wording twice."""

    @abstractmethod
    def told(self, value: JsonValue, known: Mapping[str, str]) -> JsonValue:
        """An accepted answer as others may know it: each of its texts as it is `known`; of any other, that there is
        one, and not a sign of it."""

    def reworded(self, value: JsonValue, texts: Sequence[str]) -> JsonValue:
        """An answer in other words."""
        return self.told(value, dict(zip(self.texts(value), texts, strict=True)))


class Texts(Written):
    """One whose answers are nothing else."""

    def reworded(self, value: JsonValue, texts: Sequence[str]) -> JsonValue:
        """An answer in other words, and other in all that nobody else is told of it."""
        return self.accept(list(texts))

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """Nothing of a single answer: its texts leave with the result (`Result.listed`), once they are out."""
        return {"text": ""}


@dataclass(frozen=True, slots=True)
class Release:
    """Which texts of a round are out. `first`: none is before it was let out. `out` are editions, exactly as they were
    read; `hidden` are marks, so that a hidden text does not come back with another full stop. `touched` are the marks
    of all that were let out or hidden by hand, the last one last: those that are not out may have been seen. What so
    many as `several` wrote in the same words needs no hand; 0: everything does."""

    secret: str = ""
    first: bool = True
    out: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    touched: Collection[str] = ()
    several: int = 0

    def mark(self, wording: str) -> str:
        """The name of a wording, on walls and in events: nobody can guess it, and no person and no time is in it."""
        return self._keyed("mark", wording)

    def edition(self, text: str) -> str:
        """The name of a text as it stands: an edited one has another, and is let out anew."""
        return self._keyed("edition", text)

    def lets(self, question: Written, text: str, mark: str, people: int = 1) -> bool:
        """Whether a text may be seen by everybody; `mark` is that of its wording, and so many wrote that."""
        if mark in self.hidden:
            return False
        if self.out and self.edition(text) in self.out:
            return True
        return (not self.first or 0 < self.several <= people) and not question.waits(text)

    def _keyed(self, what: str, words: str) -> str:
        key = self.secret.encode()[:64]
        return blake2b(words.encode(), key=key, person=what.encode(), digest_size=SIGNS_OF_A_MARK // 2).hexdigest()


class Voice(NamedTuple):
    """A wording that was heard: its mark, how often each text of it, and how many people say so; None where too few
    people are there for numbers."""

    mark: str
    texts: Mapping[str, int]
    people: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What people said without being asked for an answer. `question` tells which texts wait; `people` said something;
    `stands` is what became of the wordings, by mark: no word of anybody's is in it."""

    question: Texts
    voices: Sequence[Voice]
    people: int
    stands: object
