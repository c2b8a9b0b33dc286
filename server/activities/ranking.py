"""Ranking: two to eight items put in order, in one round, in two with talk between, or in two views."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE, VIEWS
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Prompt, Result
from server.activities.contract.text import LETTERS, Key, Language, ShortText, Text, must_differ
from server.activities.measures.order import Order
from server.activities.measures.orders_apart import grouped
from server.activities.measures.ranks import ranked
from server.activities.measures.reordered import reordered
from server.activities.measures.talked import Talked
from server.activities.measures.twice import PROMPTS
from server.activities.measures.viewed import viewed
from server.charts.glyphs import Box
from server.phases import Step

Story = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=52)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
SOME = Field(min_length=1)
View = Name | Annotated[dict[Language, Name], SOME]


class Thing(BaseModel):
    """One item to put in its place. Its letter, colour and mark follow from its position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Label | Annotated[dict[Language, Label], SOME]
    short: ShortText | None = None


class Ranking(Talked, Activity):
    """Items under one question, the first one on top."""

    icon: ClassVar[str] = "arrow-up"
    answer_box: ClassVar[Box] = Box(134, 17, 44)
    field_bytes: ClassVar[int] = 215
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"place of {letter}": f"of item {letter}; each column is shuffled by itself" for letter in LETTERS
    }

    kind: Literal["ranking"]
    story: Story | Annotated[dict[Language, Story], SOME] | None = None
    question: Asked | Annotated[dict[Language, Asked], SOME]
    items: tuple[Thing, ...] = Field(min_length=2, max_length=len(LETTERS))
    rounds: Literal[1, 2] = 1
    views: tuple[View, View] | None = None

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("items", [each.key for each in self.items])
        return self

    @model_validator(mode="after")
    def _views_are_no_second_vote(self) -> Self:
        if self.views and self.rounds > 1:
            raise ValueError("'views' are two rounds already; leave 'rounds' out")
        return self

    @property
    def asks(self) -> Text:
        """The question above the items."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, story, question and items."""
        return (self.title, self.story, self.question, *(each.text for each in self.items))

    def course(self) -> tuple[Step, ...]:
        """Read, order, reveal, talk; with two rounds also order again and the shift, with two views both before."""
        return VIEWS if self.views else TWICE if self.rounds == 2 else ONCE

    def view(self, round: int) -> Text | None:
        """As the author called it."""
        return self.views[round - 1] if self.views else None

    @cached_property
    def _order(self) -> Order:
        lettered = zip(LETTERS, self.items, strict=False)
        return Order([Place(each.key, each.text, letter, each.short) for letter, each in lettered])

    def poses(self, token: str = "") -> Order:
        """What comes first, second and so on."""
        return self._order

    def pool(self, pool: Pool) -> Result:
        """Who stands where: in one round, or in two rounds or views."""
        places = self._order.places
        if pool.before is None:
            return ranked(places, pool.values)
        return viewed(places, pool, self.views) if self.views else reordered(places, pool)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """Both groups' orders side by side."""
        return grouped(whole, groups) or super().split(whole, groups, others)
