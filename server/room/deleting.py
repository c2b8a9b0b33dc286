"""Rooms that go for good: when somebody deletes them, when their time is over, and rehearsals with their end."""

from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, select

from server.clock import now
from server.store.models import Deleted, Room
from server.store.transaction import Transaction

LONGEST_REHEARSAL = timedelta(days=1)


def delete_room(tx: Transaction, room_id: int) -> None:
    """The room and everything that was said in it, gone from the file. What stays is that it is gone, so that no
    other process goes on showing it."""
    version = tx.next_version(room_id)
    tx.shred()
    if tx.session.exec(delete(Room).where(col(Room.id) == room_id)).rowcount:
        tx.session.add(Deleted(room=room_id, version=version))


def end_rehearsals(tx: Transaction, *which: ColumnElement[bool]) -> list[int]:
    """Delete the rehearsals of which this is true, or all that there are; their ids. No stone is set for them."""
    found = tx.session.exec(select(Room.id).where(col(Room.rehearsal), *which))
    ended = [room for room in found if room is not None]
    for room in ended:
        end_rehearsal(tx, room)
    return ended


def end_rehearsal(tx: Transaction, room_id: int) -> None:
    """A rehearsal and everything in it, gone from the file. A real room stays as it is."""
    tx.shred()
    tx.session.exec(delete(Room).where(col(Room.id) == room_id, col(Room.rehearsal)))


def purge(tx: Transaction, keep_days: int) -> list[int]:
    """Delete the rooms opened more than `keep_days` ago, and rehearsals that somebody left standing; their ids."""
    at_most = now() - timedelta(days=keep_days)
    left = end_rehearsals(tx, col(Room.opened_at) < now() - LONGEST_REHEARSAL)
    old = [room for room in tx.session.exec(select(Room.id).where(Room.opened_at < at_most)) if room is not None]
    for room in old:
        delete_room(tx, room)
    tx.session.exec(delete(Deleted).where(col(Deleted.deleted_at) < at_most))
    return left + old
