"""Seats: one place for everybody, inside the box, and the same place for as long as the room fits its step."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.charts.seats import STEPS, Shape, arcs, capacity, people_a_dot
from server.scenes.seating import WIDE

SHAPES = (WIDE, Shape(700, 330, 0.32, 62), Shape(400, 400, 0.5, 50))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("places", STEPS)
def test_every_seat_is_inside_the_box(places: int, shape: Shape) -> None:
    plan = arcs(places, shape)
    assert len(plan.points) == places
    assert all(plan.radius <= point.x <= shape.width - plan.radius for point in plan.points)
    assert all(plan.radius <= point.y <= shape.height - plan.radius for point in plan.points)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("places", STEPS)
def test_no_two_seats_touch(places: int, shape: Shape) -> None:
    plan = arcs(places, shape)
    apart = min(
        hypot(one.x - other.x, one.y - other.y)
        for number, one in enumerate(plan.points)
        for other in plan.points[:number]
    )
    assert apart > 2 * plan.radius


@settings(deadline=None)
@given(seats=st.integers(0, 299), more=st.integers(1, 300))
def test_a_seat_stays_where_it_is_while_the_room_fits_its_step(seats: int, more: int) -> None:
    if capacity(seats + more) == capacity(seats):
        early, late = arcs(capacity(seats), WIDE), arcs(capacity(seats + more), WIDE)
        assert early.points[:seats] == late.points[:seats]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_the_step_holds_everybody_who_has_a_dot(people: int) -> None:
    assert capacity(-(-people // people_a_dot(people))) >= -(-people // people_a_dot(people))


def test_a_room_looks_evenly_filled_from_the_first_people_on() -> None:
    for people in (10, 20, 40):
        left = sum(point.x < WIDE.width / 2 for point in arcs(144, WIDE).points[:people])
        assert abs(left - people / 2) <= 3


def test_rows_grow_towards_the_back_and_fill_the_box() -> None:
    plan = arcs(144, WIDE)
    assert all(front <= back for front, back in pairwise(plan.rows))
    assert max(point.x for point in plan.points) + plan.radius > WIDE.width - 2


def test_a_dot_is_ten_people_beyond_300_and_twenty_beyond_2500() -> None:
    assert [people_a_dot(people) for people in (300, 301, 2_500, 2_501, 5_000)] == [1, 10, 10, 20, 20]
