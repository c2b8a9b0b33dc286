"""What counts down on the console."""

from __future__ import annotations

from dataclasses import dataclass

from server.room.board import Board


@dataclass(frozen=True, slots=True)
class Clock:
    """What counts down: the talk timer or the item's minutes, in seconds. `ends` is ms on the server's
    clock, None while paused."""

    talk: bool
    total: float
    left: float
    ends: int | None


def clock(board: Board, now: float) -> Clock | None:
    """What counts down in a room now; nothing in the lobby."""
    timer = board.timer
    if timer.total:
        left = timer.left if timer.ends is None else timer.ends - now
        return Clock(True, timer.total, left, None if timer.ends is None else round(timer.ends * 1000))
    if board.current is None:
        return None
    seconds = board.current.minutes * 60
    ends = board.item_since + seconds
    return Clock(False, seconds, ends - now, round(ends * 1000))
