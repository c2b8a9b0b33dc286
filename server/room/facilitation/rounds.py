"""Rounds: opened, closed, and released once their result was let out. A released round never reopens."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import col, func, select

from server.clock import now
from server.store.models import Answer, Participant, Room, Round
from server.store.transaction import Transaction


class Sealed(NamedTuple):
    """Rounds of a room, by activity and number, that never reopen, and the version of the room that knows it."""

    room: int
    rounds: tuple[tuple[str, int], ...]
    version: int


def _of_room(tx: Transaction, room: Room, round: int) -> Round | None:
    return tx.session.exec(
        select(Round).where(Round.room_id == room.id, Round.activity == room.activity, Round.round == round)
    ).first()


def open_round(tx: Transaction, room: Room) -> None:
    """Take answers, for the first time or again."""
    assert room.id is not None
    row = _of_room(tx, room, room.round) or Round(
        room_id=room.id, activity=room.activity, round=room.round, opened_move=room.moves + 1
    )
    row.closed_at = row.closed_move = row.here = row.away = None
    tx.session.add(row)


def close_round(tx: Transaction, room: Room) -> None:
    """Take no more, and count who was silent: what comes too late is refused, so this stays true."""
    row = _of_room(tx, room, room.round)
    if row is not None and row.closed_at is None:
        row.closed_at, row.closed_move = now(), room.moves + 1
        row.here, row.away = (_silent(tx, row, here) for here in (True, False))
        tx.session.add(row)


def _silent(tx: Transaction, round: Round, here: bool) -> int:
    answered = select(Answer.participant_id).where(
        Answer.room_id == round.room_id, Answer.activity == round.activity, Answer.round == round.round
    )
    silent = select(func.count(col(Participant.id))).where(
        Participant.room_id == round.room_id, Participant.here == here, col(Participant.id).not_in(answered)
    )
    return tx.session.exec(silent).one()


def release_round(tx: Transaction, room: Room, round: int) -> None:
    """The result of this round of the current activity is on the screen now, if enough have answered."""
    row = _of_room(tx, room, round)
    answers = tx.session.exec(
        select(func.count(col(Answer.id))).where(
            Answer.room_id == room.id, Answer.activity == room.activity, Answer.round == round
        )
    ).one()
    # Fewer than the minimum lets nothing out, so such a round may still be opened again.
    if row is not None and not row.shown and answers >= room.minimum:
        row.released_at, row.shown = row.released_at or now(), True
        tx.session.add(row)


def show_card(tx: Transaction, room: Room) -> None:
    """A cue card of the present round is on the screen: the first, or as many further as it was swapped."""
    row = _of_room(tx, room, room.round)
    if row is not None and row.cards <= room.cue:
        row.cards = room.cue + 1
        tx.session.add(row)


def seal(tx: Transaction, room: int, rounds: Sequence[int]) -> Sealed | None:
    """Their results leave the house by an export, so these rounds of a room never reopen; None if all were sealed."""
    sealed = []
    for row in tx.session.exec(select(Round).where(col(Round.id).in_(rounds), col(Round.released_at).is_(None))):
        row.released_at = now()
        tx.session.add(row)
        sealed.append((row.activity, row.round))
    return Sealed(room, tuple(sealed), tx.next_version(room)) if sealed else None
