"""An author's words: texts by language, and their short forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

LETTERS = "ABCDEFGH"

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Text = Words | Annotated[dict[Language, Words], Field(min_length=1)]

# A name in a finding: on a card it stands alone in a line that is read from 15 metres.
SHORT_SIGNS = 24
ShortWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SHORT_SIGNS)]
ShortText = ShortWords | Annotated[dict[Language, ShortWords], Field(min_length=1)]


def in_language(text: Text | None, language: str) -> str:
    """The text in `language`, else in English, else in whatever the author wrote; "" for none."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language) or text.get("en") or next(iter(text.values()))


def must_differ(things: str, keys: Sequence[str], why: str = "") -> None:
    """No two of an author's things have one key; raises `ValueError`, which says what they are."""
    twice = [key for at, key in enumerate(keys) if key in keys[:at]]
    if twice:
        raise ValueError(f"two {things} have the key '{twice[0]}'; give each its own{why}")


class Forms(BaseModel):
    """A short form that a finding needs in two ways: "Most of us *feel backed*" and "*being backed* rose"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: ShortText
    noun: ShortText


def _sort_of_short(raw: Any) -> str:
    return "forms" if isinstance(raw, Forms) or (isinstance(raw, dict) and not raw.keys().isdisjoint(FORMS)) else "text"


FORMS = Forms.model_fields.keys()
Short = Annotated[Annotated[Forms, Tag("forms")] | Annotated[ShortText, Tag("text")], Discriminator(_sort_of_short)]


def verb(short: Short | None) -> Text | None:
    """A short form as what people do, where the author gives one."""
    return short.verb if isinstance(short, Forms) else None


# Words that an author writes with a capital where they begin a name, and nobody does in the middle of a sentence.
SMALL = frozenset(
    [
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "on",
        "to",
        "with",
        "als",
        "aus",
        "bei",
        "bevor",
        "für",
        "im",
        "in",
        "mit",
        "nach",
        "von",
        "vor",
        "wie",
        "zu",
    ]
)


def within(name: Text) -> Text:
    """A name as it stands in the middle of a sentence: "As the customer" is 1st "as the customer"."""
    if isinstance(name, dict):
        return {language: str(within(words)) for language, words in name.items()}
    first = name.partition(" ")[0].lower()
    return first + name[len(first) :] if first in SMALL else name


def unpointed(text: Text) -> Text:
    """A sentence without its full stop, as it stands in quotes within another one."""
    if isinstance(text, dict):
        return {language: str(unpointed(words)) for language, words in text.items()}
    return text.rstrip(".")


def joined(first: Text, second: Text) -> Text:
    """Two texts as one, in every language that either has."""
    if isinstance(first, str) and isinstance(second, str):
        return f"{first}: {second}"
    languages = {language for text in (first, second) if isinstance(text, dict) for language in text}
    return {each: f"{in_language(first, each)}: {in_language(second, each)}" for each in sorted(languages)}


def noun(short: Short | None) -> Text | None:
    """A short form as the name of a thing."""
    return short.noun if isinstance(short, Forms) else short
