"""Which way people went between answers that have an order: nobody is found out by it, and what is said is public."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.activities.contract.directions import Direction, Directions, Went
from server.activities.contract.pool import Moves
from server.activities.contract.question import Part, Place
from server.results.moving import moves_of
from server.results.suppression import EVERY_WAY, NOTHING, ordinary, sensitive
from server.results.tables import Table, movers, went
from tests.brute import betrayed, fitting
from tests.results.test_suppression import tables

UP = Direction.UP
# A room of thirteen: eight went up, two down, three stayed.
THIRTEEN = ((1, 3, 2, 0), (1, 1, 3, 0), (0, 1, 1, 0), (0, 0, 0, 0))


def part(table: Table) -> Part:
    """One statement with as many levels as the table has."""
    levels = range(1, len(table))
    return Part("said", "So it is.", tuple(Place(str(level), str(level)) for level in levels), ordered=True)


def told(table: Table, minimum: int = 5) -> Moves:
    """What a sensitive activity tells of it."""
    return moves_of(part(table), table, minimum, strict=True)


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(2, 5))
@example(((5, 5, 0, 0), (0, 5, 1, 0), (0, 0, 0, 0), (0, 0, 0, 0)), 5)  # nobody went down
@example(((0, 5, 0, 0), (0, 0, 5, 0), (0, 0, 0, 1), (0, 0, 1, 0)), 5)  # all went up, one came and one left
@example(THIRTEEN, 2)
def test_nobody_finds_a_small_group_out_by_which_way_people_went(table: Table, minimum: int) -> None:
    view = sensitive(table, minimum, ordered=True)
    assert not betrayed(table, minimum, view.cells, view.told, knowing=2)


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(2, 5))
def test_no_told_direction_and_no_rest_is_small(table: Table, minimum: int) -> None:
    moves = told(table, minimum)
    assert moves.directions is not None
    for way in moves.directions:
        if way.told:
            assert all(n == 0 or n >= minimum for n in (way.people, moves.paired - way.people))


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(2, 5))
@example(THIRTEEN, 5)
@example(((0, 0, 4, 1), (0, 0, 4, 0), (1, 0, 3, 0), (0, 1, 1, 0)), 5)
def test_what_is_said_is_true_of_every_table_that_looks_the_same(table: Table, minimum: int) -> None:
    view, said = sensitive(table, minimum, ordered=True), told(table, minimum)
    assert said.directions is not None
    least = {way: number.people for way, number in zip(Direction, said.directions, strict=True)}
    exact = [way for way, number in zip(Direction, said.directions, strict=True) if number.told]
    for other in fitting(table, view.cells, view.told):
        seen = tuple(tuple(other.get((i, j), 0) for j in range(len(table))) for i in range(len(table)))
        assert all(went(seen, way) >= number for way, number in least.items())
        assert all(went(seen, way) == least[way] for way in exact)
        assert movers(seen) >= said.at_least


def test_a_rule_that_looked_at_the_sums_only_would_give_people_away() -> None:
    table = ((1, 1, 5, 0), (0, 0, 2, 0), (0, 0, 5, 0), (0, 0, 0, 0))  # none down, 6 stayed, 8 up
    assert betrayed(table, 5, frozenset(), EVERY_WAY) == {((), (0, 0)), ((), (0, 1)), ((), (1, 2))}
    assert sensitive(table, 5, ordered=True).told == NOTHING


@pytest.mark.parametrize(
    ("table", "said"),
    [
        # Every direction: no group and no rest is small.
        (((6, 9, 7, 0), (6, 6, 8, 0), (5, 7, 6, 0), (0, 0, 0, 0)), (EVERY_WAY, (18, True), (18, True), (24, True))),
        # Few went down, so that is not told, nor therefore who stayed.
        (((2, 5, 3, 0), (1, 2, 4, 0), (1, 1, 3, 0), (0, 0, 0, 0)), ({UP}, (0, False), (0, False), (12, True))),
        # Everybody moved, two of thirteen down; nothing is safe, but both totals prove that eight went up.
        (((0, 3, 6, 0), (1, 0, 6, 0), (2, 2, 0, 0), (0, 0, 0, 0)), ((), (0, False), (0, False), (8, False))),
        # A bound of less than a quarter says nothing worth saying.
        (((2, 2, 1, 0), (1, 3, 0, 0), (1, 1, 2, 0), (0, 0, 0, 0)), ((), (0, False), (0, False), (0, False))),
    ],
)
def test_the_first_safe_thing_is_told(table: Table, said: tuple[Collection[Direction], Went, Went, Went]) -> None:
    ways, down, stayed, up = said
    assert sensitive(table, 5, ordered=True).told == frozenset(ways)
    assert told(table).directions == Directions(down, stayed, up)


@given(tables())
def test_an_ordinary_activity_tells_every_direction(table: Table) -> None:
    view = ordinary(table, ordered=True)
    assert (view.cells, view.told) == (ordinary(table).cells, EVERY_WAY)
    moves = moves_of(part(table), table, 2, strict=False)
    assert moves.directions
    assert moves.directions.told == tuple(went(table, way) for way in Direction)


def test_places_without_an_order_have_no_directions() -> None:
    table = ((6, 9, 0), (6, 6, 0), (0, 0, 0))
    assert moves_of(Part("", "", part(table).places), table, 5, strict=True).directions is None
