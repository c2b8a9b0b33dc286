"""Giving an answer: the only place that writes answers, and the hot path of the server.

It talks to the driver itself; a session here would double the cost of every answer.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from pydantic import JsonValue
from sqlmodel import Session, col, select

from server.activities.contract.activity import Activity
from server.activities.contract.question import Question
from server.refusals import Refused
from server.store.models import Answer
from server.store.transaction import Row, Transaction, padded


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
    """An answer that is stored. `fresh` is False when the same answer was stored before; `mended` is True when the
    value is another spelling of what was sent."""

    participant: int
    answer_id: str
    activity: str
    round: int
    rev: int
    value: JsonValue
    version: int
    fresh: bool
    mended: bool = False

    @property
    def own(self) -> Own:
        """As the one who gave it gets it back."""
        return Own(self.activity, self.round, self.answer_id, self.rev, self.value)


Key = tuple[int, str, int, int]  # room, activity, round, participant: what one person says in one round


class Giving(NamedTuple):
    """An answer on its way: a job for the writer, which the others of its group see coming."""

    room: int
    participant: int
    activity: Activity
    offer: Offer

    @property
    def key(self) -> Key:
        """What it will be stored under."""
        return self.room, self.offer.activity, self.offer.round, self.participant

    def __call__(self, tx: Transaction) -> Given:
        """Do it."""
        return give(tx, *self)


class Stored(NamedTuple):
    """What a row holds beside its key. `first_version` stays: it is the order in which people answered
    first. `superseded` names the answers that stood here before, the last at the end."""

    answer_id: str
    rev: int
    value: str
    version: int
    first_version: int
    superseded: str


def give(tx: Transaction, room: int, participant: int, activity: Activity, offer: Offer) -> Given:
    """Store an answer, or raise `Refused`: closed, wrong-round, wrong-value, stale, reused-id."""
    key = room, offer.activity, offer.round, participant
    before = _known(tx, key)
    value = _asked(tx, room, activity, offer).accept(offer.value)
    mended = value != offer.value
    if before and before.answer_id == offer.answer_id:
        if json.loads(before.value) != value:
            raise Refused("reused-id", "That answer was already sent with other words. Send it again as a new one.")
        return Given(participant, *offer[:3], before.rev, value, before.version, fresh=False, mended=mended)
    if before and offer.answer_id in before.superseded:  # whatever its rev says now: a newer one took its place
        raise _stale(before)
    _must_be_open(tx, room, offer)
    if before and offer.rev <= before.rev:
        raise _stale(before)
    version = tx.next_version(room)
    first = before.first_version if before else version
    superseded = f"{before.superseded} {before.answer_id}"[-LONGEST_SUPERSEDED:] if before else ""
    tx.memory[key] = now = Stored(offer.answer_id, offer.rev, json.dumps(value), version, first, superseded)
    tx.gather(upsert, key, (*key, *now))
    return Given(participant, *offer[:3], offer.rev, value, version, fresh=True, mended=mended)


def _asked(tx: Transaction, room: int, activity: Activity, offer: Offer) -> Question:
    """What the round asks; of the day on which it was opened, where that matters. That is a row, so an answer that is
    sent again is judged as it was before."""
    question = activity.asked(offer.round)
    return question.opened(_opened(tx, (room, offer.activity, offer.round))) if question.dated else question


def _opened(tx: Transaction, round: tuple[int, str, int]) -> datetime:
    if ("opened", round) not in tx.memory:
        row = tx.execute(_OPENED, round).fetchone()
        tx.memory["opened", round] = datetime.fromisoformat(row[0]).replace(tzinfo=UTC) if row else tx.moment
    moment: datetime = tx.memory["opened", round]
    return moment


def _stale(before: Stored) -> Refused:
    words = "Another answer of yours is already in. To change it to this one, send it again."
    return Refused("stale", words, rev=before.rev)


def _must_be_open(tx: Transaction, room: int, offer: Offer) -> None:
    standing = tx.standing(room)
    if standing is None:
        raise Refused("closed", "This room is gone.")
    if standing == ("open", offer.activity, offer.round):
        return
    if was_open(tx, room, offer.activity, offer.round):
        raise Refused("closed", "Voting closed before your answer arrived. It did not count; the next one will.")
    raise Refused("wrong-round", "The room is not voting on that.")


def was_open(tx: Transaction, room: int, activity: str, round: int) -> bool:
    """Whether this round was ever opened."""
    return tx.execute(_WAS_OPEN, (room, activity, round)).fetchone() is not None


# The last 32 answers that one had in its place before; without an end, changing one's mind would cost more each time.
LONGEST_SUPERSEDED = 32 * len(f" {'0' * 32}")
_OPENED = "SELECT opened_at FROM round WHERE room_id = ? AND activity = ? AND round = ?"
_WAS_OPEN = "SELECT 1 FROM round WHERE room_id = ? AND activity = ? AND round = ?"


def _known(tx: Transaction, key: Key) -> Stored | None:
    """What is stored under a key, or was given in this group. Read once, for all answers of the group."""
    if key not in tx.memory:
        coming = {key, *(job.key for job in tx.group if isinstance(job, Giving))} - tx.memory.keys()
        tx.memory.update(dict.fromkeys(coming))
        tx.memory.update(stored(tx, coming))
    found: Stored | None = tx.memory[key]
    return found


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
