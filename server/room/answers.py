"""Giving an answer: the only place that writes answers, and the hot path of the server.

It talks to the driver itself; a session here would double the cost of every answer.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import JsonValue
from sqlmodel import Session, col, select

from server.activities.base import Activity
from server.clock import now
from server.refusals import Refused
from server.store.models import Answer
from server.store.writer import Transaction


class Offer(NamedTuple):
    """What a participant wants to have counted, as parsed from the wire."""

    answer_id: str
    activity: str
    round: int
    rev: int
    value: JsonValue


class Own(NamedTuple):
    """An answer as the one who gave it gets it back."""

    activity: str
    round: int
    answer_id: str
    rev: int
    value: JsonValue


class Given(NamedTuple):
    """An answer that is stored. `fresh` is False when the same answer was stored before."""

    participant: int
    answer_id: str
    activity: str
    round: int
    rev: int
    value: JsonValue
    version: int
    fresh: bool

    @property
    def own(self) -> Own:
        """As the one who gave it gets it back."""
        return Own(self.activity, self.round, self.answer_id, self.rev, self.value)


_STORED = (
    "SELECT answer_id, rev, value, version FROM answer"
    " WHERE room_id = ? AND activity = ? AND round = ? AND participant_id = ?"
)
# `first_version` is not updated: it is the order in which people first answered.
_UPSERT = (
    "INSERT INTO answer (room_id, participant_id, activity, round, answer_id, rev, value, version,"
    " first_version, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (room_id, activity, round, participant_id) DO UPDATE SET"
    " answer_id = excluded.answer_id, rev = excluded.rev, value = excluded.value,"
    " version = excluded.version, answered_at = excluded.answered_at"
)
_WAS_OPEN = "SELECT 1 FROM round WHERE room_id = ? AND activity = ? AND round = ?"


def give(tx: Transaction, room: int, participant: int, activity: Activity, offer: Offer) -> Given:
    """Store an answer, or raise `Refused`: closed, wrong-round, wrong-value, stale, reused-id."""
    stored = tx.driver.execute(_STORED, (room, offer.activity, offer.round, participant)).fetchone()
    value = activity.accept(offer.value)
    if stored and stored[0] == offer.answer_id:
        if json.loads(stored[2]) != value:
            raise Refused("reused-id", "That answer was already sent with other words. Send it again as a new one.")
        return Given(participant, *offer[:3], stored[1], value, stored[3], fresh=False)
    _must_be_open(tx, room, offer)
    if stored and offer.rev <= stored[1]:
        raise Refused("stale", "A newer answer from this phone is already in.", rev=stored[1])
    version = tx.next_version(room)
    at = now().strftime("%Y-%m-%d %H:%M:%S.%f")
    row = (room, participant, *offer[1:3], offer.answer_id, offer.rev, json.dumps(value), version, version, at)
    tx.driver.execute(_UPSERT, row)
    return Given(participant, *offer[:3], offer.rev, value, version, fresh=True)


def _must_be_open(tx: Transaction, room: int, offer: Offer) -> None:
    standing = tx.standing(room)
    if standing is None:
        raise Refused("closed", "This room is gone.")
    if standing == ("open", offer.activity, offer.round):
        return
    if tx.driver.execute(_WAS_OPEN, (room, offer.activity, offer.round)).fetchone():
        raise Refused("closed", "Voting closed before your answer arrived. It did not count; the next one will.")
    raise Refused("wrong-round", "The room is not voting on that.")


def of_room(session: Session, room: int) -> Iterator[Answer]:
    """All answers of a room, in the order in which people first answered."""
    return iter(session.exec(select(Answer).where(Answer.room_id == room).order_by(col(Answer.first_version))))


_OWN = "SELECT activity, round, answer_id, rev, value FROM answer WHERE participant_id = ?"


def of_participant(session: Session, participant: int) -> list[Own]:
    """Everything one participant answered in their room. Read by the driver: a whole room asks at once when the
    server comes back."""
    rows = session.connection().exec_driver_sql(_OWN, (participant,))
    return [Own(key, round, id, rev, json.loads(value)) for key, round, id, rev, value in rows]
