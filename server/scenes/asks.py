"""What is open beside everything: what phones may do there now, and the few texts that stand on them.

Phones get marks and numbers behind their pictures, and no words: these they fetch, when somebody looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Shown
from server.results import disclosure
from server.results.outcomes import Outcome, Released, Undrawn
from server.results.undrawn import folded
from server.room import folding
from server.room.board import Board
from server.room.book import Book
from server.scenes.outcome import heard

ON_PHONES = 5
CALLED = 8  # signs of a mark by which a phone knows it among these few: every count has them


class Asks(NamedTuple):
    """What phones are told: about which activity, and a line of what may be done there and how many ask what; empty
    where nothing may be done."""

    key: str
    round: int
    line: str


def asks(board: Board) -> Asks:
    """For phones."""
    activity = heard_now(board)
    here = activity is board.activity
    return Asks(activity.key, round_of(activity), _line(board, activity, here))


def page(board: Board) -> dict[str, JsonValue]:
    """The same as JSON, with the words: what a phone fetches."""
    activity = heard_now(board)
    told: list[JsonValue] = [
        {"mark": each.mark, "words": each.words, "people": each.votes} for each in _few(heard(board, activity))
    ]
    may: list[JsonValue] = [*_may(board, activity, activity is board.activity)]
    up = lifted(board)
    return {
        "activity": activity.key,
        "round": round_of(activity),
        "may": may,
        "questions": [] if board.blank or board.ended else told,
        "lifted": up.mark if up else None,
    }


def heard_now(board: Board) -> Activity:
    """The activity in which people can say something without being asked: the one where the room is, or that beside
    everything."""
    return board.activity if board.activity is not None and board.activity.hears else board.beside


def round_of(activity: Activity) -> int:
    """Where its events are."""
    return activity.course()[0].round


def lifted(board: Board) -> Shown | None:
    """The text that stands on the screen over whatever is shown."""
    if not is_touched(board):  # the usual room, of which every picture asks
        return None
    shown = heard(board, heard_now(board))
    return shown.result.up() if isinstance(shown, Released) and not board.ended else None


def floor(board: Board) -> object:
    """All of it, for whoever facilitates; None where its kind fails to say."""
    activity = heard_now(board)
    fold = partial(folding.state, board, activity, round_of(activity))
    told = disclosure.to_hear(activity, len(board.people), board.minimum, fold, board.protected)
    return None if isinstance(told, Undrawn) else told


def takes(board: Board) -> bool:
    """Whether new ones are taken now."""
    activity = heard_now(board)
    return next(iter(activity.rations), "") in _may(board, activity, activity is board.activity)


def _line(board: Board, activity: Activity, here: bool) -> str:
    may = _may(board, activity, here)
    if not may:
        return ""
    up, few = lifted(board), _few(heard(board, activity))
    marks = (f"{'*' if up and each.mark == up.mark else ''}{each.mark[:CALLED]}:{each.votes or ''}" for each in few)
    return f"{' '.join(may)}|{' '.join(marks)}"


def _few(shown: Outcome) -> Sequence[Shown]:
    return list(islice(shown.result.wall(), ON_PHONES)) if isinstance(shown, Released) else ()


def _may(board: Board, activity: Activity, here: bool) -> list[str]:
    """What participants may do."""
    if board.ended or board.blank:
        return []
    here = here and board.step.phase in activity.acting
    round = round_of(activity)
    book = board.books.get((activity.key, round)) or Book()
    fold = partial(folding.state, board, activity, round)
    state = folded(activity, len(book.events), fold)
    if isinstance(state, Undrawn):
        return []
    return [what for what in activity.rations if activity.may(what, here, activity.switched(state))]


def is_touched(board: Board) -> bool:
    """Whether anything ever happened there."""
    activity = heard_now(board)
    return (activity.key, round_of(activity)) in board.books


def mine(board: Board, participant: int) -> dict[str, JsonValue] | None:
    """What somebody does there, by mark; None where nothing ever happened."""
    if not is_touched(board):
        return None
    activity = heard_now(board)
    fold = partial(folding.state, board, activity, round_of(activity))
    state = folded(activity, len(board.people), fold)
    return None if isinstance(state, Undrawn) else dict(activity.mine(state, participant))
