"""Unit rows and bars: nobody invented, nobody lost, length in proportion to people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.charts.answers import answers
from server.charts.canvas import Canvas, Use
from server.charts.compact import compact_units, outline
from server.charts.rows import bars, grid, units
from tests.charts.outlines import area

COUNTS = st.lists(st.integers(0, 150), min_size=2, max_size=8).map(
    lambda counts: list(zip("abcdefgh", counts, strict=False))
)


@settings(deadline=None)
@given(COUNTS)
def test_as_many_dots_as_people_each_with_an_id_of_its_own(counts: list[tuple[str, int]]) -> None:
    drawn = units(counts, 950, 94, "salt")
    assert [len(row.dots) for row in drawn.rows] == [people for _, people in counts]
    ids = [dot.id for row in drawn.rows for dot in row.dots]
    assert len(set(ids)) == len(ids)


@settings(deadline=None)
@given(COUNTS)
def test_dots_stay_inside_their_row_and_do_not_touch(counts: list[tuple[str, int]]) -> None:
    drawn = units(counts, 950, 94, "salt")
    for row in drawn.rows:
        assert all(drawn.radius - 0.1 <= dot.x <= 950 and 0 <= dot.y <= 94 for dot in row.dots)
        assert len({(dot.x, dot.y) for dot in row.dots}) == row.people
    assert 2 * drawn.radius < drawn.pitch


def test_the_design_s_rows() -> None:
    assert grid(51, 962, 94) == (2, 37)
    assert grid(0, 962, 94) == (1, 70)


def test_two_answers_of_few_people_use_the_height_there_is() -> None:
    two, four = (answers([(mark, 5) for mark in marks], Canvas(Use.SCREEN, "salt")).units for marks in ("ab", "abcd"))
    assert two
    assert four
    assert two.pitch > 1.4 * four.pitch


def test_ids_are_fresh_at_each_reveal() -> None:
    first, second = (
        {dot.id for row in units([("a", 9), ("b", 3)], 950, 94, salt).rows for dot in row.dots} for salt in ("1", "2")
    )
    assert not first & second


@settings(deadline=None)
@given(COUNTS)
def test_a_phone_s_outline_holds_exactly_the_people(counts: list[tuple[str, int]]) -> None:
    drawn = compact_units(counts, 262, 44)
    for row in drawn.rows:
        assert area(row.outline) / drawn.pitch**2 == pytest.approx(row.people)
        assert (row.mine is None) == (row.people == 0)
        if row.mine:
            assert 0 < row.mine.x < row.end
            assert 0 < row.mine.y < drawn.height


def test_a_phone_s_rows_cost_little_however_many_people() -> None:
    drawn = compact_units([("a", 100), ("b", 100), ("c", 99)], 262, 44)
    assert sum(len(row.outline) for row in drawn.rows) < 200


@settings(deadline=None)
@given(st.lists(st.integers(0, 5_000), min_size=2, max_size=8))
def test_bars_are_in_proportion_and_their_marks_inside(people: list[int]) -> None:
    drawn = bars(list(zip("abcdefgh", people, strict=False)), 880, 78)
    most = max(people)
    for bar in drawn:
        assert bar.length == pytest.approx(880 * bar.people / most if most else 0, abs=0.05)
        assert all(0 < mark.x < bar.length for mark in bar.marks)


def test_few_people_stand_in_one_line_as_large_as_on_their_seats() -> None:
    assert [grid(most, 950, 150) for most in (1, 5, 8, 13)] == [(1, 70)] * 4
    assert grid(20, 950, 150) == (1, 47.5)
    assert grid(26, 950, 150) == (2, 37)


@settings(deadline=None)
@given(st.integers(1, 299), st.integers(60, 190))
def test_one_more_person_never_makes_the_dots_grow(most: int, height: int) -> None:
    assert grid(most + 1, 950, height)[1] <= grid(most, 950, height)[1]


def test_less_than_one_column_stands_in_the_middle_of_its_row() -> None:
    drawn = units([("a", 40), ("b", 1)], 950, 94, "salt")
    assert drawn.lines == 2
    assert drawn.rows[1].dots[0].y == drawn.height / 2
    compact = compact_units([("a", 40), ("b", 1)], 262, 44)
    assert compact.rows[1].top + compact.pitch / 2 == pytest.approx(compact.height / 2, abs=0.1)


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 5))
def test_an_outline_of_some_leaves_the_rest_to_others(first: int, more: int, lines: int) -> None:
    inside, around = outline(first, first + more, lines, 16), outline(0, first, lines, 16)
    assert area(inside) == more * 256
    assert area(inside) + area(around) == area(outline(0, first + more, lines, 16))
