"""A validated workshop: modules of activities, and the run of show that follows from them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import CoreSchema

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.activities.contract.say import Say, Sentence, said
from server.activities.contract.text import Key, Language, Text, Words
from server.phases import Step


class Again(BaseModel):
    """The next round of an earlier activity; it is no new activity."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    again: Key
    title: Text | None = None
    minutes: float = Field(default=5, gt=0, le=120)
    say: Say = Field(default_factory=dict)
    listen_for: tuple[Text, ...] = Field(default=(), max_length=6)


def _sort_of_entry(raw: Any) -> str:
    return "again" if isinstance(raw, Again) or (isinstance(raw, dict) and "again" in raw) else "activity"


class _ByKind:
    """Validates and writes out an entry as its own kind; by `Activity` alone a kind's fields would be lost."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        activity: Any = Annotated[reduce(or_, KINDS), Field(discriminator="kind")]
        either: Any = Annotated[activity, Tag("activity")] | Annotated[Again, Tag("again")]
        return handler.generate_schema(Annotated[either, Discriminator(_sort_of_entry)])


Entry = Annotated[Activity | Again, _ByKind]


class Module(BaseModel):
    """A part of a workshop that can stand alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    module: Key
    title: Text
    activities: tuple[Entry, ...] = Field(min_length=1, max_length=60)


class Source(BaseModel):
    """Where an idea comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, StringConstraints(pattern=r"^S[0-9]$")]
    author: Words
    title: Words


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the run of show: an activity, or a later round of one."""

    activity: Activity
    steps: tuple[Step, ...]
    title: Text
    minutes: float
    say: Mapping[str, tuple[Sentence, ...]]
    listen_for: tuple[Text, ...]

    def said(self, stop: int) -> Sequence[Sentence]:
        """What its facilitator says at one of its stops."""
        return said(self.say, self.steps, stop)


class Workshop(BaseModel):
    """What an author wrote, whole and valid. Opening a room copies it into the room as JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workshop: Key
    title: Text
    about: Text | None = None
    minutes: float = Field(gt=0, le=480)
    languages: tuple[Language, ...] = Field(default=("en",), min_length=1, max_length=20)
    sources: tuple[Source, ...] = ()
    modules: tuple[Module, ...] = Field(min_length=1, max_length=30)
    foul: tuple[Words, ...] = Field(default=(), max_length=2_100, exclude_if=lambda foul: not foul)
    """Words that hold a text back until the host has read it: the workshop's own, and in a room those of the house."""
    without: tuple[Key, ...] = Field(default=(), max_length=60)
    """Activities of the modules that this workshop leaves out, with their later rounds."""

    @model_validator(mode="after")
    def _keys_lead_somewhere(self) -> Self:
        for _place, sentence in misleading_keys(self.modules):
            raise ValueError(sentence)
        return self

    @property
    def activities(self) -> int:
        """How many activities it has; a later round of one is no new activity."""
        return len({item.activity.key for item in self.run_of_show()})

    def credits(self) -> tuple[str, ...]:
        """The sources as people read them, one a line of Markdown."""
        return tuple(f"{_literally(source.author)}: *{_literally(source.title)}*" for source in self.sources)

    def places(self) -> Iterator[tuple[int, int]]:
        """Module and entry of each item of the run of show."""
        for i, module in enumerate(self.modules):
            for j, entry in enumerate(module.activities):
                if (entry.again if isinstance(entry, Again) else entry.key) not in self.without:
                    yield i, j

    def run_of_show(self) -> tuple[Item, ...]:
        """The activities in order, each with the stops that Next walks through."""
        credits = self.credits()
        activities: dict[str, Activity] = {}
        rounds: dict[str, int] = {}
        items: list[Item] = []
        for entry in (self.modules[i].activities[j] for i, j in self.places()):
            if isinstance(entry, Again):
                activity, round = activities[entry.again], rounds[entry.again] + 1
                steps, title = activity.again(round), entry.title or activity.title
            else:
                activity, steps, title = entry.credited(credits).guarded(self.foul), entry.course(), entry.title
                activities[activity.key] = activity
                round = max(step.round for step in steps)
            rounds[activity.key] = round
            items.append(
                Item(
                    activity,
                    steps,
                    title,
                    entry.minutes,
                    entry.say or activity.say,
                    entry.listen_for or activity.listen_for,
                )
            )
        return tuple(items)


def _literally(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)


def misleading_keys(modules: Sequence[Module]) -> Iterator[tuple[tuple[int, int], str]]:
    """What is wrong with the keys across modules, by module and entry."""
    seen: set[str] = set()
    views: set[str] = set()
    for i, module in enumerate(modules):
        for j, entry in enumerate(module.activities):
            if isinstance(entry, Again) and entry.again in views:
                yield (i, j), f"'again: {entry.again}' asks for a third round of what has two views; take it out"
            elif isinstance(entry, Again) and entry.again not in seen:
                yield (i, j), f"'again: {entry.again}' names no earlier activity; write the key of one above it"
            elif isinstance(entry, Activity) and entry.key in seen:
                yield (
                    (i, j),
                    f"'{entry.key}' is the key of an earlier activity; give this one another, such as '{entry.key}-2'",
                )
            elif isinstance(entry, Activity):
                seen.add(entry.key)
                views |= {entry.key} if entry.has_views else set()
