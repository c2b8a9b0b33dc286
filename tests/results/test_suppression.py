"""No shown from-to group lets anybody work out a smaller one: small tables, solved exactly."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.results.suppression import NOTHING, WHO_MOVED, Told, View, ordinary, sensitive
from server.results.tables import Cell, Table, at, groups, lines, movers, people
from tests.brute import betrayed, fitting, pinned


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two or three answers, mostly small groups; the last row came later, the last column left."""
    answers = draw(st.sampled_from((2, 2, 3)))
    group = st.one_of(st.just(0), st.integers(1, 2), st.integers(0, 9 if answers == 2 else 4))
    once = st.sampled_from((0, 0, 0, 1, 2))
    inner = [[draw(group) for _ in range(answers)] for _ in range(answers)]
    return (*(tuple((*row, draw(once))) for row in inner), (*(draw(once) for _ in range(answers)), 0))


Case = tuple[int, Table, frozenset[Cell], Told]
# What is safe from who knows less: minimum, table, shown cells, whether the number of all who moved is told.
FROM_OUTSIDE: Case = (3, ((1, 6, 1), (5, 6, 0), (0, 0, 0)), frozenset({(1, 1)}), NOTHING)
FROM_ONE_INSIDE: Case = (2, ((0, 0, 2, 1), (0, 0, 2, 0), (2, 2, 2, 0), (1, 0, 1, 0)), frozenset({(1, 2)}), WHO_MOVED)


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(2, 5))
@example(((10, 0, 0), (0, 10, 0), (1, 0, 0)), 5)  # nobody moved, one newcomer
@example(((9, 0, 0), (0, 0, 2), (0, 1, 0)), 5)  # two left, one came
@example(((2, 0, 0, 0), (0, 2, 0, 0), (0, 2, 0, 0), (0, 0, 1, 0)), 2)
@example(((8, 5, 0), (1, 7, 0), (0, 0, 0)), 5)  # one mover, found by subtraction from its row
@example(((6, 0, 0), (2, 9, 0), (0, 0, 0)), 5)  # two movers, found in the number of all who moved
@example(FROM_OUTSIDE[1], 3)
@example(FROM_ONE_INSIDE[1], 2)
def test_nobody_finds_a_small_group_out_even_knowing_two_answers(table: Table, minimum: int) -> None:
    view = sensitive(table, minimum)
    assert not betrayed(table, minimum, view.cells, view.told, knowing=2)


def test_who_knows_an_answer_finds_out_what_others_cannot() -> None:
    minimum, table, shown, told = FROM_OUTSIDE
    assert not betrayed(table, minimum, shown, told, knowing=0)
    assert betrayed(table, minimum, shown, told, knowing=1)
    minimum, table, shown, told = FROM_ONE_INSIDE
    assert not betrayed(table, minimum, shown, told, knowing=1)
    assert betrayed(table, minimum, shown, told, knowing=2)


def test_brute_force_sees_what_a_naive_view_would_betray() -> None:
    naive = frozenset({(0, 0), (1, 1)})
    newcomer = ((10, 0, 0), (0, 10, 0), (1, 0, 0))
    assert pinned(newcomer, 5, fitting(newcomer, naive, ()), {(2, 0)}) == {(2, 0)}
    mover = ((8, 5, 0), (1, 7, 0), (0, 0, 0))
    assert pinned(mover, 5, fitting(mover, frozenset({(0, 0), (0, 1), (1, 1)}), ()), {(1, 0)}) == {(1, 0)}


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(2, 5))
def test_what_a_sensitive_activity_shows_is_true_and_has_at_least_the_minimum(table: Table, minimum: int) -> None:
    view = sensitive(table, minimum)
    once = len(table) - 1
    assert all(at(table, cell) >= minimum for cell in view.cells)
    assert not any(once in cell for cell in view.cells)
    assert view.told in (WHO_MOVED, NOTHING)
    moved = movers(table)
    shown = sum(at(table, (i, j)) for i, j in view.cells if i != j)
    if view.told:
        assert all(n == 0 or n >= minimum for n in (moved, moved - shown))


@settings(max_examples=60, deadline=None)
@given(tables(), st.integers(2, 5))
def test_what_remains_of_an_answers_total_is_nobody_or_enough(table: Table, minimum: int) -> None:
    view = sensitive(table, minimum)
    for line in lines(table):
        shown = [cell for cell in line if cell in view.cells]
        rest = sum(at(table, cell) for cell in line) - sum(at(table, cell) for cell in shown)
        assert not shown or rest == 0 or rest >= minimum


@given(tables())
def test_an_ordinary_activity_shows_everybody_who_voted_twice(table: Table) -> None:
    view = ordinary(table)
    assert view.cells == {cell for cell in groups(table) if at(table, cell)}
    assert sum(at(table, cell) for cell in view.cells) == people(table)
    assert view.told == WHO_MOVED


@pytest.mark.parametrize("size", [2, 4, 8])
def test_where_no_group_is_small_everything_is_shown(size: int) -> None:
    inner = [[5 + i + j for j in range(size)] + [0] for i in range(size)]
    table = tuple(map(tuple, [*inner, [0] * (size + 1)]))
    assert sensitive(table, 5) == ordinary(table)


def test_the_rooms_great_move_is_shown() -> None:
    table = (
        (44, 1, 2, 0, 0),
        (27, 21, 3, 0, 0),
        (5, 1, 13, 0, 0),
        (3, 1, 0, 5, 0),
        (0, 0, 0, 0, 0),
    )
    view = sensitive(table, 5)
    assert (1, 0) in view.cells
    assert view.told == WHO_MOVED


def test_where_groups_would_betray_somebody_the_number_of_all_who_moved_may_still_be_told() -> None:
    table = ((5, 2, 2, 0), (2, 5, 2, 0), (2, 2, 5, 0), (0, 0, 0, 0))
    assert sensitive(table, 5) == View(frozenset(), WHO_MOVED)


def test_a_few_newcomers_do_not_hide_the_great_move() -> None:
    table = (
        (44, 1, 2, 0, 1),
        (27, 21, 3, 0, 0),
        (5, 1, 13, 0, 0),
        (3, 1, 0, 5, 1),
        (0, 2, 0, 0, 0),
    )
    assert (1, 0) in sensitive(table, 5).cells
