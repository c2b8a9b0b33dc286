"""Boards from rows: a board is a cache, and this is how it is made again."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlmodel import Session, select

from server.activities.contract.pool import Silence
from server.clock import monotonic, now
from server.room import actions, comparing, previews
from server.room.answer_rows import of_room
from server.room.board import Board, Person, Timer
from server.room.book import Book
from server.room.comparing import Ways
from server.settings import Settings
from server.store.models import Participant, Room, Round
from server.workshops.content import Workshop


def load(session: Session, room_id: int, settings: Settings) -> Board | None:
    """A board from nothing; None if there is no such room."""
    room = session.get(Room, room_id)
    if room is None or room.id is None:
        return None
    workshop = Workshop.model_validate(room.workshop)
    board = Board(
        room=room.id,
        code=room.code,
        workshop=workshop,
        items=workshop.run_of_show(),
        language=room.language,
        minimum=room.minimum,
        protected=room.protected,
        theme=room.theme,
        screen_token=room.screen_token,
        address=_address(room, settings),
        version=room.version,
        secret=room.secret,
        facilitator=room.facilitator_id,
        rehearsal=room.rehearsal,
        opened_at=_monotonic(room.opened_at),
        keep_until=(room.opened_at + timedelta(days=settings.keep_days)).date().isoformat(),
    )
    rounds = list(session.exec(select(Round).where(Round.room_id == room_id)))
    stand(board, room, rounds, comparing.of_room(session, room_id))
    for person in session.exec(select(Participant).where(Participant.room_id == room_id)):
        assert person.id is not None
        known = Person(person.id, person.seat, person.joined_move, person.here, seen=_monotonic(person.seen_at))
        board.admit(known, person.token_hash)
    for answer in of_room(session, room_id):
        book_of(board, answer.activity, answer.round).enter(answer.participant_id, json.loads(answer.value))
    for key, event in actions.of_room(session, room_id):
        book_of(board, *key).note(event)
    for key, preview in previews.of_room(session, room_id):
        book_of(board, *key).preview = preview
    return board


def adopt(board: Board, fresh: Board) -> None:
    """Make a board that fell behind like a fresh one, but for what this process alone knows."""
    people = {participant: _same(board.people.get(participant), person) for participant, person in fresh.people.items()}
    _take_over(board, fresh)
    board.people = people


def _same(known: Person | None, fresh: Person) -> Person:
    """Whoever is linked here holds on to the person that this process knows."""
    if known is None:
        return fresh
    _take_over(known, fresh)
    known.seen = max(known.seen, fresh.seen)
    return known


def _take_over(known: Board | Person, fresh: Board | Person) -> None:
    for each in fields(fresh):
        if not each.metadata.get("local"):
            setattr(known, each.name, getattr(fresh, each.name))


def stand(board: Board, room: Room, rounds: Sequence[Round], ways: Ways) -> None:
    """Put the board where the room stands."""
    compare(board, ways)
    board.item, board.stop, board.ended = room.item, room.stop, room.ended_at is not None
    board.blank, board.locked, board.cue, board.theme = room.blank, room.locked, room.cue, room.theme
    board.inviting, board.untimed = room.inviting, room.untimed
    board.moves, board.screen_token, board.salt = room.moves, room.screen_token, room.salt
    board.timer = Timer(
        room.timer_total, room.timer_left, _monotonic(room.timer_ends_at) if room.timer_ends_at else None
    )
    board.started = _monotonic(room.started_at) if room.started_at else None
    board.item_since = _monotonic(room.item_since)
    for row in rounds:
        book = book_of(board, row.activity, row.round)
        book.opened(row.opened_move, round(row.opened_at.timestamp() * 1000))
        book.closed_move = row.closed_move
        book.released, book.shown, book.cards = row.released_at is not None, row.shown, row.cards
        book.silence = None if row.here is None or row.away is None else Silence(row.here, row.away)


def compare(board: Board, ways: Ways) -> None:
    """Take over what is decided of how rounds are laid side by side."""
    if ways != board.ways:
        board.ways = ways
        for book in board.books.values():
            book.compared = book.apart = None


def book_of(board: Board, activity: str, round: int) -> Book:
    """The book of one round, new if nobody opened it yet."""
    if (activity, round) not in board.books:
        board.books[activity, round] = Book()
    return board.books[activity, round]


def unmake_next(board: Board, activity: str, round: int) -> None:
    """What is made of the next round rests on this one, too: it is compared with it, or about its texts."""
    if book := board.books.get((activity, round + 1)):
        book.unmake()


def _address(room: Room, settings: Settings) -> str:
    """Where phones find the room: as it was chosen, unless this machine no longer has that address."""
    ways = [way.origin for way in settings.ways()]
    return room.address if room.address in ways else ways[0]


def _monotonic(moment: datetime) -> float:
    """A moment of the wall clock on the server's monotonic clock."""
    return monotonic() + (moment - now()).total_seconds()
