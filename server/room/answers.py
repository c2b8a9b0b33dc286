"""Giving an answer: the only place that decides what is written of it, and the hot path of the server."""

import json
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Question
from server.refusals import Refused
from server.room.answer_rows import Key, Own, Stored, stored, upsert
from server.room.openings import opened, was_open
from server.store.transaction import Transaction

# The last 32 answers that one had in its place before; without an end, changing one's mind would cost more each time.
LONGEST_SUPERSEDED = 32 * len(f" {'0' * 32}")


class Offer(NamedTuple):
    """What a participant wants to have counted, as parsed from the wire."""

    answer_id: str
    activity: str
    round: int
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


def _known(tx: Transaction, key: Key) -> Stored | None:
    """What is stored under a key, or was given in this group. Read once, for all answers of the group."""
    if key not in tx.memory:
        coming = {key, *(job.key for job in tx.group if isinstance(job, Giving))} - tx.memory.keys()
        tx.memory.update(dict.fromkeys(coming))
        tx.memory.update(stored(tx, coming))
    found: Stored | None = tx.memory[key]
    return found


def _asked(tx: Transaction, room: int, activity: Activity, offer: Offer) -> Question:
    """What the round asks; of the day on which it was opened, where that matters. That is a row, so an answer that is
    sent again is judged as it was before."""
    question = activity.asked(offer.round)
    return question.opened(opened(tx, (room, offer.activity, offer.round))) if question.dated else question


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
