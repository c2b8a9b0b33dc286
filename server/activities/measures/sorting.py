"""Sorting: what whoever facilitates does with texts. They are let out, hidden, put into groups, and taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.event import FACILITATOR, Deed, Event
from server.activities.contract.texts import Release, Texts, is_mark
from server.refusals import Refused

MOST_UNDONE = 20
MOST_PRETENDED, PLACED, LET_OUT = 60, 0.9, 0.9  # of made-up rooms


class Hand(NamedTuple):
    """What stands after one more hand: editions that are out, marks that are hidden, and marks by their group."""

    out: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    placed: Mapping[str, str] = {}


class Sorting(NamedTuple):
    """The last hand, and those before it. `secret` names texts; `first`: so many people that they wait in any case."""

    secret: str = ""
    first: bool = False
    now: Hand = Hand()
    past: tuple[Hand, ...] = ()

    @property
    def release(self) -> Release:
        """As disclosure needs it."""
        return Release(self.secret, self.first, self.now.out, self.now.hidden)


def acted(what: str, value: JsonValue, groups: Collection[str]) -> JsonValue:
    """The canonical form of an act; raises `Refused`."""
    if what == "undo":
        fits = value is None
    elif what == "hide":
        fits = is_mark(value)
    elif what == "release":
        fits = isinstance(value, dict) and value.keys() == {"mark", "edition"} and all(map(is_mark, value.values()))
    elif what == "group" and groups:
        fits = (
            isinstance(value, dict)
            and value.keys() == {"mark", "group"}
            and is_mark(value["mark"])
            and value["group"] in ("", *groups)
        )
    else:
        raise Refused("wrong-action", "That cannot be done here.")
    if not fits:
        raise Refused("wrong-value", "That is no text here, or no group.")
    return value


def folded(state: Sorting, event: Event, groups: Collection[str]) -> Sorting:
    """The state after an event; what does not apply changes nothing."""
    if event.actor != FACILITATOR:
        return state
    try:
        value = acted(event.what, event.value, groups)
    except Refused:
        return state
    if event.what == "undo":
        return state._replace(now=state.past[-1], past=state.past[:-1]) if state.past else state
    after = _after(state.now, event.what, value)
    return state if after == state.now else state._replace(now=after, past=(*state.past, state.now)[-MOST_UNDONE:])


def pretended(
    texts: Sequence[str], question: Texts, state: Sorting, keys: Sequence[str], groups: Mapping[str, str], dice: Random
) -> list[Deed]:
    """What a made-up facilitator does with these texts: nearly all are let out, and most are put where `groups` say
    that such wordings belong, or anywhere among the `keys`."""
    deeds = []
    for text in texts[:MOST_PRETENDED]:
        mark = state.release.mark(wording := question.wording(text))
        if keys and dice.random() < PLACED:
            deeds.append(Deed(FACILITATOR, "group", {"mark": mark, "group": groups.get(wording) or dice.choice(keys)}))
        if dice.random() < LET_OUT:
            deeds.append(Deed(FACILITATOR, "release", {"mark": mark, "edition": state.release.edition(text)}))
    return deeds


def _after(now: Hand, what: str, value: JsonValue) -> Hand:
    if isinstance(value, str):
        return now._replace(hidden=now.hidden | {value})
    assert isinstance(value, dict)
    mark = str(value["mark"])
    if what == "release":
        return now._replace(out=now.out | {str(value["edition"])}, hidden=now.hidden - {mark})
    placed = {each: group for each, group in now.placed.items() if each != mark}
    group = str(value["group"])
    return now._replace(placed=placed | {mark: group} if group else placed)
