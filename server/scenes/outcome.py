"""The pooled result that everybody may see at a step, and what has happened besides: one answer for every audience."""

from functools import partial

from server.activities.contract.event import State
from server.phases import Phase, Step
from server.results import disclosure
from server.results.disclosure import Outcome, Undrawn, Withheld
from server.room import folding
from server.room.board import Board

SHOWN = (Phase.REVEALED, Phase.TALK, Phase.SHIFT)


def outcome(board: Board, at: Step | None = None) -> Outcome | None:
    """What disclosure lets out at a step of the room's activity, by default where it stands; None where the step
    shows no result.

    If too few answered both times, a shift is the second round's own result.
    """
    activity, step = board.activity, at or board.step
    if activity is None or not activity.takes_answers or step.phase not in SHOWN:
        return None
    book = board.book(step.round)
    if book is None:
        return Withheld(0, board.minimum)
    if step.phase is Phase.TALK and not book.released:
        return Withheld(len(book.values), board.minimum)
    before, fold = board.book(step.round - 1), partial(folding.state, board, activity, step.round)
    if step.phase is Phase.SHIFT and before is not None:
        # Looking for what a shift may show is dear, and every tick of every audience asks.
        if book.compared is None:
            rounds = before.values, book.values
            book.compared = disclosure.compared(activity, *rounds, board.minimum, board.protected, fold)
        if not isinstance(book.compared, Withheld):
            return book.compared
    if book.pooled is None:
        book.pooled = disclosure.pooled(activity, book.values.values(), board.minimum, fold, book.silence)
    return book.pooled


def state(board: Board) -> State | Undrawn:
    """What has come of the events of the present round, or that its kind failed to say."""
    activity, book = board.activity, board.book()
    if activity is None:
        return None
    fold = partial(folding.state, board, activity, board.step.round)
    return disclosure.told(activity, len(book.values) if book else 0, fold)
