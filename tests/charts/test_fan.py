"""The phone's fan: every seat once, small on the wire, and found again by its number."""

import re
from collections.abc import Collection
from math import cos, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.charts.fan import SHAPE, Fan, fan, place
from server.charts.seats import STEPS

BUDGET = 2_420  # bytes, of 8,192 for the whole frame


def dots(path: str) -> list[tuple[int, int]]:
    """The places that a path of zero-length strokes draws."""
    places, x, y = [], 0, 0
    for across, down in re.findall(r"m(-?\d+) ?(-?\d+)h0", path):
        x, y = x + int(across), y + int(down)
        places.append((x, y))
    return places


def size(picture: Fan) -> int:
    """Bytes on the wire."""
    return len(picture.filled) + len(picture.waiting) + len(picture.empty)


def drawn(picture: Fan) -> list[tuple[int, int]]:
    return dots(picture.filled) + dots(picture.waiting) + dots(picture.empty)


@settings(deadline=None)
@given(st.sampled_from(STEPS), st.sets(st.integers(0, 299)), st.sets(st.integers(0, 299)))
def test_every_place_is_drawn_once_and_within_budget(places: int, filled: set[int], waiting: set[int]) -> None:
    picture = fan(places, filled, waiting)
    spots = drawn(picture)
    assert len(spots) == len(set(spots)) == places
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in spots)
    assert len(dots(picture.filled)) == len([seat for seat in filled if seat < places])
    assert size(picture) <= BUDGET


# Dots that lie far apart cost most: every second, every third, and what a real room looks like.
SCATTERED = (
    range(0),
    range(300),
    range(0, 300, 2),
    range(0, 300, 3),
    [seat for seat in range(300) if seat * seat % 7 < 3],
)


@pytest.mark.parametrize("filled", SCATTERED, ids=len)
@pytest.mark.parametrize("waiting", SCATTERED, ids=len)
def test_300_people_fit_the_budget_however_they_sit(filled: Collection[int], waiting: Collection[int]) -> None:
    assert size(fan(300, filled, waiting)) <= BUDGET


@settings(deadline=None)
@given(st.sampled_from(STEPS), st.integers(0, 299))
def test_a_phone_finds_its_seat_from_the_numbers_it_is_given(places: int, seat: int) -> None:
    picture, seat = fan(places, ()), seat % places
    index, row = seat * picture.stride % places, 0
    while index >= picture.rows[row]:
        index, row = index - picture.rows[row], row + 1
    turn = picture.angle * (2 * index / (picture.rows[row] - 1) - 1)
    radius = picture.front + row * picture.pitch
    spot = place(places, seat)
    assert abs(picture.centre.x + radius * sin(turn) - spot.x) < 0.5
    assert abs(picture.centre.y + radius * cos(turn) - spot.y) < 0.5


@pytest.mark.parametrize("places", STEPS)
def test_every_seat_has_a_place_of_its_own(places: int) -> None:
    assert len({place(places, seat) for seat in range(places)}) == places


def test_ten_people_fill_the_width_of_their_phone() -> None:
    seats = [place(12, seat).x for seat in range(10)]
    assert max(seats) - min(seats) > SHAPE.width / 2
