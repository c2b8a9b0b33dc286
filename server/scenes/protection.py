"""What phones say about how far a change of mind may be seen, before the first answer."""

from server.activities.contract.activity import Activity
from server.activities.contract.texts import Texts
from server.phases import Phase
from server.results import admitted
from server.results.admitted import is_sensitive
from server.results.outcomes import Undrawn
from server.room.board import Board
from server.room.comparing import tells_moves
from server.scenes.outcome import state

ORDINARY, SENSITIVE = "ordinary", "sensitive"


def of_ballot(board: Board) -> str:
    """How the moves of the activity that is asked are shown; said once, and "" where no votes are compared."""
    activity = board.activity
    if activity is None or board.step.round > 1 or not _is_compared(board, activity):
        return ""
    return SENSITIVE if is_sensitive(activity, board.protected) else ORDINARY


def reads_first(board: Board) -> bool:
    """Whether the texts that are asked for now wait until whoever facilitates has let them out."""
    activity, book = board.activity, board.book()
    if activity is None or not isinstance(activity.poses(), Texts):
        return False
    happened = state(board)
    answers = len(book.values) if book else 0
    return isinstance(happened, Undrawn) or admitted.reads_first(activity, happened, answers, board.protected)


def of_room(board: Board) -> str:
    """How moves are shown in this room: ordinary if that is so in any of its activities."""
    if board.protected:
        return SENSITIVE
    compared = (item.activity for item in board.items if _is_compared(board, item.activity))
    return ORDINARY if any(not activity.sensitive for activity in compared) else ""


def _is_compared(board: Board, activity: Activity) -> bool:
    """Whether two of its votes are laid side by side, and answers stand at places between which one can move."""
    if not any(part.places for part in activity.poses().parts):
        return False
    mine = (item for item in board.items if item.activity is activity)
    told = tells_moves(board.items, board.ways, activity.key)
    return told and any(step.phase is Phase.SHIFT for item in mine for step in item.steps)
