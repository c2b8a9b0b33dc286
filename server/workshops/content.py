"""A validated workshop: modules of activities, and the run of show that follows from them."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.text import Key, Language, Text, Words
from server.workshops.entries import Again as Again
from server.workshops.entries import Entry, about
from server.workshops.entries import Show as Show
from server.workshops.items import Item as Item
from server.workshops.items import run_of_show
from server.workshops.keys import Misled

MOST_FOUL = 2_100


class Source(BaseModel):
    """Where an idea comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, StringConstraints(pattern=r"^S[0-9]$")]
    author: Words
    title: Words


class Module(BaseModel):
    """A part of a workshop that can stand alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    module: Key
    title: Text
    activities: tuple[Entry, ...] = Field(min_length=1, max_length=60)
    sources: tuple[Source, ...] = ()
    """Credited by every workshop that takes this module."""


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
    foul: tuple[Words, ...] = Field(default=(), max_length=MOST_FOUL, exclude_if=lambda foul: not foul)
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

    def watched(self, house: Sequence[str]) -> Self:
        """The same for a room of this house: with its list of foul words before the workshop's own, as far as both can
        be held."""
        foul = tuple(dict.fromkeys((*house, *self.foul)))[:MOST_FOUL]
        return self.model_copy(update={"foul": foul})

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """Its own and those that its modules bring."""
        return (*self.sources, *(source for module in self.modules for source in module.sources))

    def credits(self) -> tuple[str, ...]:
        """The sources as people read them, one a line of Markdown."""
        return tuple(f"{_literally(source.author)}: *{_literally(source.title)}*" for source in self.all_sources)

    def places(self) -> Iterator[tuple[int, int]]:
        """Module and entry of each item of the run of show."""
        for i, module in enumerate(self.modules):
            for j, entry in enumerate(module.activities):
                if about(entry) not in self.without:
                    yield i, j

    def _entries(self) -> Iterator[Entry]:
        for entry in (self.modules[i].activities[j] for i, j in self.places()):
            left_out = not isinstance(entry, Again) and entry.by in self.without
            yield entry.model_copy(update={"by": None}) if left_out else entry

    def run_of_show(self) -> tuple[Item, ...]:
        """The activities in order, each with the stops that Next walks through."""
        return tuple(run_of_show(self._entries(), self.credits(), self.foul))


def _literally(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)


def misleading_keys(modules: Sequence[Module]) -> Iterator[tuple[tuple[int, int], str]]:
    """What is wrong with the keys across modules, by module and entry."""
    misled = Misled()
    for i, module in enumerate(modules):
        for j, entry in enumerate(module.activities):
            for sentence in misled.by(entry):
                yield (i, j), sentence
