"""Triage: three to eight messages from two sides put in order, before the author's clock ends or without one."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Prompt, Result
from server.activities.contract.text import LETTERS, Key, Language, ShortText, Text, must_differ
from server.activities.measures.clock import seconds
from server.activities.measures.order import FIRST, Order
from server.activities.measures.orders_apart import grouped
from server.activities.measures.reordered import Reordered
from server.activities.measures.sided import PROMPTS, sided
from server.activities.measures.talked import Talked
from server.charts.glyphs import Box
from server.phases import Step

Story = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=36)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
Clock = Annotated[float, BeforeValidator(seconds), Field(ge=10, le=1_800)]
SOME = Field(min_length=1)
FEWEST = 3


class Side(BaseModel):
    """Where messages come from. Its colour and mark follow from its position; of the last the headline tells how many
    of its messages stand in front, and `short` says whose they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Name | Annotated[dict[Language, Name], SOME]
    short: ShortText | None = None


class Message(BaseModel):
    """What somebody wants, and who: from one of the sides."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    key: Key
    side: Key
    sender: Name | Annotated[dict[Language, Name], SOME] = Field(alias="from")
    text: Words | Annotated[dict[Language, Words], SOME]
    short: ShortText | None = None


class Triage(Talked, Activity):
    """What is answered first. The order as it stands counts as soon as somebody moved a message."""

    icon: ClassVar[str] = "timer"
    answer_box: ClassVar[Box] = Box(134, 17, 47)
    field_bytes: ClassVar[int] = 254
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"place of {letter}": f"of message {letter}; each column is shuffled by itself" for letter in LETTERS
    }

    kind: Literal["triage"]
    clock: Clock | None = None
    story: Story | Annotated[dict[Language, Story], SOME] | None = None
    question: Asked | Annotated[dict[Language, Asked], SOME]
    sides: tuple[Side, Side]
    messages: tuple[Message, ...] = Field(min_length=FEWEST, max_length=len(LETTERS))
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("sides", [each.key for each in self.sides])
        must_differ("messages", [each.key for each in self.messages])
        return self

    @model_validator(mode="after")
    def _both_sides_write(self) -> Self:
        keys, given = [side.key for side in self.sides], {each.side for each in self.messages}
        for key in given.difference(keys):
            raise ValueError(f"'{key}' is no key of 'sides'; write {' or '.join(keys)}")
        for key in keys:
            if key not in given:
                raise ValueError(f"no message is from the side '{key}'")
        return self

    @property
    def asks(self) -> Text:
        """The question above the messages."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, story, question, and messages with their senders."""
        words = (text for each in self.messages for text in (each.text, each.sender))
        return (self.title, self.story, self.question, *words)

    def course(self) -> tuple[Step, ...]:
        """Read, order, reveal, talk; with two rounds also order again and what changed."""
        return TWICE if self.rounds == 2 else ONCE

    @cached_property
    def _sides(self) -> tuple[Place, Place]:
        first, last = self.sides
        return Place(first.key, first.text, "A", first.short), Place(last.key, last.text, "B", last.short)

    @cached_property
    def _order(self) -> Order:
        side = {place.key: place.letter for place in self._sides}
        lettered = zip(LETTERS, self.messages, strict=False)
        return Order([Place(m.key, m.text, at, m.short, side.get(m.side, ""), m.sender) for at, m in lettered])

    def poses(self, token: str = "") -> Order:
        """What comes first, second and so on."""
        return self._order

    @property
    def mixed(self) -> Sequence[Place]:
        """The messages as the big screen lists them while they are put in order: in no order that leads anybody."""
        return sorted(self._order.places, key=lambda place: blake2b(place.key.encode(), digest_size=8).digest())

    def pool(self, pool: Pool) -> Result:
        """Who stands where, and whose messages these are; or who put another one first."""
        places, sides = self._order.places, self._sides
        now = sided(places, sides, pool.values)
        if pool.before is None:
            return now
        return Reordered(sided(places, sides, pool.before), now, pool.moves[FIRST.key])

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """Both groups' orders side by side."""
        return grouped(whole, groups) or super().split(whole, groups, others)

    @property
    def answer_seconds(self) -> float:
        """The author's clock."""
        return self.clock or 0
