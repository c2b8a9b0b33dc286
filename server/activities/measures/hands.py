"""Hands: what whoever facilitates may do with texts, and what each of these does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.event import FACILITATOR, Event
from server.activities.contract.texts import is_mark
from server.activities.measures.cleaning import cleaned
from server.activities.measures.group import NAME_BYTES, NAME_SIGNS
from server.activities.measures.sorting import Hand, Sorting
from server.refusals import Refused

ADDED = re.compile(r"new\.[1-9][0-9]{0,5}")  # no author can write such a key


class Hands(NamedTuple):
    """Of one activity: the `keys` of its author's groups, and how many groups there may be at most."""

    keys: tuple[str, ...]
    most: int

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """The canonical form of an act; raises `Refused`."""
        if what not in DOES or (what in SORTS and not self.most):
            raise Refused("wrong-action", "That cannot be done here.")
        if what == "name":
            return self._named(value)
        if not self._fits(what, value):
            raise Refused("wrong-value", "That is no text here, or no group.")
        return value

    def fold(self, state: Sorting, event: Event) -> Sorting:
        """The state after an event; what does not apply changes nothing."""
        if event.actor != FACILITATOR:
            return state
        try:
            value = self.act(event.what, event.value)
        except Refused:
            return state
        if event.what == "undo":
            return state.undone()
        if isinstance(value, dict) and event.what in SORTS:
            return self._sorted(state, event.what, value)
        after = state.then(DOES[event.what](state.now, value))
        return after.touching(_mark(value)) if event.what in SHOWS else after

    def groups(self, hand: Hand) -> tuple[str, ...]:
        """The keys of the groups that there are now."""
        return (*self.keys, *(key for key in hand.names if key not in self.keys))

    def _sorted(self, state: Sorting, what: str, value: dict[str, JsonValue]) -> Sorting:
        group, there = value["group"], self.groups(state.now)
        if what == "name" and not group and len(there) < self.most:
            made = state.made + 1
            return state._replace(made=made).then(_named(state.now, {**value, "group": f"new.{made}"}))
        known = group in there or (what == "group" and not group)
        return state.then(DOES[what](state.now, value)) if known else state

    def _named(self, value: JsonValue) -> JsonValue:
        if not isinstance(value, dict) or value.keys() != {"group", "name"} or not self._is_group(value["group"]):
            raise Refused("wrong-value", "That is no group here.")
        name = cleaned(value["name"], NAME_SIGNS)
        if len(name.encode()) > NAME_BYTES:
            raise Refused("wrong-value", "That name takes more than phones get at once. Shorten it.")
        return {"group": value["group"], "name": name}

    def _fits(self, what: str, value: JsonValue) -> bool:
        if what == "undo":
            return value is None
        if what == "hide":
            return is_mark(value)
        if not isinstance(value, dict) or not is_mark(value.get("mark")):
            return False
        if what == "release":
            return value.keys() == {"mark", "edition"} and is_mark(value["edition"])
        return value.keys() == {"mark", "group"} and self._is_group(value["group"])

    def _is_group(self, key: JsonValue) -> bool:
        return isinstance(key, str) and (key in ("", *self.keys) or ADDED.fullmatch(key) is not None)


def _mark(value: JsonValue) -> str:
    return str(value["mark"] if isinstance(value, dict) else value)


def _released(hand: Hand, value: JsonValue) -> Hand:
    assert isinstance(value, dict)
    return hand._replace(out=hand.out | {str(value["edition"])}, hidden=hand.hidden - {str(value["mark"])})


def _hidden(hand: Hand, value: JsonValue) -> Hand:
    return hand._replace(hidden=hand.hidden | {str(value)})


def _put(hand: Hand, value: JsonValue) -> Hand:
    assert isinstance(value, dict)
    return hand.put(str(value["mark"]), str(value["group"]))


def _declined(hand: Hand, value: JsonValue) -> Hand:
    assert isinstance(value, dict)
    return hand._replace(declined=hand.declined | {(str(value["mark"]), str(value["group"]))})


def _named(hand: Hand, value: JsonValue) -> Hand:
    assert isinstance(value, dict)
    return hand._replace(names={**hand.names, str(value["group"]): str(value["name"])})


def _nothing(hand: Hand, _value: JsonValue) -> Hand:
    return hand


DOES: Mapping[str, Callable[[Hand, JsonValue], Hand]] = {
    "release": _released,
    "hide": _hidden,
    "group": _put,
    "decline": _declined,
    "name": _named,
    "undo": _nothing,
}
SORTS = ("group", "decline", "name")
"""What is about groups."""
SHOWS = ("release", "hide")
"""What lets a text be seen, or no more."""
