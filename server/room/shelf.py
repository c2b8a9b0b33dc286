"""What the library shows: workshops as a shape of the hour, and the rooms of one facilitator."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from server.store.models import Answer, Facilitator, Participant, Room


@dataclass(frozen=True, slots=True)
class Shelved:
    """One room on the shelf."""

    id: int
    code: str
    title: str
    opened_at: datetime
    ended: bool
    people: int
    answers: int


def rooms(session: Session, host: Facilitator) -> list[Shelved]:
    """The facilitator's rooms, the newest first; no rehearsal is among them."""
    people = _count(session, Participant)
    answers = _count(session, Answer)
    theirs = select(Room).where(Room.facilitator_id == host.id, col(Room.rehearsal).is_(False))
    found = session.exec(theirs.order_by(col(Room.opened_at).desc()))
    return [
        Shelved(
            room.id,
            room.code,
            room.workshop["title"],
            room.opened_at,
            room.ended_at is not None,
            people.get(room.id, 0),
            answers.get(room.id, 0),
        )
        for room in found
        if room.id is not None
    ]


def _count(session: Session, table: type[Participant] | type[Answer]) -> dict[int, int]:
    rows = session.exec(select(table.room_id, func.count(col(table.id))).group_by(col(table.room_id)))
    return {room: int(number) for room, number in rows}
