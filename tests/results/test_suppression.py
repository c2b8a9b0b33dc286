"""No shown from-to group lets anybody work out a smaller one: small tables, solved exactly."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.results.suppression import View, ordinary, sensitive
from server.results.tables import Cell, Table, at, groups, is_move, lines, movers, people
from tests.brute import betrayed, fitting, pinned


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two or three answers, mostly small groups; the last row came later, the last column left."""
    answers = draw(st.sampled_from((2, 2, 3)))
    group = st.one_of(st.just(0), st.integers(1, 2), st.integers(0, 9 if answers == 2 else 4))
    once = st.sampled_from((0, 0, 0, 1, 2))
    inner = [[draw(group) for _ in range(answers)] for _ in range(answers)]
    return (*(tuple((*row, draw(once))) for row in inner), (*(draw(once) for _ in range(answers)), 0))


Case = tuple[int, Table, frozenset[Cell], int | None]
# What is safe from who knows less: minimum, table, shown cells, number of all who moved.
FROM_OUTSIDE: Case = (3, ((1, 6, 1), (5, 6, 0), (0, 0, 0)), frozenset({(1, 1)}), None)
FROM_ONE_INSIDE: Case = (2, ((0, 0, 2, 1), (0, 0, 2, 0), (2, 2, 2, 0), (1, 0, 1, 0)), frozenset({(1, 2)}), 8)


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
    assert not betrayed(table, minimum, view.cells, view.moved, knowing=2)


def test_who_knows_an_answer_finds_out_what_others_cannot() -> None:
    minimum, table, shown, moved = FROM_OUTSIDE
    assert not betrayed(table, minimum, shown, moved, knowing=0)
    assert betrayed(table, minimum, shown, moved, knowing=1)
    minimum, table, shown, moved = FROM_ONE_INSIDE
    assert not betrayed(table, minimum, shown, moved, knowing=1)
    assert betrayed(table, minimum, shown, moved, knowing=2)


def test_brute_force_sees_what_a_naive_view_would_betray() -> None:
    naive = frozenset({(0, 0), (1, 1)})
    newcomer = ((10, 0, 0), (0, 10, 0), (1, 0, 0))
    assert pinned(newcomer, 5, fitting(newcomer, naive, None), {(2, 0)}) == {(2, 0)}
    mover = ((8, 5, 0), (1, 7, 0), (0, 0, 0))
    assert pinned(mover, 5, fitting(mover, frozenset({(0, 0), (0, 1), (1, 1)}), None), {(1, 0)}) == {(1, 0)}


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(2, 5))
def test_what_a_sensitive_activity_shows_is_true_and_has_at_least_the_minimum(table: Table, minimum: int) -> None:
    view = sensitive(table, minimum)
    once = len(table) - 1
    assert all(at(table, cell) >= minimum for cell in view.cells)
    assert not any(once in cell for cell in view.cells)
    shown = sum(at(table, cell) for cell in view.cells if is_move(cell))
    assert (view.moved, view.others) in ((None, None), (movers(table), movers(table) - shown))
    assert all(number in (None, 0) or number >= minimum for number in (view.moved, view.others))


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
    assert (view.moved, view.others) == (movers(table), 0)


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
    assert view.moved == 43


def test_where_groups_would_betray_somebody_the_number_of_all_who_moved_may_still_be_told() -> None:
    table = ((5, 2, 2, 0), (2, 5, 2, 0), (2, 2, 5, 0), (0, 0, 0, 0))
    assert sensitive(table, 5) == View(frozenset(), 12, 12)


def test_a_few_newcomers_do_not_hide_the_great_move() -> None:
    table = (
        (44, 1, 2, 0, 1),
        (27, 21, 3, 0, 0),
        (5, 1, 13, 0, 0),
        (3, 1, 0, 5, 1),
        (0, 2, 0, 0, 0),
    )
    assert (1, 0) in sensitive(table, 5).cells
