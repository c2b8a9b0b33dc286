"""The talk timer: started, paused, lengthened and cleared, by a clock of the tests' own."""

from __future__ import annotations

import pytest

from server.clock import Turned
from server.phases import Phase
from tests.house import House, RoomAt


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room()


def left(room: RoomAt, clock: Turned) -> float:
    """What the talk timer has left."""
    row = room.row
    return row.timer_left if row.timer_ends_at is None else (row.timer_ends_at - clock.now()).total_seconds()


def test_talking_starts_the_timer_and_moving_on_clears_it(room: RoomAt, clock: Turned) -> None:
    room.goto(Phase.TALK)
    assert (room.row.timer_total, left(room, clock)) == (120, 120)
    room.move("next")
    assert (room.row.timer_total, room.row.timer_left, room.row.timer_ends_at) == (0, 0, None)


def test_the_timer_stands_while_paused(room: RoomAt, clock: Turned) -> None:
    room.goto(Phase.TALK)
    clock.turn(50)
    assert [room.move(verb).applied for verb in ("resume", "pause", "pause")] == [False, True, False]
    clock.turn(1_000)
    assert left(room, clock) == 70
    assert [room.move(verb).applied for verb in ("resume", "resume")] == [True, False]
    clock.turn(30)
    assert left(room, clock) == 40


@pytest.mark.parametrize("paused", [True, False])
@pytest.mark.parametrize(("gone", "then"), [(50, 130), (120, 60), (500, 60)])
def test_a_minute_more_is_a_minute_from_now_on(
    room: RoomAt, clock: Turned, paused: bool, gone: float, then: float
) -> None:
    room.goto(Phase.TALK)
    clock.turn(gone)
    if paused:
        room.move("pause")
    room.move("minute")
    assert (left(room, clock), room.row.timer_total) == (then, 180)
