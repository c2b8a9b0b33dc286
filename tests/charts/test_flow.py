"""The shift: every person stands on both sides, and only shown groups have threads."""

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.charts.blocks import frame_for, stacks
from server.charts.flow import Flow, Role, flow

MARKS = "abcd"
BEFORE, AFTER = (47, 51, 19, 9), (79, 24, 18, 5)
CELLS = {(1, 0): 27, (1, 1): 21, (2, 0): 5, (2, 2): 12}
TABLES = st.lists(st.lists(st.integers(0, 18), min_size=4, max_size=4), min_size=4, max_size=4)


def drawn(cells: Mapping[tuple[int, int], int]) -> Flow:
    return flow(MARKS, BEFORE, AFTER, cells, "salt")


def test_everybody_stands_on_both_sides() -> None:
    picture = drawn(CELLS)
    assert [len(side.dots) for side in picture.before] == list(BEFORE)
    assert [len(side.dots) for side in picture.after] == list(AFTER)
    assert [side.change for side in picture.after] == [32, -27, -1, -4]


def test_only_shown_groups_leave_rings_and_bring_yellow_cores() -> None:
    picture = drawn(CELLS)
    rings = [sum(dot.role is Role.LEFT for dot in side.dots) for side in picture.before]
    cores = [sum(dot.role is Role.CAME for dot in side.dots) for side in picture.after]
    assert rings == [0, 27, 5, 0]
    assert cores == [32, 0, 0, 0]


def test_one_thread_for_each_person_of_a_shown_group() -> None:
    picture = drawn(CELLS)
    assert {(way.origin, way.goal): way.path.count("M") for way in picture.bundles} == {
        ("b", "a"): 27,
        ("b", "b"): 21,
        ("c", "a"): 5,
        ("c", "c"): 12,
    }


def test_a_picture_without_shown_groups_says_no_more_than_two_totals() -> None:
    picture = drawn({})
    assert picture.bundles == ()
    assert all(dot.role is Role.PLAIN for side in picture.before + picture.after for dot in side.dots)


def test_everybody_who_came_left_one_ring_of_the_same_way() -> None:
    picture = drawn(CELLS)
    rings = {dot.id for side in picture.before for dot in side.dots if dot.role is Role.LEFT}
    twins = [dot.twin for side in picture.after for dot in side.dots if dot.role is Role.CAME]
    assert sorted(twins) == sorted(rings)


def test_labels_are_on_movers_of_five_or_more_and_do_not_hide_each_other() -> None:
    cells = {(1, 0): 27, (1, 1): 21, (2, 0): 5, (3, 0): 4, (0, 2): 6, (3, 2): 5}
    labels = {(way.origin, way.goal): way.label for way in drawn(cells).bundles if way.label}
    assert set(labels) == {("b", "a"), ("c", "a"), ("a", "c"), ("d", "c")}
    spots = list(labels.values())
    for number, one in enumerate(spots):
        assert all(abs(one.x - other.x) >= 92 or abs(one.y - other.y) >= 60 for other in spots[:number])


@settings(deadline=None)
@given(TABLES)
def test_no_dot_stands_outside_the_frame_or_on_another(table: list[list[int]]) -> None:
    before, after = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    cells = {(i, j): people for i, row in enumerate(table) for j, people in enumerate(row) if people >= 5}
    picture = flow(MARKS, before, after, cells, "salt")
    dots = [dot for side in picture.before + picture.after for dot in side.dots]
    assert len({(dot.x, dot.y) for dot in dots}) == len(dots) == 2 * sum(before)
    assert all(dot.y >= picture.radius and dot.y + picture.radius <= picture.frame.height for dot in dots)
    assert len({dot.id for dot in dots}) == len(dots)


@pytest.mark.parametrize("people", [5, 8, 10, 12, 20, 30])
def test_few_people_stand_as_large_as_at_the_reveal_and_their_threads_begin_at_their_dots(people: int) -> None:
    before = (people - 3 * (people // 4), *[people // 4] * 3)
    picture = flow(MARKS, before, before[::-1], {(0, 3): before[0], (1, 1): before[1]}, "salt")
    assert picture.radius > 18
    assert picture.thread > 2 * 1.7
    for bundle in picture.bundles:
        side = picture.before[MARKS.index(bundle.origin)]
        last = max(dot.x for dot in side.dots) + picture.radius
        assert 0 < min(float(x) for x in re.findall(r"M([\d.]+) ", bundle.path)) - last < 16


@pytest.mark.parametrize(("before", "after"), [((2_000, 1_500), (1_000, 2_500)), ((301, 0), (0, 301))])
def test_a_crowd_has_ribbons_and_no_dots(before: tuple[int, int], after: tuple[int, int]) -> None:
    picture = flow("ab", before, after, {(0, 1): min(before[0], after[1])}, "salt")
    assert picture.crowd
    assert not any(side.dots for side in picture.before + picture.after)
    assert all(way.path.count("M") == 1 for way in picture.bundles)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5_000), min_size=2, max_size=8), st.booleans())
def test_blocks_stay_in_the_frame_and_apart(people: list[int], crowd: bool) -> None:
    frame = frame_for(len(people), max(people))
    for column in (both := stacks(people, people[::-1], frame, crowd)).before, both.after:
        assert all(block.y >= 0 and block.y + block.height <= frame.height + 0.2 for block in column)
        assert all(one.y + one.height <= other.y for one, other in pairwise(column))
