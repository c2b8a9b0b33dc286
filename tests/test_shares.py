"""Shares are rounded once, and the edges of "close", "most" and "a crowd" are where the documents say."""

from server.shares import (
    is_above_a_fifth,
    is_close,
    is_crowd,
    is_half,
    is_most,
    is_nearly_all,
    is_quarter,
    is_two_thirds,
    percent,
    quarters,
)


def test_percentages_are_rounded_once_half_up_and_not_fudged() -> None:
    assert [percent(part, 3) for part in (1, 1, 1)] == [33, 33, 33]
    assert [percent(part, 8) for part in (1, 7)] == [13, 88]
    assert [percent(part, 1_000) for part in (5, 15, 25, 994, 995)] == [1, 2, 3, 99, 100]
    assert percent(190, 304) == 63
    assert percent(0, 0) == 0


def test_a_crowd_begins_where_dots_end() -> None:
    assert [is_crowd(people) for people in (300, 301)] == [False, True]


def test_each_threshold_holds_exactly_at_its_edge() -> None:
    assert [is_close(50, other, 100) for other in (39, 40, 60, 61)] == [False, True, True, False]
    assert [is_quarter(part, 100) for part in (24, 25)] == [False, True]
    assert [is_half(part, 100) for part in (50, 51)] == [False, True]
    assert [is_two_thirds(part, 99) for part in (65, 66)] == [False, True]
    assert [is_most(part, 100) for part in (74, 75)] == [False, True]
    assert [is_nearly_all(part, 100) for part in (89, 90)] == [False, True]
    assert [is_above_a_fifth(part, 100) for part in (20, 21)] == [False, True]


def test_quarters_are_read_out_once_they_are_reached() -> None:
    assert [quarters(part, 10) for part in (0, 2, 3, 5, 9, 10, 11)] == [0, 0, 25, 50, 75, 100, 100]
    assert quarters(3, 0) == 0
