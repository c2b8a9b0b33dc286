"""What the one big button does, and what follows it: names for the words, which the templates say."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.result import Phrase
from server.activities.contract.text import Text
from server.phases import Phase
from server.room.board import Board
from server.room.facilitation import Stand, ahead

DOES = {
    Phase.OPEN: "open",
    Phase.CLOSED: "close",
    Phase.REVEALED: "reveal",
    Phase.TALK: "talk",
    Phase.SHIFT: "shift",
}


@dataclass(frozen=True, slots=True)
class Next:
    """One step of Next: what it does, and the title of another item that it leads to, the name of a view, the title of
    the choice that it splits by, or its kind's own words."""

    does: str
    title: Text | Phrase | None = None


def next_steps(board: Board) -> tuple[Next, ...]:
    """What Next does now, then what it will do after that; nothing after the end."""
    facts = board.facts()
    steps: list[Next] = []
    stand: Stand | None = Stand(board.item, board.stop, board.ended)
    while stand and len(steps) < 2:
        to = ahead(board.items, stand, facts.released, facts.turn)
        if to:
            steps.append(_step(board, stand, to))
        stand = to
    return tuple(steps)


def _step(board: Board, stand: Stand, to: Stand) -> Next:
    if to.ended:
        return Next("end")
    item = board.items[to.item]
    if stand.item < 0:
        return Next("start", item.title)
    if to.item != stand.item:
        return Next("item", item.title)
    step = item.steps[to.stop]
    if step.phase is Phase.OPEN and item.activity.view(step.round):
        return Next("view", item.activity.view(step.round))
    called = item.activity.called(step)
    if called:
        return Next("called", called.button)
    if step.phase is Phase.SPLIT:
        way = board.facts().way(item, step.round)
        by = board.activity_of(way.by) if way else None
        return Next("split", by.title if by else None)
    return Next("again" if step.phase is Phase.OPEN and step.round > 1 else DOES[step.phase])
