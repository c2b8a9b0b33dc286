"""What a phone must know to answer without reading our HTML: where the room stands, and what it asks.

Every phone frame carries it. Nothing of a result is in it, at any step.
"""

from __future__ import annotations

from pydantic import JsonValue

from server.activities.contract.text import in_language
from server.phases import Phase
from server.room.board import Board

ASKING = (Phase.OPEN, Phase.CLOSED)


def step(board: Board) -> dict[str, JsonValue]:
    """The step as `docs/protocol.md` describes it. How a question looks is for its kind to say."""
    activity, stop = board.activity, board.step
    if activity is None or board.ended:
        return {"phase": stop.phase, "round": 0, "activity": None, "kind": None}
    told: dict[str, JsonValue] = {
        "phase": stop.phase,
        "round": stop.round,
        "activity": activity.key,
        "kind": activity.kind,
    }
    if board.blank:
        return told | {"blank": True}
    if stop.phase not in ASKING:
        return told
    view = activity.view(stop.round)
    named: dict[str, JsonValue] = {"view": in_language(view, board.language)} if view else {}
    return told | named | _clock(board) | dict(board.asks().describe(board.language))


def _clock(board: Board) -> dict[str, JsonValue]:
    """What closes the round by itself: when, on the server's clock, or what is left while it stands still."""
    timer = board.timer
    if not timer.total or board.step.phase is not Phase.OPEN:
        return {}
    where = {"left": timer.left} if timer.ends is None else {"ends": timer.ends}
    return {"clock": {name: round(seconds * 1000) for name, seconds in {"total": timer.total, **where}.items()}}
