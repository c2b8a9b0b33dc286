"""Rounds open, close and let their results out once; whatever is pressed, answers are kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.phases import Phase
from server.room.facilitation import MOVES
from tests.house import House, RoomAt
from tests.room.facilitation.course import COURSE


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room()


def test_a_round_knows_when_it_opened_and_closed(room: RoomAt) -> None:
    assert room.goto(Phase.READ).round() is None
    room.move("next")
    opened = room.round()
    assert opened is not None
    assert (opened.opened_move, opened.closed_at, opened.closed_move) == (3, None, None)
    room.move("next")
    closed = room.round()
    assert closed is not None
    assert (closed.opened_move, closed.closed_move, closed.closed_at is None) == (3, 4, False)
    room.move("back")
    again = room.round()
    assert again is not None
    assert (again.opened_move, again.closed_move, again.closed_at) == (3, None, None)


@pytest.mark.parametrize("verb", ["next", "back", "skip", "end"])
def test_leaving_the_vote_closes_it(room: RoomAt, verb: str) -> None:
    room.goto(Phase.OPEN)
    room.move(verb)
    closed = room.round()
    assert closed is not None
    assert (closed.closed_at is None, closed.closed_move) == (False, 4)


@pytest.mark.parametrize(("people", "released"), [(0, False), (4, False), (5, True), (9, True)])
def test_a_result_is_out_when_enough_have_answered(room: RoomAt, people: int, released: bool) -> None:
    room.goto(Phase.OPEN).answer([(who, "call") for who in room.seats(people)])
    room.goto(Phase.REVEALED)
    row = room.round()
    assert row is not None
    assert (row.released_at is not None) is released


def test_what_is_out_is_passed_over_both_ways(room: RoomAt) -> None:
    room.goto(Phase.OPEN).answer([(who, "call") for who in room.seats(5)])
    room.goto(Phase.TALK)
    assert [room.move("back").room.phase for _ in range(3)] == ["revealed", "closed", "read"]
    assert room.move("next").room.phase == "revealed"


def test_a_shift_lets_out_the_round_before_it_too_even_if_its_own_reveal_was_skipped(room: RoomAt) -> None:
    people = room.seats(6)
    room.goto(Phase.OPEN, "plan", 2).answer([(who, "call") for who in people], round=2)
    room.move("skip")
    room.goto(Phase.OPEN, "plan", 3).answer([(who, "wait") for who in people], round=3)
    room.goto(Phase.SHIFT, "plan", 3)
    out = [row is not None and row.released_at is not None for row in (room.round("plan", 2), room.round("plan", 3))]
    assert out == [True, True]
    for _ in COURSE:
        room.move("back")
        assert room.stands != ("open", "plan", 2), "one person's change would be what differs between two pictures"


def test_too_few_answers_may_become_more(room: RoomAt) -> None:
    people = room.seats(7)
    room.goto(Phase.OPEN).answer([(who, "call") for who in people[:4]])
    room.goto(Phase.REVEALED)
    assert [room.move("back").room.phase for _ in range(2)] == ["closed", "open"]
    room.answer([(who, "call") for who in people[4:]])
    assert len(room.rows()) == 7


PRESSES = st.lists(
    st.one_of(
        st.sampled_from(("next", "next", "next", "back", "back", "skip")),
        st.sampled_from(sorted(set(MOVES) - {"end"})),
        st.integers(0, 7),
    ),
    max_size=30,
)


@settings(max_examples=15)
@given(PRESSES)
def test_whatever_is_pressed_results_stay_and_answers_are_kept(old_house: House, presses: list[str | int]) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(8)
    answered: dict[tuple[int, str, int], str] = {}
    out: set[tuple[str, int]] = set()
    for press in presses:
        if isinstance(press, str):
            room.move(press)
        phase, activity, round = room.stands
        value = "call" if activity == "plan" else "yes"
        if isinstance(press, int) and phase == "open":
            room.answer([(who, value) for who in people[:press]], activity, round)
            answered |= {(who, activity, round): value for who in people[:press]}
        assert phase != "open" or (activity, round) not in out
        sql = "SELECT activity, round FROM round WHERE room_id = ? AND released_at IS NOT NULL"
        now_out = set(room.house.all(sql, room.id))
        assert out <= now_out
        out = now_out
    kept = {(row.participant_id, row.activity, row.round): row.value.strip('"') for row in room.rows()}
    assert kept == answered
