"""What whoever facilitates sees and nobody else: the lagging preview, texts to read and sort, who sent nothing."""

from __future__ import annotations

from functools import partial

from server.activities.contract.activity import Activity
from server.activities.contract.pool import Silence
from server.phases import FIRST_ROUND, Phase
from server.results.disclosure import to_read
from server.results.outcomes import Kept, Outcome
from server.room import comparing, folding
from server.room.board import Board
from server.room.book import Book
from server.room.comparing import lag, may_split
from server.scenes import asks
from server.scenes.outcome import SHOWN, outcome

VOTING = (Phase.OPEN, Phase.CLOSED)


def groups_follow(board: Board) -> bool:
    """Whether the author wants groups shown, so that there is no preview."""
    return board.activity is not None and comparing.groups_follow(board.items, board.ways, board.activity.key)


def silence(board: Board) -> Silence | None:
    """Who sent nothing, from the close of a round on until the room goes on."""
    book = board.book()
    return book.silence if book is not None and board.step.phase in (Phase.CLOSED, *SHOWN) else None


def result(board: Board) -> Outcome | None:
    """What only the facilitator sees: the lagging preview during a first vote and as long as its result is kept back,
    later what everybody sees."""
    book, shown = board.book(), outcome(board)
    waits = board.step.phase in VOTING or isinstance(shown, Kept)
    if board.activity is not None and book is not None and waits and not book.released:
        first = board.step.round == FIRST_ROUND and not groups_follow(board)
        return _preview(board, board.activity, book) if first else None
    return shown


def _preview(board: Board, activity: Activity, book: Book) -> Outcome:
    fold = partial(folding.state, board, activity, board.step.round)
    return book.preview.result(activity, len(book.values), board.minimum, fold, board.protected)


def tray(board: Board) -> object:
    """Texts to read and sort: those that the preview covers while people write, then all."""
    activity, basis = board.activity, texts_round(board)
    if activity is not None and activity.hears:
        return asks.floor(board)
    book = board.book(basis)
    if activity is None or book is None or not activity.takes_answers:
        return None
    asked = board.step == (Phase.OPEN, basis)
    values = book.preview.values if asked else list(book.values.values())
    fold = partial(folding.state, board, activity, basis)
    return to_read(activity, values, board.minimum, fold, board.protected)


def texts_round(board: Board) -> int:
    """The round whose texts are read: the present one, or the one that it is about."""
    return board.activity.texts_of(board.step.round) if board.activity else board.step.round


def can_look(board: Board) -> bool:
    """Whether the first answers could be seen sooner, if groups are given up: nothing of them is seen yet."""
    book, activity, step = board.book(), board.activity, board.step
    if activity is None or book is None or step.round != FIRST_ROUND or step.phase not in VOTING:
        return False
    return not book.released and not book.preview.covered and may_split(board.items, board.ways, activity)


def lags(board: Board) -> int:
    """By how many answers a preview lags."""
    return lag(board.items, board.ways, board.activity, board.minimum) if board.activity else board.minimum


def step(board: Board) -> int:
    """How many more answers the next preview takes in."""
    book = board.book()
    return book.preview.step(lags(board)) if book else lags(board)
