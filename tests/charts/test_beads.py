"""Beads: as many dots as people, in lines that leave room for the number; bars in a crowd."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.charts.beads import NUMBER, WIDTH, beads

COUNTS = st.lists(st.integers(0, 300), min_size=1, max_size=7).filter(lambda counts: 0 < sum(counts) <= 300)


def dots(path: str, pitch: float) -> int:
    """A dot at the start of each line, and one after each pitch."""
    return sum(1 + int(float(long) / pitch) for long in re.findall(r"h([0-9.]+)", path))


@given(COUNTS)
def test_no_dot_is_lost(counts: list[int]) -> None:
    drawn = beads([("a", people) for people in counts])
    assert [dots(row.path, drawn.size) for row in drawn.rows] == counts


@given(COUNTS)
def test_the_number_has_its_room_and_lines_lie_within_their_row(counts: list[int]) -> None:
    drawn = beads([("a", people) for people in counts])
    for row in drawn.rows:
        assert row.x <= WIDTH - NUMBER + 9
        for y in re.findall(r"M[0-9.]+ ([0-9.]+)", row.path):
            assert drawn.size / 2 - 0.1 <= float(y) <= row.height - drawn.size / 2 + 0.1


@pytest.mark.parametrize("counts", [[200, 101], [301, 0], [5_000, 1, 0]])
def test_a_crowd_is_bars_as_long_as_their_share(counts: list[int]) -> None:
    drawn = beads([("a", people) for people in counts])
    long = [float((re.findall(r"h([0-9.]+)", row.path) or ["0"])[0]) for row in drawn.rows]
    assert drawn.bars
    assert long == sorted(long, reverse=True)
    assert [not row.path for row in drawn.rows] == [people == 0 for people in counts]
