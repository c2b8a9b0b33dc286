"""Switches: what whoever facilitates has last decided about what participants may do, from rows."""

from __future__ import annotations

from functools import cache

from server.activities.contract.activity import Activity
from server.activities.contract.event import FACILITATOR
from server.store.transaction import Transaction


def newest(tx: Transaction, room: int, activity: Activity) -> str:
    """The newest of an activity's switches, "" before the first."""
    key = _key(room, activity)
    if key not in tx.memory:
        asked = room, FACILITATOR, activity.key, *activity.switches
        found = tx.execute(_select(len(activity.switches)), asked).fetchone()
        tx.memory[key] = found[0] if found else ""
    return str(tx.memory[key])


def note(tx: Transaction, room: int, activity: Activity, what: str) -> None:
    """It was decided anew, in this group."""
    tx.memory[_key(room, activity)] = what


def _key(room: int, activity: Activity) -> tuple[str, int, str]:
    return "switched", room, activity.key


@cache
def _select(switches: int) -> str:
    return f"{_NEWEST} ({', '.join('?' * switches)}) ORDER BY version DESC LIMIT 1"


_NEWEST = "SELECT what FROM event WHERE room_id = ? AND actor = ? AND activity = ? AND what IN"
