"""The facilitator's private preview of a round: decided here, once, and stored. Two machines, or one before and after a
restart, that decided it twice would show two, and between them one person's answer."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from server.activities.contract.question import Question
from server.phases import FIRST_ROUND
from server.results.preview import Preview, covering
from server.store import models
from server.store.models import Answer, Room, Round
from server.store.transaction import Transaction

Key = tuple[str, int]


class Taken(NamedTuple):
    """A new preview of a round, and the version of the room that first has it."""

    room: int
    key: Key
    preview: Preview
    version: int


def take(tx: Transaction, room: int, key: Key, question: Question, lag: int) -> Taken | None:
    """Decide the next preview of a round that asks this; None if none is due, or somebody has decided it already. A
    second round has none: laid beside the first, it would show how single people moved."""
    activity, round = key
    of_round = (Answer.room_id == room, Answer.activity == activity, Answer.round == round)
    minimum = tx.session.exec(select(Room.minimum).where(Room.id == room)).first()
    if minimum is None or round != FIRST_ROUND or not _may_be_seen(tx, room, key):
        return None
    answered = tx.session.exec(select(func.count()).select_from(Answer).where(*of_round)).one()
    earlier = [preview for of, preview in of_room(tx.session, room) if of == key]
    covers = (earlier[-1] if earlier else Preview()).due(answered, lag)
    if not covers:
        return None
    told = {part.key: each.covered for each in earlier for part in question.parts if each.tells(question, part)}
    in_order = select(Answer.value).where(*of_round).order_by(col(Answer.first_version))
    values = [json.loads(value) for value in tx.session.exec(in_order)]
    preview = covering(question, values, covers, minimum, told)
    shown = [[value, people] for value, people in preview.shown]
    row = models.Preview(room_id=room, activity=activity, round=round, covered=preview.covered, shown=shown)
    tx.session.add(row)
    return Taken(room, key, preview, tx.next_version(room))


def of_room(session: Session, room: int) -> Iterator[tuple[Key, Preview]]:
    """The previews of a room, of each round the newest last."""
    rows = session.exec(
        select(models.Preview).where(models.Preview.room_id == room).order_by(col(models.Preview.covered))
    )
    return (((row.activity, row.round), _stored(row)) for row in rows)


def _may_be_seen(tx: Transaction, room: int, key: Key) -> bool:
    """Whether the round was opened, and its result is not out yet."""
    opened = select(Round.id).where(
        Round.room_id == room, Round.activity == key[0], Round.round == key[1], col(Round.released_at).is_(None)
    )
    return tx.session.exec(opened).first() is not None


def _stored(row: models.Preview) -> Preview:
    return Preview(row.covered, tuple((value, people) for value, people in row.shown))
