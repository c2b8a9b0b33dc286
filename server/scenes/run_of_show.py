"""The run of show as the console draws it: what is done, what is now, what comes, and the time all that takes."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.activity import Activity
from server.activities.contract.result import Phrase
from server.activities.contract.text import Text
from server.phases import Phase, Step
from server.room.board import Board
from server.room.facilitation import is_on
from server.workshops import asked
from server.workshops.content import Item


@dataclass(frozen=True, slots=True)
class Line:
    """One item: `state` is done, skipped, now or ahead; `key` that of a typed question that can still be reworded."""

    title: Text
    icon: str
    minutes: float
    state: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase as people count them (closing belongs to the vote, unless its kind names it); of a view, or where
    nobody votes, its name. `state`: done, now, ahead."""

    phase: Phase
    again: bool
    name: Text | Phrase | None
    state: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The times of the run of show, for a browser that counts: milliseconds on the server's clock."""

    started: int | None
    arrived: int
    before: float
    minutes: float
    total: float


def lines(board: Board) -> list[Line]:
    """Every item of the run of show."""
    return [
        Line(_title(item), item.activity.icon, item.minutes, _state(board, number, item), _rewordable(board, item))
        for number, item in enumerate(board.items)
    ]


def _title(item: Item) -> Text:
    """Typed questions have all the same title, so that each is called by its words."""
    return item.activity.asks if asked.is_asked(item.activity) else item.title


def asks_at(board: Board) -> int:
    """Before which line a question comes that is typed now."""
    return asked.comes_at(board.items, board.item, {key for key, _round in board.books})


def _rewordable(board: Board, item: Item) -> str:
    key = item.activity.key
    return key if asked.is_asked(item.activity) and all(key != opened for opened, _round in board.books) else ""


def plan(board: Board) -> Plan:
    """When the room started, when it came to this item, and how many planned minutes lie before it."""
    done = [line for line in lines(board)[: max(board.item, 0)] if line.state == "done"]
    return Plan(
        started=None if board.started is None else round(board.started * 1000),
        arrived=round(board.item_since * 1000),
        before=sum(line.minutes for line in done),
        minutes=board.current.minutes if board.current else 0,
        total=sum(item.minutes for item in board.items),
    )


def stages(board: Board) -> list[Stage]:
    """The phases of the current item, for the row of steps; a single one needs no row."""
    if board.current is None or board.ended:
        return []
    facts, item, steps = board.facts(), board.current, board.current.steps
    on = [stop for stop in range(len(steps)) if stop == board.stop or is_on(item, stop, facts.released, facts.turn)]
    activity = item.activity
    stops = [stop for stop in on if steps[stop].phase is not Phase.CLOSED or activity.called(steps[stop])]
    here = max(stop for stop in stops if stop <= board.stop)
    return [_stage(steps[stop], _name(activity, steps[stop]), stop, here) for stop in stops] if len(stops) > 1 else []


def _name(activity: Activity, step: Step) -> Text | Phrase | None:
    view, called = activity.view(step.round) if step.phase is Phase.OPEN else None, activity.called(step)
    return view or (called.name if called else None)


def _stage(step: Step, name: Text | Phrase | None, stop: int, here: int) -> Stage:
    state = "now" if stop == here else "done" if stop < here else "ahead"
    return Stage(step.phase, step.phase is Phase.OPEN and step.round > 1, name, state)


def _state(board: Board, number: int, item: Item) -> str:
    if number == board.item and not board.ended:
        return "now"
    if number > board.item:
        return "ahead"
    rounds = {step.round for step in item.steps if step.round}
    passed_by = rounds and all((item.activity.key, round) not in board.books for round in rounds)
    return "skipped" if passed_by else "done"
