"""The pooled result that everybody may see at a step, and what has happened besides: one answer for every audience."""

from dataclasses import replace
from functools import partial

from server.activities.contract.activity import Activity
from server.activities.contract.event import State
from server.activities.contract.text import Text
from server.phases import FIRST_ROUND, Phase, Step
from server.results import disclosure
from server.results.outcomes import Outcome, Undrawn, Withheld
from server.results.segments import Turn
from server.results.undrawn import folded
from server.room import folding
from server.room.board import Board
from server.room.book import Book
from server.room.comparing import tells_moves

SHOWN = (Phase.REVEALED, Phase.TALK, Phase.SHIFT, Phase.SPLIT)


def outcome(board: Board, at: Step | None = None) -> Outcome | None:
    """What disclosure lets out at a step of the room's activity, by default where it stands; None where the step
    shows no result.

    If too few answered both times, a shift is the second round's own result.
    """
    activity, step = board.activity, at or board.step
    if activity is not None and activity.hears:
        return heard(board, activity)
    if activity is None or not activity.takes_answers or step.phase not in SHOWN:
        return None
    book = board.book(step.round)
    if activity.has_views:
        return _views(board, activity, step)
    if book is None:
        return Withheld(0, board.minimum)
    basis = activity.texts_of(step.round)
    fold = partial(folding.state, board, activity, basis)
    if activity.holds(step.round) and (step.phase is Phase.TALK or not _asked_again(board, step)):
        if book.kept is None:
            book.kept = disclosure.kept(activity, book.values.values(), board.minimum, fold)
        return book.kept
    if step.phase is Phase.TALK and not book.released:
        return Withheld(len(book.values), board.minimum)
    before = board.book(step.round - 1)
    if is_apart(board, step):
        if book.apart is None:
            by = board.facts().segment(board.ways[activity.key])
            book.apart = disclosure.split(activity, book.values, by, board.minimum, fold)
        return book.apart
    if step.phase is Phase.SHIFT and before is not None and tells_moves(board.items, board.ways, activity.key):
        # Looking for what a shift may show is dear, and every tick of every audience asks.
        if book.compared is None:
            rounds = before.values, book.values
            book.compared = disclosure.compared(activity, *rounds, board.minimum, board.protected, fold)
        if not isinstance(book.compared, Withheld):
            return book.compared
    awaited = _awaited(board, activity)
    if book.pooled is None or book.awaited is not awaited:
        given, written = book.values.values(), board.book(basis) or Book()
        about = None if basis == step.round else list(written.values.values())
        told = partial(disclosure.pooled, silence=book.silence, protected=board.protected, round=step.round)
        others = {activity.awaits.activity: awaited} if activity.awaits and awaited else None
        book.pooled, book.awaited = told(activity, given, board.minimum, fold, about=about, others=others), awaited
    return book.pooled


def _awaited(board: Board, activity: Activity) -> Outcome | None:
    """What an activity waits for, once it was let out: what everybody may see of the first round of another one."""
    awaits = activity.awaits
    book = board.books.get((awaits.activity, FIRST_ROUND)) if awaits else None
    if awaits is None or book is None or not book.released:
        return None
    at = next((at for at, item in enumerate(board.items) if item.activity.key == awaits.activity), None)
    there = None if at is None else replace(board, item=at, stop=0, ended=False)
    return outcome(there, Step(Phase.REVEALED, FIRST_ROUND)) if there else None


def heard(board: Board, activity: Activity) -> Outcome:
    """What people were heard to say, wherever the room stands."""
    round = activity.course()[0].round
    book, here = board.books.get((activity.key, round)) or Book(), len(board.people)
    if book.heard is None or book.heard[0] != here:
        fold = partial(folding.state, board, activity, round)
        book.heard = here, disclosure.heard(activity, here, board.minimum, fold, board.protected)
    return book.heard[1]


def _views(board: Board, activity: Activity, step: Step) -> Outcome:
    """Both views, as soon as one of them has been let out."""
    books = board.book(FIRST_ROUND) or Book(), board.book(step.round) or Book()
    first, second = books
    if step.phase is Phase.TALK and not (first.released or second.released):
        return Withheld(max(len(book.values) for book in books), board.minimum)
    if first.compared is None or second.compared is None:  # both keep it, so that a change of either makes it anew
        fold = partial(folding.state, board, activity, step.round)
        both = disclosure.beside(activity, (first.values, second.values), board.minimum, fold)
        first.compared = second.compared = both
    return second.compared


def texts(board: Board) -> Outcome | None:
    """The texts that the present round is about, once they are shown; None where it is about none."""
    activity, round = board.activity, board.step.round
    basis = activity.texts_of(round) if activity else round
    return None if basis == round else outcome(board, Step(Phase.REVEALED, basis))


def _asked_again(board: Board, step: Step) -> bool:
    book = board.book(step.round + 1)
    return book is not None and book.released


def is_apart(board: Board, step: Step) -> bool:
    """Whether the result of a step is split: once it was, the talk that follows is about the groups."""
    way = board.ways.get(board.activity.key) if board.activity is not None else None
    if way is None or not way.by or way.round != step.round or step.phase not in (Phase.SPLIT, Phase.TALK):
        return False
    return step.phase is Phase.SPLIT or (
        board.activity is not None and board.facts().turn_of(board.activity, way) is Turn.FIRST
    )


def split_by(board: Board) -> Text | None:
    """The title of the choice that splits this activity."""
    way = board.ways.get(board.activity.key) if board.activity is not None else None
    by = board.activity_of(way.by) if way is not None else None
    return by.title if by is not None else None


def state(board: Board) -> State | Undrawn:
    """What has come of the events of the present round, or that its kind failed to say."""
    activity, book = board.activity, board.book()
    if activity is None:
        return None
    fold = partial(folding.state, board, activity, activity.texts_of(board.step.round))
    return folded(activity, len(book.values) if book else 0, fold)
