"""Questions that are typed in the middle of a room: put in after the current item, reworded, taken out again.

They are moves: each carries the move number it was made from, so two laptops do not put in two. One that is sent twice
is there once, whenever the second comes. A key is never given again, so what an answer was given to never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace

from sqlmodel import col, func, select

from server.activities.contract.activity import Activity
from server.room.facilitation.making import Moved, made, told
from server.room.facilitation.moves import back
from server.store.models import Move, Room, Round
from server.store.transaction import Transaction
from server.workshops import asked
from server.workshops.content import Workshop

ASK, REWORD, TAKE_OUT = "ask", "reword", "take-out"
Change = Callable[[Transaction, Room, Workshop], Workshop | None]


def ask(tx: Transaction, room_id: int, question: Activity, expects: int) -> Moved | None:
    """A question comes after the current item; raises `Refused` where there is no place for it."""

    def put_in(tx: Transaction, room: Room, workshop: Workshop) -> Workshop:
        at = asked.comes_at(workshop.run_of_show(), room.item, opened(tx, room))
        return asked.with_entry(workshop, at, _keyed(tx, room, question))

    return _there(tx, room_id, question) or _changed(tx, room_id, ASK, expects, put_in)


def reword(tx: Transaction, room_id: int, key: str, question: Activity, expects: int) -> Moved | None:
    """Another question in place of one that waits, or that is read but was not opened yet."""

    def put_in_its_place(tx: Transaction, room: Room, workshop: Workshop) -> Workshop | None:
        at = _waiting(tx, room, workshop).get(key)
        if at is None:
            return None
        fresh = _keyed(tx, room, question)
        if at == room.item:
            room.activity, (room.phase, room.round) = fresh.key, fresh.course()[room.stop]
        return asked.with_entry(asked.without_entry(workshop, at), at, fresh)

    return _there(tx, room_id, question) or _changed(tx, room_id, REWORD, expects, put_in_its_place)


def take_out(tx: Transaction, room_id: int, key: str, expects: int) -> Moved | None:
    """A question that was not opened yet is gone; a room that was reading it goes back."""

    def taken_out(tx: Transaction, room: Room, workshop: Workshop) -> Workshop | None:
        at = _waiting(tx, room, workshop).get(key)
        if at is None:
            return None
        if at == room.item:
            back(tx, room)
        elif at < room.item:
            room.item -= 1
        return asked.without_entry(workshop, at)

    return _changed(tx, room_id, TAKE_OUT, expects, taken_out)


def opened(tx: Transaction, room: Room) -> Set[str]:
    """The activities that took answers."""
    return set(tx.session.exec(select(Round.activity).where(Round.room_id == room.id)))


def _changed(tx: Transaction, room_id: int, verb: str, expects: int, change: Change) -> Moved | None:
    now: Workshop | None = None

    def act(tx: Transaction, room: Room) -> bool:
        nonlocal now
        now = change(tx, room, Workshop.model_validate(room.workshop))
        if now is None:
            return False
        room.workshop = now.model_dump(mode="json", by_alias=True)
        return True

    moved = made(tx, room_id, verb, expects, act)
    return replace(moved, workshop=now) if moved is not None else None


def _there(tx: Transaction, room_id: int, question: Activity) -> Moved | None:
    """The room as it is, if the same question waits in it: it was sent before, and the answer was lost on the way."""
    room = tx.session.get(Room, room_id)
    if room is None or room.ended_at is not None:
        return None
    workshop = Workshop.model_validate(room.workshop)
    waiting = _waiting(tx, room, workshop).values()
    items = workshop.run_of_show()
    return told(tx, room, True) if any(asked.same(items[at].activity, question) for at in waiting) else None


def _waiting(tx: Transaction, room: Room, workshop: Workshop) -> dict[str, int]:
    """The typed questions that were not opened yet, and which items they are."""
    gone = opened(tx, room)
    keys = (item.activity.key for item in workshop.run_of_show())
    return {key: at for at, key in enumerate(keys) if asked.KEY.fullmatch(key) and key not in gone}


def _keyed(tx: Transaction, room: Room, question: Activity) -> Activity:
    """It, under a key that no question of this room had, nor any that was taken out."""
    typed = (Move.room_id == room.id, col(Move.verb).in_((ASK, REWORD)))
    so_far = tx.session.exec(select(func.count()).select_from(Move).where(*typed)).one()
    return question.model_copy(update={"key": f"asked-{so_far + 1}"})
