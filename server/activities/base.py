"""What every kind of activity must be able to do, and the plain words they share.

A kind is pure: it knows its content, its answers and how they pool; it never touches a room, a
database or a clock. `templates/activities/<kind>/` draws it.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from server.activities.say import Say
from server.activities.text import Language as Language
from server.activities.text import Short as Short
from server.activities.text import Text as Text
from server.activities.text import Words as Words
from server.activities.text import in_language as in_language
from server.activities.text import noun as noun
from server.phases import Phase, Step

LETTERS = "ABCDEFGH"

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,47}$")]

# With these a phone's frame has at most 8 kB: 4.5 kB of the longest one are ours, and some around every answer.
# Letters beyond English take two bytes or three, so these are not signs.
PHONE_BYTES, PLACE_BYTES = 3_450, 140


class Place(NamedTuple):
    """One place an answer can stand: what a dot of the picture, and a step of the shift, belongs to."""

    key: str
    letter: str
    label: Text
    short: Text | None = None


def _described(place: Place, language: str) -> dict[str, JsonValue]:
    letter: dict[str, JsonValue] = {"letter": place.letter} if place.letter else {}
    return {"key": place.key, **letter, "label": in_language(place.label, language)}


class Pattern(StrEnum):
    """What a pooled result looks like, whatever its kind."""

    TOO_FEW = "too_few"
    SPLIT = "split"
    ONE_SIDED = "one_sided"
    SCATTERED = "scattered"
    MOVED = "moved"
    OPEN = "open"


class CueTexts(BaseModel):
    """The author's own cue cards, by the pattern that calls them; `open` serves when none fits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: Text | None = None
    one_sided: Text | None = None
    scattered: Text | None = None
    moved: Text | None = None
    open: Text | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """People in one place of a pooled result."""

    place: Place
    people: int


class Tally:
    """Answers pooled: a fold over places, kept by difference. Its conserved total is `people`.

    A kind whose answers pool otherwise brings its own subclass; this one counts one place a person.
    """

    __slots__ = ("counts", "people")

    def __init__(self, places: Iterable[Place]) -> None:
        self.counts: dict[str, int] = {place.key: 0 for place in places}
        self.people = 0

    def add(self, value: JsonValue) -> None:
        """Count one person's accepted answer."""
        self.counts[str(value)] += 1
        self.people += 1

    def retract(self, value: JsonValue) -> None:
        """Take back one person's answer that was added before."""
        self.counts[str(value)] -= 1
        self.people -= 1

    def merge(self, other: Self) -> None:
        """Add a tally of other people of the same activity and round."""
        for key, people in other.counts.items():
            self.counts[key] += people
        self.people += other.people


class Activity(BaseModel):
    """One item of the run of show. Subclass it to make a kind; its `kind` is a one-word Literal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    takes_answers: ClassVar[bool] = True
    icon: ClassVar[str] = "circle-help"
    columns: ClassVar[dict[str, str]] = {}
    """What the names in `export` mean, for who opens the tables."""

    key: Key
    kind: str
    title: Text
    minutes: float = Field(gt=0, le=120)
    say: Say = Field(default_factory=dict)
    listen_for: tuple[Text, ...] = Field(default=(), max_length=6)
    sources: tuple[Annotated[str, StringConstraints(pattern=r"^S[0-9]$")], ...] = ()
    sensitive: bool = False

    @model_validator(mode="after")
    def _phones_can_hold_it(self) -> Self:
        languages = {"en"}.union(*(text for text in self.phone_texts() if isinstance(text, dict)))
        size = max(self._phone_bytes(language) for language in languages)
        if size > PHONE_BYTES:
            raise ValueError(
                f"what phones get of this takes {size:,} bytes, and on bad Wi-Fi they get {PHONE_BYTES:,} at most"
                f" (each answer its text twice and {PLACE_BYTES}); shorten the longest text"
            )
        return self

    def _phone_bytes(self, language: str) -> int:
        texts = sum(len(in_language(text, language).encode()) for text in self.phone_texts())
        data = len(json.dumps(self.describe(language), ensure_ascii=False).encode())
        return texts + data + sum(PLACE_BYTES + len(place.key) for place in self.places())

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Every text of the author's that one phone frame may hold at once; together they are limited."""
        return (self.title,)

    def credited(self, credits: Sequence[str]) -> Self:
        """The same with the workshop's sources on it, each a line of Markdown, where the author wants them shown."""
        return self

    @abstractmethod
    def course(self) -> tuple[Step, ...]:
        """The stops Next walks through, in order."""

    @abstractmethod
    def accept(self, raw: JsonValue) -> JsonValue:
        """The canonical form of an answer, stable under a second `accept`; raises `Refused`."""

    @abstractmethod
    def places(self) -> tuple[Place, ...]:
        """Where an answer can stand, in the author's order; empty for kinds without answers."""

    def describe(self, language: str) -> dict[str, JsonValue]:
        """The question as data, for phones that do not read our HTML: what a value can be."""
        return {"places": [_described(place, language) for place in self.places()]} if self.takes_answers else {}

    @abstractmethod
    def export(self, value: JsonValue) -> Mapping[str, str]:
        """One answer as named export columns."""

    @property
    def cue_texts(self) -> CueTexts:
        """The author's own cue cards."""
        return CueTexts()

    @property
    def talk_seconds(self) -> float:
        """How long the room talks about a result; 0 where there is nothing to talk about."""
        return 0

    def tally(self) -> Tally:
        """An empty tally of this activity."""
        return Tally(self.places())

    def again(self, round: int) -> tuple[Step, ...]:
        """The stops of a later round, opened by `again:` in the run of show."""
        return (
            Step(Phase.READ, round),
            Step(Phase.OPEN, round),
            Step(Phase.CLOSED, round),
            Step(Phase.SHIFT, round),
        )
