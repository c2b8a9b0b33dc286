"""Who has a browser linked, as rows: a close counts them, and a restart does not empty the room."""

from collections.abc import Mapping
from typing import NamedTuple

from server.store.transaction import Transaction


class Present(NamedTuple):
    """Whether one participant of a room has a browser linked."""

    room: int
    here: bool


_PRESENT = "UPDATE participant SET here = ?, seen_at = ? WHERE id = ?"
_NOBODY = "UPDATE participant SET here = ?, seen_at = ? WHERE here = ?"


def came_and_went(tx: Transaction, changed: Mapping[int, Present]) -> dict[int, int]:
    """Who has come or gone, by participant; the versions of the rooms that first know."""
    tx.driver.executemany(_PRESENT, [(each.here, tx.at, participant) for participant, each in changed.items()])
    return {room: tx.next_version(room) for room in {each.room for each in changed.values()}}


def nobody_is_linked(tx: Transaction) -> None:
    """At a start: whoever was here when the server went down was seen a moment ago, and has yet to come back."""
    tx.driver.execute(_NOBODY, (False, tx.at, True))
