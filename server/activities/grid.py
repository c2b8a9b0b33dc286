"""Grid: one or two things, each placed on a field of two lines, in one round or two with talk between."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.result import Group, Prompt, Result
from server.activities.contract.text import Key, Language, Short, Text, noun
from server.activities.measures.clouds import PROMPTS, clouded
from server.activities.measures.clouds_apart import CloudsApart, longest
from server.activities.measures.spots import Axis, Spots
from server.activities.measures.talked import Talked
from server.charts.glyphs import Box
from server.phases import Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70)]
SOME = Field(min_length=1)
MOST = 2


class Line(BaseModel):
    """One of the two lines, by the words at its ends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: Word | Annotated[dict[Language, Word], SOME]
    high: Word | Annotated[dict[Language, Word], SOME]


class Placement(BaseModel):
    """Something that people place. Its colour and mark follow from its position; `short` stands at its middle."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Word | Annotated[dict[Language, Word], SOME]
    short: Short | None = None


class Found(BaseModel):
    """The author's headlines for two placements, with "{steps}" where the distance belongs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ahead: Told | Annotated[dict[Language, Told], SOME]
    behind: Told | Annotated[dict[Language, Told], SOME]
    same: Told | Annotated[dict[Language, Told], SOME]

    @model_validator(mode="after")
    def _tell_how_far(self) -> Self:
        for text in (self.ahead, self.behind):
            if any("{steps}" not in words for words in (text.values() if isinstance(text, dict) else [text])):
                raise ValueError("'ahead' and 'behind' say how far with {steps}, which becomes '3 steps'")
        return self


class Grid(Talked, Activity):
    """Where do you stand, and where does another? Both are pooled apart: nothing tells which two places are one
    person's."""

    icon: ClassVar[str] = "crosshair"
    answer_box: ClassVar[Box] = Box(110, 18, 238)
    field_bytes: ClassVar[int] = 560
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"place {at}": f"of placement {at}: steps across and up from the middle, from -5 to 5; of two placements each"
        " column is shuffled by itself"
        for at in range(1, MOST + 1)
    }

    kind: Literal["grid"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    hint: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    across: Line
    up: Line
    placements: tuple[Placement, ...] = Field(min_length=1, max_length=MOST)
    found: Found | None = None
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        keys = [each.key for each in self.placements]
        if len(set(keys)) < len(keys):
            raise ValueError(f"two placements have the key '{keys[0]}'; give each its own")
        if self.found and len(keys) < MOST:
            raise ValueError("'found' compares two placements, and there is one")
        return self

    @property
    def asks(self) -> Text:
        """The question above the field."""
        return self.question

    @property
    def manner(self) -> str:
        """One placement has words of its own."""
        return "alone" if len(self.placements) == 1 else ""

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, hint, what is placed, and the words at the ends."""
        ends = (self.across.low, self.across.high, self.up.low, self.up.high)
        return (self.title, self.question, self.hint, *(each.text for each in self.placements), *ends)

    def course(self) -> tuple[Step, ...]:
        """Read, place, reveal, talk; with two rounds also place again, and how far the middles went."""
        return TWICE if self.rounds == 2 else ONCE

    @cached_property
    def _spots(self) -> Spots:
        things = [(each.key, each.text, noun(each.short)) for each in self.placements]
        return Spots(things, Axis(self.across.low, self.across.high), Axis(self.up.low, self.up.high))

    def poses(self, token: str = "") -> Spots:
        """Where each placement stands."""
        return self._spots

    def pool(self, pool: Pool) -> Result:
        """A cloud a placement; where two rounds are compared, how far the middles went."""
        found = {way: getattr(self.found, way) for way in Found.model_fields} if self.found else {}
        return clouded(self._spots, pool.values, pool.minimum, found, pool.before)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """A cloud a group."""
        return CloudsApart(whole, tuple(groups), others)

    def apart(self, one: Group, other: Group) -> Fraction:
        """By steps between their middles."""
        return Fraction(longest(one, other).steps)
