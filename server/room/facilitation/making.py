"""A move as a row: what it needs to apply, and what the room is afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import select

from server.room import comparing
from server.room.comparing import Ways
from server.store.models import Move, Room, Round
from server.store.transaction import Transaction
from server.workshops.content import Workshop

Act = Callable[[Transaction, Room], bool]


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of a move: whether it applied, and the room as it stands now; `workshop` where its copy changed."""

    applied: bool
    room: Room
    rounds: tuple[Round, ...]
    ways: Ways
    version: int
    workshop: Workshop | None = None


def made(tx: Transaction, room_id: int, verb: str, expects: int, act: Act | None) -> Moved | None:
    """The same, of a move that is in no table."""
    room = tx.session.get(Room, room_id)
    if room is None:
        return None
    applied = room.ended_at is None and room.moves == expects and act is not None and act(tx, room)
    if applied:
        room.moves += 1
        tx.session.add(
            Move(
                room_id=room_id,
                number=room.moves,
                verb=verb,
                phase=room.phase,
                activity=room.activity,
                round=room.round,
            )
        )
        room.version = tx.next_version(room_id)
    return told(tx, room, applied)


def told(tx: Transaction, room: Room, applied: bool) -> Moved:
    """The room as it stands now."""
    tx.session.flush()
    rounds = tuple(tx.session.exec(select(Round).where(Round.room_id == room.id)))
    assert room.id is not None
    ways = comparing.of_room(tx.session, room.id)
    for row in (room, *rounds):
        tx.session.expunge(row)
    return Moved(applied, room, rounds, ways, room.version)
