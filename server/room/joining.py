"""Ways into a room: opening it, its code, seats, the link of its big screen, and the address where phones find it."""

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session, col, or_, select

from server.clock import now
from server.refusals import Refused
from server.store.models import Participant, Room
from server.store.transaction import Transaction
from server.workshops.content import Workshop

CODE_REST = timedelta(days=90)
NEVER_SEEN = "1970-01-01 00:00:00.000000"


class Seated(NamedTuple):
    """A participant, and the version of the room that first has them."""

    participant: int
    room: int
    seat: int
    joined_move: int
    token_hash: str
    version: int


class Renewed(NamedTuple):
    """The new link of a big screen, and the version of the room that first has it."""

    room: int
    token: str
    version: int


def hashed(token: str) -> str:
    """How a token is kept: whoever reads the database can not use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_room(
    tx: Transaction,
    facilitator: int,
    workshop: Workshop,
    minimum: int,
    theme: str,
    protected: bool = False,
    rehearsal: bool = False,
) -> int:
    """A new room with a copy of the workshop. Its id."""
    if minimum not in (2, 5):
        raise Refused("wrong-minimum", "Results show once five people have answered, or two in a small team.")
    code = _fresh_code(tx.session)
    room = Room(
        code=code,
        open_code=code,
        facilitator_id=facilitator,
        workshop=workshop.model_dump(mode="json", by_alias=True),
        language=workshop.languages[0],
        minimum=minimum,
        protected=protected,
        rehearsal=rehearsal,
        theme="dark" if theme == "dark" else "paper",
        screen_token=secrets.token_urlsafe(16),
    )
    tx.session.add(room)
    tx.session.flush()
    assert room.id is not None
    return room.id


def _fresh_code(session: Session) -> str:
    """Six digits that no open room has and none had lately, so yesterday's guests land nowhere."""
    while True:
        code = f"{secrets.randbelow(900_000) + 100_000}"
        resting = or_(col(Room.opened_at) > now() - CODE_REST, col(Room.ended_at).is_(None))
        if session.exec(select(Room.id).where(Room.code == code, resting)).first() is None:
            return code


NOBODY_JOINS = "This is a rehearsal with made-up people. Nobody can join it; ask your host for the code of the room."
_DOOR = "SELECT ended_at, locked, seats, moves, rehearsal FROM room WHERE id = ?"
_SEAT = "INSERT INTO participant (room_id, token_hash, seat, joined_move, seen_at) VALUES (?, ?, ?, ?, ?) RETURNING id"


def take_seat(tx: Transaction, room_id: int, token: str, capacity: int, made_up: bool = False) -> Seated:
    """A new participant with the next seat; raises `Refused`: no-room, ended, rehearsal, locked, full. Only made-up
    people sit in a rehearsal, and nowhere else.

    It talks to the driver: a session would read the whole workshop for everybody who comes in.
    """
    door = tx.execute(_DOOR, (room_id,)).fetchone()
    if door is None:
        raise Refused("no-room", "This room is gone.")
    ended, locked, seats, moves, rehearsal = door
    if ended is not None:
        raise Refused("ended", "This workshop has ended.")
    if bool(rehearsal) != made_up:
        raise Refused("rehearsal", NOBODY_JOINS if rehearsal else "Made-up people sit in rehearsals only.")
    if locked and not made_up:
        raise Refused("locked", "The host has closed the door. Ask them to open it again.")
    if seats >= capacity:
        raise Refused("full", f"This room is full ({capacity:,}). Ask your host for a second room.")
    tx.execute("UPDATE room SET seats = ? WHERE id = ?", (seats + 1, room_id))
    kept = hashed(token)
    ((participant,),) = tx.execute(_SEAT, (room_id, kept, seats, moves, NEVER_SEEN)).fetchall()
    return Seated(participant, room_id, seats, moves, kept, tx.next_version(room_id))


def renew_screen_link(tx: Transaction, room_id: int) -> Renewed:
    """A new link for the big screen; the old one is dead."""
    room = tx.session.get_one(Room, room_id)
    room.screen_token = secrets.token_urlsafe(16)
    room.version = tx.next_version(room_id)
    tx.session.add(room)
    return Renewed(room_id, room.screen_token, room.version)


def use_address(tx: Transaction, room_id: int, origin: str) -> int | None:
    """Phones find the room there from now on. The room's version; None if there is no such room."""
    room = tx.session.get(Room, room_id)
    if room is None:
        return None
    room.address = origin
    room.version = tx.next_version(room_id)
    tx.session.add(room)
    return room.version


def find_open(session: Session, code: str) -> Room | None:
    """The room that has this code now: an open one, else one that ended and still rests."""
    found = select(Room).where(Room.code == code).order_by(col(Room.ended_at).is_not(None), col(Room.opened_at).desc())
    return session.exec(found).first()


def holds_seat(session: Session, room_id: int, token_hash: str) -> bool:
    """Whether this token is somebody's, in this room."""
    held = select(Participant.id).where(Participant.room_id == room_id, Participant.token_hash == token_hash)
    return session.exec(held).first() is not None


def by_screen_token(session: Session, token: str) -> int | None:
    """The room whose big screen has this link."""
    return session.exec(select(Room.id).where(Room.screen_token == token)).first()
