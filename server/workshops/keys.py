"""Keys that lead from one entry of the run of show to another, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from server.activities.contract.activity import Activity
from server.workshops.entries import Again, Entry, Show


class Misled:
    """Goes through the entries in order; says of each what is wrong with its keys."""

    def __init__(self) -> None:
        self._seen: dict[str, Activity] = {}
        self._split: dict[str, str] = {}

    def by(self, entry: Entry) -> Iterator[str]:
        """One sentence for each wrong key, without its full stop."""
        if isinstance(entry, Again):
            yield from self._leads("again", entry.again, "asks for a round of something that takes no answers")
            return
        if isinstance(entry, Show):
            yield from self._leads("show", entry.show, "asks for the result of something that takes no answers")
            activity = self._seen.get(entry.show)
        else:
            if entry.key in self._seen:
                yield f"'{entry.key}' is the key of an earlier activity; give this one another, such as '{entry.key}-2'"
            activity = entry
        if entry.by is not None and activity is not None:
            yield from self._splits(activity, entry.by)
        if isinstance(entry, Activity):
            self._seen[entry.key] = entry

    def _leads(self, what: str, key: str, silent: str) -> Iterator[str]:
        if key not in self._seen:
            yield f"'{what}: {key}' names no earlier activity; {_instead(key, self._seen)}"
        elif not self._seen[key].takes_answers:
            yield f"'{what}: {key}' {silent}; take it out"
        elif what == "again" and self._seen[key].has_views:
            yield f"'again: {key}' asks for a third round of what has two views; take it out"
        elif what == "again" and self._seen[key].awaits:
            yield f"'again: {key}' asks for a second guess, when the first was answered; take it out"

    def _splits(self, activity: Activity, by: str) -> Iterator[str]:
        choices = [key for key, each in self._seen.items() if each.poses().groups]
        if not activity.can_split:
            yield f"'{activity.key}' is nothing that groups can be compared on; take out 'by'"
        elif by not in self._seen:
            yield f"'by: {by}' names no earlier activity; {_instead(by, choices)}"
        elif by not in choices:
            yield f"'by: {by}' has to name a choice with one answer, by which people can be told apart"
        elif self._split.setdefault(activity.key, by) != by:
            first = self._split[activity.key]
            yield f"'{activity.key}' is split by '{first}' already, and two splits together show small groups; keep one"


def _instead(key: str, keys: Iterable[str]) -> str:
    close = get_close_matches(key, list(keys), n=1)
    return f"did you mean '{close[0]}'?" if close else "write the key of one above it"
