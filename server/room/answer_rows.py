"""Answers as rows: those of a group read and written at once, and read back by whoever needs them.

It talks to the driver itself; a session here would double the cost of every answer.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import JsonValue
from sqlmodel import Session, col, select

from server.store.models import Answer
from server.store.transaction import Row, Transaction, padded

Key = tuple[int, str, int, int]  # room, activity, round, participant: what one person says in one round


class Stored(NamedTuple):
    """What a row holds beside its key. `first_version` stays: it is the order in which people answered
    first. `superseded` names the answers that stood here before, the last at the end."""

    answer_id: str
    rev: int
    value: str
    version: int
    first_version: int
    superseded: str


class Own(NamedTuple):
    """An answer as the one who gave it gets it back."""

    activity: str
    round: int
    answer_id: str
    rev: int
    value: JsonValue


def stored(tx: Transaction, keys: Iterable[Key]) -> dict[Key, Stored]:
    """What is stored under these keys: one SELECT for all of one round."""
    rounds: dict[tuple[int, str, int], list[int]] = {}
    for room, activity, round, participant in keys:
        rounds.setdefault((room, activity, round), []).append(participant)
    found: dict[Key, Stored] = {}
    for asked, people in rounds.items():
        whole = padded(people)
        for participant, *row in tx.execute(_select(len(whole)), (*asked, *whole)):
            found[*asked, participant] = Stored(*row)
    return found


@cache
def _select(people: int) -> str:
    return f"{_STORED} ({', '.join('?' * people)})"


_STORED = (
    "SELECT participant_id, answer_id, rev, value, version, first_version, superseded FROM answer"
    " WHERE room_id = ? AND activity = ? AND round = ? AND participant_id IN"
)


def upsert(tx: Transaction, rows: list[Row]) -> None:
    """Write the answers of a group, many in one statement."""
    tx.write(rows, _upsert)


@cache
def _upsert(rows: int) -> str:
    return f"{_INSERT} VALUES {', '.join([_ROW] * rows)} {_OR_UPDATE}"


_INSERT = (
    "INSERT INTO answer (room_id, activity, round, participant_id, answer_id, rev, value, version, first_version,"
    " superseded)"
)
_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_OR_UPDATE = (
    "ON CONFLICT (room_id, activity, round, participant_id) DO UPDATE SET"
    " answer_id = excluded.answer_id, rev = excluded.rev, value = excluded.value,"
    " version = excluded.version, superseded = excluded.superseded"
)


def of_room(session: Session, room: int) -> Iterator[Answer]:
    """All answers of a room, in the order in which people first answered."""
    return iter(session.exec(select(Answer).where(Answer.room_id == room).order_by(col(Answer.first_version))))


_OWN = "SELECT activity, round, answer_id, rev, value FROM answer WHERE participant_id = ?"


def of_participant(session: Session, participant: int) -> list[Own]:
    """Everything one participant answered in their room. Read by the driver: a whole room asks at once when the
    server comes back."""
    rows = session.connection().exec_driver_sql(_OWN, (participant,))
    return [Own(key, round, id, rev, json.loads(value)) for key, round, id, rev, value in rows]
