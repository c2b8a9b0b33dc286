"""The cue cards of the step a room is at: one answer for the screen, the phones and the console.

No card comes twice in one activity: what was on the screen in an earlier talk is left out of later decks. How many
cards of a round were on the screen is a row, so it holds after Back, a restart, or on another machine.
"""

from collections.abc import Iterator

from server.phases import FIRST_ROUND, Phase, Step
from server.results import cues
from server.room.board import Board
from server.scenes.outcome import is_apart, outcome

TALKING = (Phase.TALK, Phase.SHIFT)


def cards(board: Board) -> tuple[cues.Card, ...]:
    """The card that is held, or will be once the room talks, then those that could be held instead; none before a
    result is out."""
    return _deck(board, board.step, board.cue)


def foreseen(board: Board) -> tuple[cues.Card, ...]:
    """The card that a closed round would call if it were revealed now, for whoever has read and sorted all its texts
    and so knows what is in it. Of nothing else is anything told early: previews lag."""
    step = board.step
    return _deck(board, Step(Phase.REVEALED, step.round))[:1] if step == (Phase.CLOSED, FIRST_ROUND) else ()


def held(board: Board) -> cues.Card | None:
    """The card on the screen and on phones."""
    talks = board.current is not None and not board.ended and board.current.talks(board.stop)
    return next(iter(cards(board)), None) if talks else None


def were_held(board: Board) -> tuple[cues.Card, ...]:
    """Those of the round that the room is at which have been on the screen, in that order."""
    book, step = board.book(), board.step
    talk_is_apart = _talk_is_apart(board, step)
    if book is None or (step.phase is Phase.REVEALED and talk_is_apart):
        return ()
    if step.phase is Phase.SPLIT:  # the talk about it, or behind the talk a card more
        return _deck(board, Step(Phase.TALK, step.round))[: book.cards] if talk_is_apart else _deck(board, step)[:1]
    return _deck(board, step)[: book.cards]


def _deck(board: Board, step: Step, swap: int = 0) -> tuple[cues.Card, ...]:
    activity, book, result = board.activity, board.book(step.round), outcome(board, step)
    if activity is None or result is None:
        return ()
    people = len(book.values) if book else 0
    seen = {card.text for card in _seen_before(board, step)}
    return cues.deck(activity, result, people, board.language, swap, seen)


def _seen_before(board: Board, step: Step) -> Iterator[cues.Card]:
    """The cards that this activity had on the screen in earlier rounds, and before this one was laid apart."""
    stops = (stop for item in board.items if item.activity is board.activity for stop in item.steps)
    for stop in dict.fromkeys(stops):
        book = board.book(stop.round)
        if book is not None and book.cards and _is_before(stop, step):
            behind_talk = stop.phase is Phase.SPLIT and is_apart(board, stop) and not _talk_is_apart(board, stop)
            if behind_talk or stop.phase in TALKING:
                yield from _deck(board, stop)[: 1 if behind_talk else book.cards]


def _talk_is_apart(board: Board, stop: Step) -> bool:
    return is_apart(board, Step(Phase.TALK, stop.round))


def _is_before(stop: Step, step: Step) -> bool:
    same = stop.round == step.round
    return stop.round < step.round or (same and stop.phase is Phase.TALK and step.phase is Phase.SPLIT)
