"""Texts that wait until somebody has read them: a room in which people wrote quite other ones looks the same to all but
whoever reads them first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from pydantic import JsonValue

from server.activities.contract.texts import Texts
from server.trials.torture.solvers.played import House, Script
from server.trials.torture.solvers.shown import Shown, shown

READER = "console"


def waits(script: Script) -> bool:
    """Whether all that is said here waits."""
    return isinstance(script.activity.poses(), Texts) and (script.activity.sensitive or script.protected)


def told(house: House, script: Script, seen: Shown) -> Iterator[str]:
    """The pages that differ where other texts were written, as many by each."""
    other = shown(house, rewritten(script)).pages
    pages = (name for name in seen.pages if READER not in name)
    yield from (name for name in pages if seen.pages[name] != other.get(name))


def rewritten(script: Script) -> Script:
    """The same room, in which nobody wrote what they wrote, nor what anybody else did."""
    question, number = script.activity.poses(), count()
    assert isinstance(question, Texts)

    def other(value: JsonValue) -> JsonValue:
        return question.accept([f"Number {next(number)}" for _ in question.texts(value)])

    return replace(script, says=[{who: other(value) for who, value in each.items()} for each in script.says])
