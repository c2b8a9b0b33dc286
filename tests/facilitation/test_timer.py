"""The talk timer: started, paused, lengthened and cleared, by a clock of the tests' own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.activities.base import Phase
from server.facilitation import moves, rounds
from tests.house import House, RoomAt


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room()


class Clock:
    """The wall clock of the moves, moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2031, 5, 30, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def run(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(moves, "now", made)
    monkeypatch.setattr(rounds, "now", made)
    return made


def left(room: RoomAt, clock: Clock) -> float:
    """What the talk timer has left."""
    row = room.row
    return row.timer_left if row.timer_ends_at is None else (row.timer_ends_at - clock.at).total_seconds()


def test_talking_starts_the_timer_and_moving_on_clears_it(room: RoomAt, clock: Clock) -> None:
    room.goto(Phase.TALK)
    assert (room.row.timer_total, left(room, clock)) == (120, 120)
    room.move("next")
    assert (room.row.timer_total, room.row.timer_left, room.row.timer_ends_at) == (0, 0, None)


def test_the_timer_stands_while_paused(room: RoomAt, clock: Clock) -> None:
    room.goto(Phase.TALK)
    clock.run(50)
    assert [room.move(verb).applied for verb in ("resume", "pause", "pause")] == [False, True, False]
    clock.run(1_000)
    assert left(room, clock) == 70
    assert [room.move(verb).applied for verb in ("resume", "resume")] == [True, False]
    clock.run(30)
    assert left(room, clock) == 40


@pytest.mark.parametrize("paused", [True, False])
@pytest.mark.parametrize(("gone", "then"), [(50, 130), (120, 60), (500, 60)])
def test_a_minute_more_is_a_minute_from_now_on(
    room: RoomAt, clock: Clock, paused: bool, gone: float, then: float
) -> None:
    room.goto(Phase.TALK)
    clock.run(gone)
    if paused:
        room.move("pause")
    room.move("minute")
    assert (left(room, clock), room.row.timer_total) == (then, 180)
