"""What a stop does when the room comes to it: a round opens, results are let out, a talk begins to be timed."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_hex

from server.phases import FIRST_ROUND, Phase
from server.room import comparing
from server.room.comparing import Way, decide, tells_moves
from server.room.facilitation import clocks, timer
from server.room.facilitation.rounds import open_round, release_round, seal_round, show_card
from server.store.models import Room
from server.store.transaction import Transaction
from server.workshops.content import Item


def arrive(tx: Transaction, room: Room, items: Sequence[Item]) -> None:
    """The room stands there now: do what this stop does."""
    item = items[room.item]
    if room.phase == Phase.OPEN:
        open_round(tx, room)
        _seal_guesses(tx, room, items)
        clocks.wind(room, item.activity.answer_seconds)
    elif room.phase == Phase.REVEALED:
        room.salt = token_hex(8)
        for round in {room.round, FIRST_ROUND} if item.activity.has_views else {room.round}:
            release_round(tx, room, round)
    elif room.phase == Phase.SHIFT:
        for round in (room.round, room.round - 1):  # Skip may have passed over a reveal; a shift shows both
            release_round(tx, room, round)
        _tell_moves(tx, room, items)
    elif room.phase == Phase.SPLIT:
        _lay_apart(tx, room, items)
    elif room.phase == Phase.TALK:
        timer.start(room, item.activity.talk_seconds)
    if item.talks(room.stop):
        show_card(tx, room)


def _seal_guesses(tx: Transaction, room: Room, items: Sequence[Item]) -> None:
    """What people guessed about this question takes no more guesses from now on."""
    for item in items:
        if item.activity.awaits and item.activity.awaits.activity == room.activity:
            seal_round(tx, room, item.activity.key, FIRST_ROUND)


def _tell_moves(tx: Transaction, room: Room, items: Sequence[Item]) -> None:
    """Who moved is shown from now on, unless it was decided, or planned, to show groups."""
    assert room.id is not None
    if tells_moves(items, comparing.of_room(tx.session, room.id), room.activity):
        decide(tx, room.id, room.activity, Way())


def _lay_apart(tx: Transaction, room: Room, items: Sequence[Item]) -> None:
    """Groups are shown from now on; nobody changes the group that they are in any more."""
    assert room.id is not None
    way = comparing.facts(tx.session, room, items).way(items[room.item], room.round)
    assert way is not None
    decide(tx, room.id, room.activity, way)
    release_round(tx, room, room.round)
    seal_round(tx, room, way.by, way.by_round)
