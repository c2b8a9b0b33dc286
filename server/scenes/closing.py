"""What the console turns into once a room is over."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.text import Text
from server.room.board import Board
from server.scenes.days import day


@dataclass(frozen=True, slots=True)
class Closing:
    """What is left of a room after its end."""

    room: int
    moves: int
    workshop: Text
    minimum: int
    keep_until: str
    people: int
    answers: int
    rehearsal: bool


def closing(board: Board) -> Closing:
    """Of this room."""
    answers = sum(len(book.values) for book in board.books.values())
    return Closing(
        board.room,
        board.moves,
        board.workshop.title,
        board.minimum,
        day(board.keep_until, board.language),
        len(board.people),
        answers,
        board.rehearsal,
    )
