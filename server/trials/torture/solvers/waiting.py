"""Texts that wait until somebody has read them, and those that nobody ever reads: a room in which people wrote quite
other ones looks the same to all but whoever reads them first, and to these, too, where nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from pydantic import JsonValue

from server.activities.contract.texts import Texts
from server.clock import now
from server.trials.torture.solvers.played import House, Script
from server.trials.torture.solvers.shown import Shown, shown

READER = "console"


def waits(script: Script) -> bool:
    """Whether all that is said here waits."""
    question = script.activity.poses()
    return question.own or (isinstance(question, Texts) and (script.activity.sensitive or script.protected))


def told(house: House, script: Script, seen: Shown) -> Iterator[str]:
    """The pages that differ where other texts were written, as many by each."""
    other = shown(house, rewritten(script)).pages
    own = script.activity.poses().own
    pages = (name for name in seen.pages if own or READER not in name)
    yield from (name for name in pages if seen.pages[name] != other.get(name))


def rewritten(script: Script) -> Script:
    """The same room, in which nobody wrote what they wrote, nor what anybody else did."""
    question, number = script.activity.poses().opened(now()), count()

    def other(value: JsonValue) -> JsonValue:
        many = len(question.texts(value)) if isinstance(question, Texts) else 1
        words = [f"Number {next(number)}" for _ in range(many)]
        return question.reworded(value, words) if isinstance(question, Texts) else question.accept([*words])

    return replace(script, says=[{who: other(value) for who, value in each.items()} for each in script.says])
