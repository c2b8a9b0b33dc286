"""Points: a hundred of them, shared out over two to six things, in one round or two with talk between."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Phrase, Prompt, Result, _
from server.activities.contract.text import LETTERS, Key, Language, Short, Text, must_differ, noun
from server.activities.measures.averages import PROMPTS, averaged
from server.activities.measures.between import Between
from server.activities.measures.shares import ALL, Shares
from server.activities.measures.talked import Talked
from server.charts.glyphs import Box
from server.phases import Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
SOME = Field(min_length=1)
MOST = 6


class Thing(BaseModel):
    """Something that points can go to. Its letter, colour and mark follow from its position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Label | Annotated[dict[Language, Label], SOME]
    short: Short | None = None


class Points(Talked, Activity):
    """What weighs how much: everybody has the same hundred points to give."""

    icon: ClassVar[str] = "coins"
    answer_box: ClassVar[Box] = Box(204, 18, 89)
    field_bytes: ClassVar[int] = 260
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"points {letter}": "given to the thing with this letter, of 100; each column is shuffled by itself"
        for letter in LETTERS[:MOST]
    }

    kind: Literal["points"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    options: tuple[Thing, ...] = Field(min_length=2, max_length=MOST)
    step: Literal[5, 10] = 10
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("options", [each.key for each in self.options])
        return self

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    @property
    def beside(self) -> Phrase:
        """How much everybody had to give."""
        return Phrase(_("%(n)s points each"), slots={"n": ALL})

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, and what points can go to."""
        return (self.title, self.question, *(each.text for each in self.options))

    def course(self) -> tuple[Step, ...]:
        """Read, share, reveal, talk; with two rounds also share again, and how the averages differ."""
        return TWICE if self.rounds == 2 else ONCE

    @cached_property
    def _shares(self) -> Shares:
        lettered = zip(LETTERS, self.options, strict=False)
        return Shares([Place(each.key, each.text, letter, noun(each.short)) for letter, each in lettered], self.step)

    def poses(self, token: str = "") -> Shares:
        """How much of a hundred each thing gets."""
        return self._shares

    def pool(self, pool: Pool) -> Result:
        """Average points, beside those of the round before where both are compared."""
        return averaged(self._shares, pool.values, pool.minimum, pool.before)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """The averages of the groups beside each other."""
        return Between(whole, tuple(groups), others)
