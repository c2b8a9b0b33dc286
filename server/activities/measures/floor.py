"""The floor: what participants do with questions, what whoever facilitates does, and what each of these comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.event import FACILITATOR, Event
from server.activities.contract.texts import is_mark
from server.activities.measures.asking import Asking
from server.activities.measures.cleaning import cleaned
from server.activities.measures.passed import Passed
from server.refusals import Refused

SIGNS = 140
ASK, TOO = "ask", "too"
TAKE, STOP = "take", "stop"


class Floor(NamedTuple):
    """Of one activity: `words` knows which texts say the same, and which wait in any case."""

    words: Passed

    def action(self, what: str, value: JsonValue) -> JsonValue:
        """The canonical form of what a participant does; raises `Refused`."""
        if what == ASK:
            return cleaned(value, SIGNS)
        if what != TOO:
            raise Refused("wrong-action", "That cannot be done here.")
        fits = isinstance(value, dict) and value.keys() == {"question", "too"} and isinstance(value["too"], bool)
        if not (fits and isinstance(value, dict) and is_mark(value["question"])):
            raise Refused("wrong-value", "That is no question here.")
        return value

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """The same of whoever facilitates."""
        if what not in FITS:
            raise Refused("wrong-action", "That cannot be done here.")
        if not FITS[what](value):
            raise Refused("wrong-value", "That is no question here.")
        return value

    def fold(self, state: Asking, event: Event) -> Asking:
        """The state after an event; what does not apply changes nothing."""
        by_hand = event.actor == FACILITATOR
        try:
            value = (self.act if by_hand else self.action)(event.what, event.value)
        except Refused:
            return state
        if by_hand:
            return _moderated(state, event.what, value)
        return self._done(state, event.actor, event.what, value) if event.actor > 0 else state

    def _done(self, state: Asking, who: int, what: str, value: JsonValue) -> Asking:
        if isinstance(value, dict):
            mark, too = str(value["question"]), bool(value["too"])
            return state.voted(who, mark, too) if state.is_out(mark) and mark in state.asked else state
        text = str(value)
        mark = state.release.mark(self.words.wording(text))
        after = state.by(who, mark, text)
        if state.holds or self.words.is_foul(text) or mark in state.hidden:
            return after
        return after._replace(passed=after.passed | {text}).let_out(mark)


def _moderated(state: Asking, what: str, value: JsonValue) -> Asking:
    if what in (TAKE, STOP):
        return state._replace(switched=what)
    if what == "hold":
        return state._replace(holds=bool(value))
    if isinstance(value, dict):
        return _shown(state, str(value["mark"]), str(value["edition"]))
    mark = str(value)
    if what == "lower" or (what == "lift" and not state.is_out(mark)):
        return state.lowered(mark)
    if what == "hide":
        return state.hide(mark) if mark in state.asked else state
    return DOES[what](state, mark) if state.is_out(mark) else state


def _shown(state: Asking, mark: str, edition: str) -> Asking:
    """Exactly what was read is let out."""
    texts = state.asked[mark].texts if mark in state.asked else ()
    if all(state.release.edition(text) != edition for text in texts):
        return state
    return state._replace(read=state.read | {edition}).let_out(mark)


def _is_reading(value: JsonValue) -> bool:
    return isinstance(value, dict) and value.keys() == {"mark", "edition"} and all(map(is_mark, value.values()))


def _is_nothing(value: JsonValue) -> bool:
    return value is None


def _is_yes_or_no(value: JsonValue) -> bool:
    return isinstance(value, bool)


FITS: Mapping[str, Callable[[JsonValue], bool]] = {
    "show": _is_reading,
    "hide": is_mark,
    "lift": is_mark,
    "lower": is_mark,
    "answered": is_mark,
    "hold": _is_yes_or_no,
    TAKE: _is_nothing,
    STOP: _is_nothing,
}
DOES: Mapping[str, Callable[[Asking, str], Asking]] = {"lift": Asking.lift, "answered": Asking.answer}
