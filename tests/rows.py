"""The rows of a room, counted and changed behind everybody's back."""

from typing import Any

from sqlmodel import SQLModel, select

from server.store.models import Answer, Move, Participant, Room, Round
from server.store.transaction import Transaction
from tests.house import House, RoomAt

TABLES: tuple[type[SQLModel], ...] = (Room, Participant, Answer, Round, Move)


def change(room: RoomAt, **fields: Any) -> None:
    """Set columns of the room's row."""

    def job(tx: Transaction) -> None:
        row = tx.session.get_one(Room, room.id)
        for name, value in fields.items():
            setattr(row, name, value)
        tx.session.add(row)

    room.house.commit(job)


def sizes(house: House) -> dict[str, int]:
    """How many rows each table of a room's has."""
    return house.read(lambda session: {table.__name__: len(session.exec(select(table)).all()) for table in TABLES})
