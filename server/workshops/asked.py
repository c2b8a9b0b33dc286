"""Questions that a facilitator types in the middle of a room: entries of the room's own copy of its workshop."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.activities.contract.typed import Typed
from server.locales import words
from server.refusals import Refused
from server.workshops.content import Item, Workshop
from server.workshops.entries import Entry
from server.workshops.wording import kind_names

KEY = re.compile(r"asked-[1-9][0-9]{0,8}")
UNKEYED = "asked"
MINUTES = 5
MOST_ENTRIES = 60
SHOWN_SIGNS = 24


def _(message: str) -> str:
    """Mark a sentence for the catalogue; it is looked up where the language is known."""
    return message


TITLE = _("Asked now")
EMPTY = _("Something is still empty. Write the question and what people can answer.")
SIGNS = _("“%(start)s” has %(n)s signs, and %(most)s is the most.")
TOO_LONG = _("That is more than phones get at once on bad Wi-Fi. Shorten the longest text.")
FULL = _("This part of the workshop is full. Ask once the room is in the next one.")


def activity(kind: str, typed: Typed, language: str) -> Activity:
    """What was typed, not yet with a key of its own; raises `Refused` in this language."""
    say = words(language).gettext
    sort = dict(zip(kind_names(), KINDS, strict=True)).get(kind)
    if sort is None or not sort.asked_at_once:
        raise Refused("wrong-kind", "There is no such kind of question.")
    shared = {"key": UNKEYED, "kind": kind, "title": say(TITLE), "minutes": MINUTES}
    try:
        return sort.model_validate({**shared, **sort.typed(typed)})
    except Refused as refused:
        raise Refused(refused.code, say(refused.message)) from None
    except ValidationError as error:
        raise Refused("does-not-fit", _sentence(error.errors()[0], say)) from None


def _sentence(error: ErrorDetails, say: Callable[[str], str]) -> str:
    if error["type"] == "string_too_short":
        return say(EMPTY)
    if error["type"] == "string_too_long":
        text = str(error["input"])
        start = text[:SHOWN_SIGNS].rstrip() + "…"
        return say(SIGNS) % {"start": start, "n": len(text), "most": error["ctx"]["max_length"]}
    return say(TOO_LONG)


def is_asked(activity: Activity) -> bool:
    """Whether it was typed in a room, and is of no author's."""
    return KEY.fullmatch(activity.key) is not None


def same(one: Activity, other: Activity) -> bool:
    """Whether they ask the same, whatever their keys, and whatever a room has told one of them besides."""
    return one.model_dump(exclude={"key"}) == other.model_dump(exclude={"key"})


def comes_at(items: Sequence[Item], item: int, opened: Set[str]) -> int:
    """The place of the next question that is typed while the room is at an item: after it, and after those that wait
    there already."""
    at = item + 1
    while at < len(items) and is_asked(items[at].activity) and items[at].activity.key not in opened:
        at += 1
    return at


def with_entry(workshop: Workshop, at: int, entry: Activity) -> Workshop:
    """The same with one more entry, which becomes item `at`; it belongs to the module of the item before."""
    places = tuple(workshop.places())
    module, place = places[at - 1] if at else places[0]
    entries = workshop.modules[module].activities
    if len(entries) >= MOST_ENTRIES:
        raise Refused("full", words(workshop.languages[0]).gettext(FULL))
    place += 1 if at else 0
    return _changed(workshop, module, (*entries[:place], entry, *entries[place:]))


def without_entry(workshop: Workshop, at: int) -> Workshop:
    """The same without item `at`, which nothing refers to."""
    module, place = tuple(workshop.places())[at]
    entries = workshop.modules[module].activities
    return _changed(workshop, module, entries[:place] + entries[place + 1 :])


def _changed(workshop: Workshop, module: int, entries: tuple[Entry, ...]) -> Workshop:
    modules = list(workshop.modules)
    modules[module] = modules[module].model_copy(update={"activities": entries})
    return workshop.model_copy(update={"modules": tuple(modules)})
