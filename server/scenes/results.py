"""The results page: what a room was shown, activity by activity, to be handed over. Nothing that it did not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from server.activities.contract.pool import Moves
from server.activities.contract.result import Cells, Picture
from server.activities.contract.text import Text
from server.charts.canvas import Canvas, Use
from server.phases import FIRST_ROUND, Phase, Step
from server.results import cues, texts
from server.results.outcomes import Outcome, Released, Sides, Withheld
from server.results.undrawn import undrawn
from server.room.board import Board
from server.room.facilitation import Reached
from server.scenes import Scene
from server.scenes.cards import were_held
from server.scenes.days import day
from server.scenes.outcome import SHOWN, heard, outcome, split_by


class Seen(NamedTuple):
    """What the room saw at one step. Without a `picture` it was withheld, or could not be drawn."""

    phase: Phase
    round: int
    withheld: bool
    people: int
    finding: str
    picture: Picture | None
    cells: Cells | None
    compared: Moves | None
    sides: Sides | None
    by: Text | None
    cards: tuple[cues.Card, ...]


class Part(NamedTuple):
    """One item of the run of show that showed a result."""

    title: Text
    asks: Text
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The whole page."""

    room: int
    workshop: Text
    day: str
    people: int
    minimum: int
    ended: bool
    keep_until: str
    parts: tuple[Part, ...]


def results(board: Board, reached: Reached, opened_at: datetime) -> Scene:
    """The page of a room, from the stops that it has been at."""
    made = Results(
        room=board.room,
        workshop=board.workshop.title,
        day=day(opened_at, board.language),
        people=len(board.people),
        minimum=board.minimum,
        ended=board.ended,
        keep_until=day(board.keep_until, board.language),
        parts=tuple(_parts(board, reached)),
    )
    return Scene("pages/results.html", {"results": made})


def _parts(board: Board, reached: Reached) -> Iterator[Part]:
    once: set[tuple[str, Step]] = set()  # what was shown once more, or could have been split at two stops
    for number, item in enumerate(board.items):
        key = item.activity.key
        results = {
            step: at for at, step in enumerate(item.steps) if step.phase in SHOWN and step.phase is not Phase.TALK
        }
        stops = [at for step, at in results.items() if (key, step) not in once]
        once |= {(key, step) for step in results}
        stood = [replace(board, item=number, stop=at, ended=False) for at in stops]
        seen = tuple(_seen(there) for there in stood if _was_seen(there, reached))
        if seen:
            yield Part(item.title, item.activity.asks, seen)
    yield from _heard(board)


def _heard(board: Board) -> Iterator[Part]:
    """What people asked without being asked, where the room saw any of it; at the end, wherever it was seen."""
    there = {item.activity.key: item.activity for item in board.items if item.activity.hears}
    there.setdefault(board.beside.key, board.beside)
    for activity in there.values():
        shown = heard(board, activity)
        cells = shown.result.cells() if isinstance(shown, Released) else None
        if isinstance(shown, Released) and cells and cells.rows:
            finding, picture = texts.finding(shown, board.language), shown.result.picture(Canvas(Use.PRINT))
            seen = Seen(Phase.READ, 0, False, shown.people, finding, picture, cells, None, None, None, ())
            yield Part(activity.title, activity.asks, (seen,))


def _was_seen(there: Board, reached: Reached) -> bool:
    """Whether the room has been there, and every round that its result rests on is still what it saw: one that was let
    out never changes, and one of too few says nothing."""
    activity, step = there.activity, there.step
    if activity is None or (step.phase, activity.key, step.round) not in reached:
        return False
    rounds = {step.round, step.round - 1 if step.phase is Phase.SHIFT else step.round}
    rounds |= {FIRST_ROUND} if activity.has_views else set()
    books = [book for round in rounds if (book := there.book(round))]
    return all(book.shown or len(book.values) < there.minimum for book in books)


def _seen(there: Board) -> Seen:
    step, shown, people = there.step, outcome(there), len(there.people)
    withheld, cards = isinstance(shown, Withheld), were_held(there)
    nothing = Seen(step.phase, step.round, withheld, people, "", None, None, None, None, None, cards)
    if not isinstance(shown, Released):
        return nothing
    compared = next(iter(shown.moves.values()), None)
    return nothing._replace(
        people=shown.people,
        finding=texts.finding(shown, there.language),
        picture=_picture(there, shown),
        cells=shown.result.cells(),
        compared=compared,
        sides=shown.sides,
        by=split_by(there) if shown.sides else None,
    )


def _picture(there: Board, shown: Outcome) -> Picture | None:
    assert there.activity is not None
    assert isinstance(shown, Released)
    # Dots of different pictures on one page have different names.
    canvas = Canvas(Use.PRINT, f"{there.salt}.{there.item}.{there.stop}")
    try:
        return shown.result.picture(canvas)
    except Exception as error:
        undrawn(there.activity, shown.people, error)
        return None
