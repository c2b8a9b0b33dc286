"""Texts that wait until somebody has read them, and those that nobody ever reads: a room in which people wrote quite
other ones looks the same to all but whoever reads them first, and to these, too, where nobody does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count

from pydantic import JsonValue

from server.activities.contract.texts import Mixed, Texts
from server.clock import now
from server.trials.torture.solvers.played import House, Script
from server.trials.torture.solvers.shown import Shown, shown

READER = "console"


def waits(script: Script) -> bool:
    """Whether all that is said here waits; of own words among others do those that one person alone wrote."""
    question = script.activity.poses()
    return (
        question.own
        or isinstance(question, Mixed)
        or (isinstance(question, Texts) and (script.activity.sensitive or script.protected))
    )


def told(house: House, script: Script, seen: Shown) -> Iterator[str]:
    """The pages that differ where other texts were written, as many by each."""
    other = shown(house, rewritten(script)).pages
    own = script.activity.poses().own
    pages = (name for name in seen.pages if own or READER not in name)
    yield from (name for name in pages if seen.pages[name] != other.get(name))


def rewritten(script: Script) -> Script:
    """The same room, in which nobody wrote what they wrote, nor what anybody else did; own words among others that
    several wrote are as they are."""
    question, number = script.activity.poses().opened(now()), count()
    shared = _shared(question, script) if isinstance(question, Mixed) else ()

    def other(value: JsonValue) -> JsonValue:
        if not isinstance(question, Mixed | Texts):
            return question.accept([f"Number {next(number)}"])
        texts = question.texts(value)
        words = [text if question.wording(text) in shared else f"Number {next(number)}" for text in texts]
        return question.reworded(value, words)

    return replace(script, says=[{who: other(value) for who, value in each.items()} for each in script.says])


def _shared(question: Mixed, script: Script) -> Collection[str]:
    """The wordings that are not one person's alone."""
    said = [value for each in script.says for value in each.values()]
    people = Counter(question.wording(text) for value in said for text in question.texts(value))
    return {wording for wording, many in people.items() if many > 1}
