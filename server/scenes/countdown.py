"""What counts down: on the console always something, for the room what ends a round by itself."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.text import Text
from server.phases import Phase
from server.room.board import Board


@dataclass(frozen=True, slots=True)
class Clock:
    """What counts down: the talk timer, the time to answer or the item's minutes, in seconds. `ends` is ms on the
    server's clock, None while paused. `of` is talk, answer or item."""

    of: str
    total: float
    left: float
    ends: int | None

    @property
    def can_wait(self) -> bool:
        """Whether it can be stopped, and given another minute."""
        return self.of != "item"

    @property
    def milliseconds(self) -> tuple[int, int]:
        """What is left, of how much."""
        return round(max(0, self.left) * 1000), round(self.total * 1000)

    @property
    def gone(self) -> int:
        """How much of it is gone, in ms."""
        left, total = self.milliseconds
        return max(0, total - left)


@dataclass(frozen=True, slots=True)
class Clocked:
    """An activity that closes by itself, the present one or one to come, unless the room does without clocks."""

    title: Text
    seconds: float
    is_on: bool


def clock(board: Board, now: float) -> Clock | None:
    """What counts down in a room now; nothing in the lobby."""
    timer = board.timer
    if timer.total:
        left = timer.left if timer.ends is None else timer.ends - now
        of = "answer" if board.step.phase is Phase.OPEN else "talk"
        return Clock(of, timer.total, left, None if timer.ends is None else round(timer.ends * 1000))
    if board.current is None:
        return None
    seconds = board.current.minutes * 60
    ends = board.item_since + seconds
    return Clock("item", seconds, ends - now, round(ends * 1000))


def to_answer(board: Board, now: float) -> Clock | None:
    """The clock whose end closes the round that is open; None where whoever facilitates closes it."""
    counts = clock(board, now)
    return counts if counts is not None and counts.of == "answer" else None


def clocked(board: Board) -> Clocked | None:
    """What next closes by itself, or would, if clocks were not switched off."""
    for item in board.items[max(board.item, 0) :]:
        steps = item.steps[board.stop if item is board.current else 0 :]
        if item.activity.answer_seconds and any(step.phase is Phase.OPEN for step in steps):
            return Clocked(item.title, item.activity.answer_seconds, not board.untimed)
    return None
