"""Sliders: two lines from 0 to 10 that everybody sets, and what one has to do with the other."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Part
from server.activities.contract.result import Prompt, Result
from server.activities.contract.text import Key, Language, Short, Text, must_differ, noun
from server.activities.measures.pairs import Pairs
from server.activities.measures.related import related
from server.activities.measures.talked import Talked
from server.activities.measures.together import PROMPTS
from server.charts.glyphs import Box
from server.phases import Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]
Side = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70)]
SOME = Field(min_length=1)
SLOTS = {"when": ("{high}", "{low}"), "both": ("{both}", "{neither}"), "least": ("{both}",), "more": ("{n}",)}


class Line(BaseModel):
    """One of the two. Phones ask `text`; on the big screen and in findings it is called `short`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Sentence | Annotated[dict[Language, Sentence], SOME]
    short: Short


class Found(BaseModel):
    """The author's headlines, with numbers in place of the names in braces."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: Told | Annotated[dict[Language, Told], SOME]
    both: Told | Annotated[dict[Language, Told], SOME]
    least: Told | Annotated[dict[Language, Told], SOME]
    more: Told | Annotated[dict[Language, Told], SOME]

    @model_validator(mode="after")
    def _tell_how_many(self) -> Self:
        for name, slots in SLOTS.items():
            text = getattr(self, name)
            for words in text.values() if isinstance(text, dict) else [text]:
                missing = [slot for slot in slots if slot not in words]
                if missing:
                    raise ValueError(f"'{name}' says how many with {' and '.join(missing)}")
        return self


class Sliders(Talked, Activity):
    """How is it for you, and how are you to others? Who stands where is told in groups, and no pair is ever."""

    icon: ClassVar[str] = "columns-2"
    answer_box: ClassVar[Box] = Box(252, 17, 107)
    field_bytes: ClassVar[int] = 520
    splits: ClassVar[bool] = False
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        "cell": "the steps on the first line and on the second between which the answer lies, as the room saw it;"
        " people in cells of too few are not shown"
    }

    kind: Literal["sliders"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    low: Word | Annotated[dict[Language, Word], SOME]
    high: Word | Annotated[dict[Language, Word], SOME]
    lines: tuple[Line, Line]
    more: Side | Annotated[dict[Language, Side], SOME] | None = None
    less: Side | Annotated[dict[Language, Side], SOME] | None = None
    found: Found | None = None

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("lines", [each.key for each in self.lines])
        return self

    @property
    def asks(self) -> Text:
        """The question above the lines."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, lines, and the words for the ends at each of them."""
        ends = (self.low, self.high) * len(self.lines)
        return (self.title, self.question, *(each.text for each in self.lines), *ends)

    def course(self) -> tuple[Step, ...]:
        """Read, set, reveal, talk."""
        return ONCE

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs([Part(each.key, each.text, short=noun(each.short)) for each in self.lines], self.low, self.high)

    def poses(self, token: str = "") -> Pairs:
        """Where both lines are set."""
        return self._pairs

    def pool(self, pool: Pool) -> Result:
        """People by cell, as fine as may be told; else both middles."""
        found = {name: getattr(self.found, name) for name in SLOTS} if self.found else {}
        return related(self._pairs, pool, found, (self.more, self.less))
