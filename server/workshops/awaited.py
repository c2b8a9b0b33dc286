"""Guesses about what is asked later: whether that is asked, and whether it is shown what was guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from server.activities.contract.activity import Activity
from server.activities.contract.awaits import Awaits
from server.workshops.entries import Entry, Show

Wrong = tuple[int, str, str]


def wrong(entries: Sequence[Entry]) -> Iterator[Wrong]:
    """Of each fault the number of its entry, the field, and a sentence."""
    places = {entry.key: at for at, entry in enumerate(entries) if isinstance(entry, Activity)}
    for at, entry in enumerate(entries):
        awaits = entry.awaits if isinstance(entry, Activity) else None
        if awaits is not None and isinstance(entry, Activity):
            fault = _about(entry, awaits, places, entries) or _never_shown(entry, awaits, places, entries)
            if fault is not None:
                yield at, *fault


def _about(
    entry: Activity, awaits: Awaits, places: Mapping[str, int], entries: Sequence[Entry]
) -> tuple[str, str] | None:
    key = awaits.activity
    if key not in places:
        close = get_close_matches(key, list(places), n=1)
        instead = f"did you mean '{close[0]}'?" if close else "write the key of one below it."
        return "about", f"'about: {key}' names no activity of this workshop; {instead}"
    asked = entries[places[key]]
    assert isinstance(asked, Activity)
    if places[key] < places[entry.key]:
        return "about", f"'{key}' is asked before anybody can guess about it; put '{entry.key}' above it."
    if not asked.counted:
        return "about", f"nobody can guess how many will choose what in '{key}'; name a choice, or a text with groups."
    for name in awaits.of:
        if name not in asked.counted:
            return "of", f"'of: {name}' is no answer of '{key}'; write one of: {', '.join(asked.counted)}."
    if len(awaits.of) > 1 and not asked.poses().groups:
        return "of", f"people may give several answers in '{key}', so a guess is about one of them; write one."
    return None


def _never_shown(
    entry: Activity, awaits: Awaits, places: Mapping[str, int], entries: Sequence[Entry]
) -> tuple[str, str] | None:
    shown = [at for at, each in enumerate(entries) if isinstance(each, Show) and each.show == entry.key]
    if shown and shown[0] > places[awaits.activity]:
        return None
    key = awaits.activity
    if shown:
        return "about", f"'show: {entry.key}' comes before '{key}' has an answer; put it below '{key}'."
    return "about", f"nobody ever sees what was guessed here; write '- show: {entry.key}' below '{key}'."
