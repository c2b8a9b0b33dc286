"""The pooled result that everybody may see at a step: one answer for every audience."""

from server.phases import Phase, Step
from server.results import disclosure
from server.results.disclosure import Outcome, Withheld
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
    before = board.book(step.round - 1)
    if step.phase is Phase.SHIFT and before is not None:
        # Looking for what a shift may show is dear, and every tick of every audience asks.
        if book.compared is None:
            book.compared = disclosure.compared(activity, before.values, book.values, board.minimum, board.protected)
        if not isinstance(book.compared, Withheld):
            return book.compared
    if book.pooled is None:
        book.pooled = disclosure.pooled(activity, book.values.values(), board.minimum)
    return book.pooled
