"""The clock of a room, for a talk or for a round whose author set one: what is left of it while it stands still, when
it ends while it runs."""

from __future__ import annotations

from datetime import timedelta

from server.clock import now
from server.store.models import Room
from server.store.transaction import Transaction


def start(room: Room, seconds: float) -> None:
    """Begin to count."""
    room.timer_total = room.timer_left = seconds
    room.timer_ends_at = now() + timedelta(seconds=seconds)


def clear(room: Room) -> None:
    """There is nothing to count any more."""
    room.timer_total, room.timer_left, room.timer_ends_at = 0, 0, None


def pause(_tx: Transaction, room: Room) -> bool:
    """Stand still; False if it does."""
    if room.timer_ends_at is None:
        return False
    room.timer_left = (room.timer_ends_at - now()).total_seconds()
    room.timer_ends_at = None
    return True


def resume(_tx: Transaction, room: Room) -> bool:
    """Go on counting; False if it counts, or there is nothing to count."""
    if room.timer_ends_at is not None or not room.timer_total:
        return False
    room.timer_ends_at = now() + timedelta(seconds=room.timer_left)
    return True


def minute(_tx: Transaction, room: Room) -> bool:
    """One more, counted from now if time was over."""
    if not room.timer_total:
        return False
    room.timer_total += 60
    if room.timer_ends_at is None:
        room.timer_left = max(room.timer_left, 0) + 60
    else:
        room.timer_ends_at = max(room.timer_ends_at, now()) + timedelta(seconds=60)
    return True
