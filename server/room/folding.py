"""States: what has come of a round's events, folded where a picture is due and never before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from sqlmodel import Session, col, select

from server.activities.contract.activity import Activity
from server.activities.contract.event import Event, State
from server.room import actions
from server.room.board import Board
from server.room.book import Folded
from server.store.models import Participant, Room, Round


class Unfolded(Exception):
    """A kind could not fold its events; the cause says why. New each time, or its traceback would grow with every
    picture."""


def state(board: Board, activity: Activity, round: int) -> State:
    """The state of a round of this board's; raises what its kind does. What was folded once is not folded again."""
    book = board.books.get((activity.key, round))
    if book is None:
        return _start(activity, round, board.secret, [])
    if book.folded is None:
        there = [who for who, person in board.people.items() if person.joined_move < book.opened_move]
        book.folded = Folded(0, _start(activity, round, board.secret, there))
    if book.folded.failed is None and book.folded.events < len(book.events):
        book.folded = _further(activity, book.folded, book.events)
    if book.folded.failed is not None:
        raise Unfolded from book.folded.failed
    return book.folded.state


def _further(activity: Activity, before: Folded, events: Sequence[Event]) -> Folded:
    try:
        return Folded(len(events), _folded(activity, before.state, events[before.events :]))
    except Exception as error:
        return before._replace(failed=error)


def of_rows(session: Session, room: Room, activity: Activity, round: Round) -> State:
    """The same from rows."""
    assert room.id is not None
    there = select(Participant.id).where(
        Participant.room_id == room.id, col(Participant.joined_move) < round.opened_move
    )
    people = [who for who in session.exec(there) if who is not None]
    happened = actions.of_room(session, room.id)
    mine = [event for key, event in happened if key == (round.activity, round.round)]
    return _folded(activity, _start(activity, round.round, room.secret, people), mine)


def heard(session: Session, room: Room, activity: Activity, round: int) -> State:
    """The same where no round opens."""
    assert room.id is not None
    happened = actions.of_room(session, room.id)
    mine = [event for key, event in happened if key == (activity.key, round)]
    return _folded(activity, _start(activity, round, room.secret, []), mine)


def _start(activity: Activity, round: int, secret: str, people: Sequence[int]) -> State:
    seed = blake2b(f"{activity.key}.{round}".encode(), key=secret.encode()[:64], digest_size=16).hexdigest()
    return activity.start(round, seed, sorted(people))


def _folded(activity: Activity, state: State, events: Iterable[Event]) -> State:
    for event in events:
        state = activity.fold(state, event)
    return state
