"""The author's clock, whose end closes a round by itself: it is the room's timer while the round is open."""

from __future__ import annotations

from datetime import timedelta

from server.clock import now
from server.phases import Phase
from server.room.facilitation import timer
from server.store.models import Room
from server.store.transaction import Transaction
from server.workshops.content import Workshop

GRACE_SECONDS = 8
"""How long an order that left a phone in time may be on its way: a dead line is noticed after 4 s, and the first try of
a new one comes within 2 s."""


def wind(room: Room, seconds: float) -> None:
    """Begin to count the time to answer, unless the author set none or the room does without."""
    if seconds and not room.untimed:
        timer.start(room, seconds)


def is_over(room: Room) -> bool:
    """Whether the time to answer is over, and that of what was on its way."""
    ends = room.timer_ends_at
    return room.phase == Phase.OPEN and ends is not None and ends + timedelta(seconds=GRACE_SECONDS) <= now()


def without(_tx: Transaction, room: Room) -> bool:
    """Do without clocks in this room; a round that is open has none any more."""
    if room.untimed:
        return False
    room.untimed = True
    if room.phase == Phase.OPEN:
        timer.clear(room)
    return True


def again(_tx: Transaction, room: Room) -> bool:
    """Use clocks again; a round that is open gets a whole one."""
    if not room.untimed:
        return False
    room.untimed = False
    if room.phase == Phase.OPEN:
        wind(room, Workshop.model_validate(room.workshop).run_of_show()[room.item].activity.answer_seconds)
    return True
