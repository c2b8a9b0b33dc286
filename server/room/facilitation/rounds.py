"""Rounds: opened, closed, and released once their result was let out. A released round never reopens."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import col, func, select

from server.clock import now
from server.room import comparing
from server.room.comparing import Way, Ways
from server.store.models import Answer, Participant, Room, Round
from server.store.transaction import Transaction
from server.workshops.content import Workshop


class Sealed(NamedTuple):
    """Rounds of a room, by activity and number, that never reopen, what is decided of them, and the version of the room
    that knows it."""

    room: int
    rounds: tuple[tuple[str, int], ...]
    ways: Ways
    version: int


def _of_room(tx: Transaction, room: Room, activity: str, round: int) -> Round | None:
    return tx.session.exec(
        select(Round).where(Round.room_id == room.id, Round.activity == activity, Round.round == round)
    ).first()


def open_round(tx: Transaction, room: Room) -> None:
    """Take answers, for the first time or again."""
    assert room.id is not None
    row = _of_room(tx, room, room.activity, room.round) or Round(
        room_id=room.id, activity=room.activity, round=room.round, opened_move=room.moves + 1
    )
    row.closed_at = row.closed_move = row.here = row.away = None
    tx.session.add(row)


def close_round(tx: Transaction, room: Room) -> None:
    """Take no more, and count who was silent: what comes too late is refused, so this stays true."""
    row = _of_room(tx, room, room.activity, room.round)
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
    row = _let_out(tx, room, room.activity, round)
    if row is not None:
        row.shown = True


def seal_round(tx: Transaction, room: Room, activity: str, round: int) -> None:
    """What another result rests on never changes: this round never reopens."""
    _let_out(tx, room, activity, round)


def _let_out(tx: Transaction, room: Room, activity: str, round: int) -> Round | None:
    row = _of_room(tx, room, activity, round)
    answers = tx.session.exec(
        select(func.count(col(Answer.id))).where(
            Answer.room_id == room.id, Answer.activity == activity, Answer.round == round
        )
    ).one()
    # Fewer than the minimum lets nothing out, so such a round may still be opened again.
    if row is None or answers < room.minimum:
        return None
    row.released_at = row.released_at or now()
    tx.session.add(row)
    return row


def show_card(tx: Transaction, room: Room) -> None:
    """A cue card of the present round is on the screen: the first, or as many further as it was swapped."""
    row = _of_room(tx, room, room.activity, room.round)
    if row is not None and row.cards <= room.cue:
        row.cards = room.cue + 1
        tx.session.add(row)


def seal(tx: Transaction, room: int, rounds: Sequence[int]) -> Sealed | None:
    """Their results leave the house by an export, so these rounds of a room never reopen, and who moved between two of
    them is told for good; None if all that was so."""
    sealed = []
    for row in tx.session.exec(select(Round).where(col(Round.id).in_(rounds), col(Round.released_at).is_(None))):
        row.released_at = now()
        tx.session.add(row)
        sealed.append((row.activity, row.round))
    before = comparing.of_room(tx.session, room)
    _tell_moves(tx, room, before)
    ways = comparing.of_room(tx.session, room)
    return Sealed(room, tuple(sealed), ways, tx.next_version(room)) if sealed or ways != before else None


def _tell_moves(tx: Transaction, room: int, ways: Ways) -> None:
    items = Workshop.model_validate(tx.session.get_one(Room, room).workshop).run_of_show()
    out = tx.session.exec(
        select(Round.activity, Round.round).where(Round.room_id == room, col(Round.released_at).is_not(None))
    )
    told = set(out)
    for activity, round in sorted(told):
        if (activity, round - 1) in told and comparing.tells_moves(items, ways, activity):
            comparing.decide(tx, room, activity, Way())
