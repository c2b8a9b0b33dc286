"""No shown from-to group lets anybody work out a smaller one: small tables, solved exactly."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.results.suppression import Table, View, visible
from tests.brute import betrayed, pinned


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two or three answers, mostly small groups; the last row came later, the last column left."""
    answers = draw(st.sampled_from((2, 2, 3)))
    group = st.one_of(st.just(0), st.integers(1, 2), st.integers(0, 9 if answers == 2 else 4))
    once = st.sampled_from((0, 0, 0, 1, 2))
    inner = [[draw(group) for _ in range(answers)] for _ in range(answers)]
    return (*(tuple((*row, draw(once))) for row in inner), (*(draw(once) for _ in range(answers)), 0))


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(2, 5))
@example(((10, 0, 0), (0, 10, 0), (1, 0, 0)), 5)  # nobody moved, one newcomer
@example(((9, 0, 0), (0, 0, 2), (0, 1, 0)), 5)  # two left, one came
@example(((2, 0, 0, 0), (0, 2, 0, 0), (0, 2, 0, 0), (0, 0, 1, 0)), 2)
@example(((8, 5, 0), (1, 7, 0), (0, 0, 0)), 5)  # one mover, found by subtraction from its row
@example(((6, 0, 0), (2, 9, 0), (0, 0, 0)), 5)  # two movers, found in the number of all who moved
def test_no_small_group_can_be_worked_out(table: Table, minimum: int) -> None:
    view = visible(table, minimum)
    assert not betrayed(table, minimum, view.cells, view.moved)


def test_brute_force_sees_what_a_naive_view_would_betray() -> None:
    naive = frozenset({(0, 0), (1, 1)})
    newcomer = ((10, 0, 0), (0, 10, 0), (1, 0, 0))
    assert pinned(newcomer, 5, naive, None, {(2, 0)}) == {(2, 0)}
    mover = ((8, 5, 0), (1, 7, 0), (0, 0, 0))
    assert pinned(mover, 5, frozenset({(0, 0), (0, 1), (1, 1)}), None, {(1, 0)}) == {(1, 0)}


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(2, 5))
def test_what_is_shown_is_true_and_has_at_least_the_minimum(table: Table, minimum: int) -> None:
    view = visible(table, minimum)
    once = len(table) - 1
    assert all(table[i][j] >= minimum for i, j in view.cells)
    assert not any(once in cell for cell in view.cells)
    moved = sum(table[i][j] for i in range(once) for j in range(once) if i != j)
    shown = sum(table[i][j] for i, j in view.cells if i != j)
    assert (view.moved, view.others) in ((None, None), (moved, moved - shown))
    assert all(number in (None, 0) or number >= minimum for number in (view.moved, view.others))


@pytest.mark.parametrize("size", [2, 4, 8])
def test_where_no_group_is_small_everything_is_shown(size: int) -> None:
    inner = [[5 + i + j for j in range(size)] + [0] for i in range(size)]
    table = tuple(map(tuple, [*inner, [0] * (size + 1)]))
    every = frozenset((i, j) for i in range(size) for j in range(size))
    moved = sum(table[i][j] for i, j in every if i != j)
    assert visible(table, 5) == View(every, moved, 0)


def test_the_rooms_great_move_is_shown() -> None:
    table = (
        (44, 1, 2, 0, 0),
        (27, 21, 3, 0, 0),
        (5, 1, 13, 0, 0),
        (3, 1, 0, 5, 0),
        (0, 0, 0, 0, 0),
    )
    view = visible(table, 5)
    assert {(1, 0), (2, 0)} <= view.cells
    assert view.moved == 43


def test_a_few_newcomers_do_not_hide_the_great_move() -> None:
    table = (
        (44, 1, 2, 0, 1),
        (27, 21, 3, 0, 0),
        (5, 1, 13, 0, 0),
        (3, 1, 0, 5, 1),
        (0, 2, 0, 0, 0),
    )
    assert (1, 0) in visible(table, 5).cells
