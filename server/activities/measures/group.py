"""One group that texts may be sorted into, as its author wrote it; and the groups as hands have named them since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.activities.contract.question import Place
from server.activities.contract.text import LETTERS, Key, Language, ShortText, Text

NAME_SIGNS, NAME_BYTES = 40, 80
MOST = 5  # rows on a wall, with one for what is in none of them and one for who sent nothing

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_SIGNS)]
SOME = Field(min_length=1)


class Group(BaseModel):
    """What texts may be sorted into. Who writes one that belongs to a `silent` group had no answer ready."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Name | Annotated[dict[Language, Name], SOME]
    short: ShortText | None = None
    examples: tuple[Text, ...] = Field(default=(), max_length=4)
    silent: bool = False


def places(groups: Sequence[Group], names: Mapping[str, str]) -> tuple[Place, ...]:
    """The author's groups and then the new ones, each by the name that it was given last."""
    written = {group.key: Place(group.key, group.text, "", group.short) for group in groups}
    named = {key: Place(key, name) for key, name in names.items()}
    called = {**written, **named}.values()
    return tuple(place._replace(letter=letter) for letter, place in zip(LETTERS, called, strict=False))


def by_example(groups: Sequence[Group], wording: Callable[[str], str]) -> Mapping[str, str]:
    """Where the author's examples belong, in any language, by their wording."""
    return {
        wording(text): group.key
        for group in groups
        for example in group.examples
        for text in (example.values() if isinstance(example, dict) else [example])
    }
