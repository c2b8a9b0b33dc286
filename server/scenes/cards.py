"""The cue cards of the step a room is at: one answer for the screen, the phones and the console.

No card comes twice in one activity: what was on the screen in an earlier talk is left out of later decks. How many
cards of a round were on the screen is a row, so it holds after Back, a restart, or on another machine.
"""

from collections.abc import Iterator

from server.phases import Phase, Step
from server.results import cues
from server.room.board import Board
from server.scenes.outcome import outcome

TALKING = (Phase.TALK, Phase.SHIFT)


def cards(board: Board) -> tuple[cues.Card, ...]:
    """The card that is held, or will be once the room talks, then those that could be held instead; none before a
    result is out."""
    return _deck(board, board.step, board.cue)


def held(board: Board) -> cues.Card | None:
    """The card on the screen and on phones."""
    return next(iter(cards(board)), None) if board.step.phase in TALKING else None


def were_held(board: Board) -> tuple[cues.Card, ...]:
    """Those of the round that the room is at which have been on the screen, in that order."""
    book = board.book()
    return _deck(board, board.step)[: book.cards] if book else ()


def _deck(board: Board, step: Step, swap: int = 0) -> tuple[cues.Card, ...]:
    activity, book, result = board.activity, board.book(step.round), outcome(board, step)
    if activity is None or result is None:
        return ()
    people = len(book.values) if book else 0
    seen = {card.text for card in _seen_before(board, step)}
    return cues.deck(activity, result, people, board.language, swap, seen)


def _seen_before(board: Board, step: Step) -> Iterator[cues.Card]:
    """The cards that this activity had on the screen in earlier rounds."""
    stops = (stop for item in board.items if item.activity is board.activity for stop in item.steps)
    for stop in stops:
        book = board.book(stop.round)
        if stop.phase in TALKING and stop.round < step.round and book is not None and book.cards:
            yield from _deck(board, stop)[: book.cards]
