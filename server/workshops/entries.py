"""What can stand in the run of show: an activity, one more round of one, or its result once more."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetCoreSchemaHandler, Tag
from pydantic_core import CoreSchema

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.activities.contract.say import Say
from server.activities.contract.text import Key, Text


class Further(BaseModel):
    """Something more of an earlier activity; it is no new activity."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text | None = None
    minutes: float = Field(default=5, gt=0, le=120)
    say: Say = Field(default_factory=dict)
    listen_for: tuple[Text, ...] = Field(default=(), max_length=6)


class Again(Further):
    """Its next round."""

    again: Key


class Show(Further):
    """Its result once more; `by`, split by an earlier choice."""

    show: Key
    by: Key | None = None
    minutes: float = Field(default=2, gt=0, le=120)


FURTHER: dict[str, type[BaseModel]] = {"again": Again, "show": Show}


def sort_of_entry(raw: Any) -> str:
    """What an author, or a room's copy, means by an entry: the key that tells."""
    for name, model in FURTHER.items():
        if isinstance(raw, model) or (isinstance(raw, dict) and name in raw):
            return name
    return "activity"


class _ByKind:
    """Validates and writes out an entry as its own kind; by `Activity` alone a kind's fields would be lost."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        activity: Any = Annotated[reduce(or_, KINDS), Field(discriminator="kind")]
        tagged: list[Any] = [Annotated[model, Tag(name)] for name, model in FURTHER.items()]
        either: Any = reduce(or_, tagged, Annotated[activity, Tag("activity")])
        return handler.generate_schema(Annotated[either, Discriminator(sort_of_entry)])


Entry = Annotated[Activity | Again | Show, _ByKind]


def about(entry: Entry) -> str:
    """The key of the activity that an entry is, or is about."""
    return entry.again if isinstance(entry, Again) else entry.show if isinstance(entry, Show) else entry.key
