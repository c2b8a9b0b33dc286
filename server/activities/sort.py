"""Sort: up to eight things, each put into one of two to four bins, in one round or two with talk between."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Prompt, Result
from server.activities.contract.text import LETTERS, Key, Language, Short, Text, must_differ, noun
from server.activities.measures.agreement import agreed
from server.activities.measures.divided import Divided
from server.activities.measures.nominals import Nominals
from server.activities.measures.resorted import PROMPTS, resorted
from server.activities.measures.talked import Talked
from server.charts.glyphs import Box
from server.phases import Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=52)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]
SOME = Field(min_length=1)
MOST = 8


class Bin(BaseModel):
    """Where things are put. Its letter, colour and mark follow from its position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Word | Annotated[dict[Language, Word], SOME]


class Thing(BaseModel):
    """Something that people put into one of the bins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Label | Annotated[dict[Language, Label], SOME]
    short: Short | None = None


class Sort(Talked, Activity):
    """What belongs where: a row for each thing, with the people who put it into each bin. Any may be skipped."""

    icon: ClassVar[str] = "columns-2"
    answer_box: ClassVar[Box] = Box(248, 18, 148)
    field_bytes: ClassVar[int] = 70
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"sorted {at}": f"the letter of the bin of item {at}; empty if skipped; each column is shuffled by itself"
        for at in range(1, MOST + 1)
    }

    kind: Literal["sort"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    bins: tuple[Bin, ...] = Field(min_length=2, max_length=4)
    items: tuple[Thing, ...] = Field(min_length=1, max_length=MOST)
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("bins", [each.key for each in self.bins])
        must_differ("items", [each.key for each in self.items])
        return self

    @property
    def asks(self) -> Text:
        """The question above the things."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, things, and the words for the bins at each of them."""
        words = tuple(each.text for each in self.bins) * len(self.items)
        return (self.title, self.question, *(each.text for each in self.items), *words)

    def course(self) -> tuple[Step, ...]:
        """Read, sort, reveal, talk; with two rounds also sort again and what stands elsewhere now."""
        return TWICE if self.rounds == 2 else ONCE

    @cached_property
    def _nominals(self) -> Nominals:
        lettered = zip(LETTERS, self.bins, strict=False)
        bins = [Place(each.key, each.text, letter) for letter, each in lettered]
        return Nominals([(each.key, each.text, noun(each.short)) for each in self.items], bins)

    def poses(self, token: str = "") -> Nominals:
        """Into which bin each thing belongs."""
        return self._nominals

    def pool(self, pool: Pool) -> Result:
        """People by bin, sorted by agreement where no second vote is to be compared; or who put things elsewhere."""
        if pool.before is not None:
            return resorted(self._nominals, pool)
        return agreed(self._nominals, pool.values, pool.people, sorts=self.rounds == 1)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """A strip a group, thing by thing."""
        return Divided(whole, tuple(groups), others)
