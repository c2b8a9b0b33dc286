"""Strips of fill dots: nobody is lost, nobody stands on anybody, and all rows share one measure."""

from __future__ import annotations

import re
from itertools import pairwise
from math import pi, sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.charts.canvas import Use
from server.charts.fill import DISC, LEVELS, filled
from server.charts.levels import SHIFT, Levels, levels, rises
from tests.charts.outlines import area

ROOT = Path(__file__).resolve().parents[2]
SIZES = (0, 1, 5, 12, 126, 300, 301, 5_000)
EVERY_USE = pytest.mark.parametrize("use", [Use.SCREEN, Use.PHONE, Use.DESK, Use.PRINT])


def a_room(people: int, rows: int = 5) -> list[list[int]]:
    """Statement by statement another share of so many people at each level, nobody lost."""
    made = []
    for row in range(rows):
        shares = [people * weight // 25 for weight in (1 + row, 4, 5, 7 - row, 8)]
        shares[2] += people - sum(shares)
        made.append(shares)
    return made


def widest(drawn: Levels) -> float:
    """Where the last run ends."""
    return max(run.x + run.width for row in drawn.strips.rows for run in row)


@EVERY_USE
@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("rows", [1, 3, 6])
def test_everybody_has_a_dot_or_a_share_and_nothing_overlaps(people: int, rows: int, use: Use) -> None:
    counts = a_room(people, rows)
    drawn = levels(counts, people, use)
    strips = drawn.strips
    assert drawn.crowd == (people > 300)
    for row, told in zip(strips.rows, counts, strict=True):
        assert [run.people for run in row] == told
        if strips.lines:
            dots = [round(area(run.outline) / strips.pitch**2) if run.outline else 0 for run in row]
            assert dots == told
        for before, after in pairwise(run for run in row if run.people):
            assert before.x + before.width < after.x
    assert strips.height <= 80
    assert widest(drawn) <= (1000 if not use.is_compact else 284) + 0.5
    assert min(run.x for row in strips.rows for run in row) >= -0.5


@given(st.lists(st.lists(st.integers(0, 60), min_size=5, max_size=5), min_size=1, max_size=6))
def test_any_room_fits(counts: list[list[int]]) -> None:
    drawn = levels(counts, max(sum(row) for row in counts), Use.SCREEN)
    assert widest(drawn) <= 1_000.5
    assert min(run.x for row in drawn.strips.rows for run in row) >= -0.5


def test_the_room_of_the_design_has_four_lines_of_twenty() -> None:
    counts = [
        [3, 11, 31, 31, 50],
        [15, 30, 20, 35, 26],
        [26, 34, 38, 22, 6],
        [41, 31, 30, 14, 10],
        [22, 34, 34, 22, 14],
    ]
    strips = levels(counts, 126, Use.SCREEN).strips
    assert (strips.lines, strips.pitch) == (4, 20)


def test_the_middle_of_the_threes_stands_on_the_axis() -> None:
    for people in (12, 126, 300, 301):
        strips = levels(a_room(people), people, Use.SCREEN).strips
        for row in strips.rows:
            assert row[2].x + row[2].width / 2 == pytest.approx(strips.axis, abs=0.2)
    assert levels(a_room(12), 12, Use.SCREEN).strips.axis == 500, "in a small room it stands still"


@pytest.mark.parametrize(
    ("row", "median"), [([1, 0, 0, 0, 0], 1), ([2, 0, 0, 0, 2], 1), ([1, 0, 0, 0, 2], 5), ([0] * 5, 0)]
)
def test_the_median_is_the_lower_one(row: list[int], median: int) -> None:
    assert levels([row], sum(row), Use.SCREEN).medians == (median,)


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_the_middle_person_stands_in_their_own_level(row: list[int]) -> None:
    drawn = levels([row], sum(row), Use.SCREEN)
    (mark,), (runs,) = drawn.strips.marks, drawn.strips.rows
    assert (mark is None) == (sum(row) == 0)
    if mark is not None:
        run = runs[drawn.medians[0] - 1]
        assert run.x < mark < run.x + run.width


@pytest.mark.parametrize("people", SIZES)
def test_who_moved_stands_on_both_sides_of_who_stayed(people: int) -> None:
    steps = (people // 10, people - people // 10 - people // 4, people // 4)
    (row,) = rises([steps], [True], people).strips.rows
    assert tuple(run.people for run in row) == steps
    (hidden,) = rises([steps], [False], people).strips.rows
    assert all(run.people == 0 for run in hidden)


@pytest.mark.parametrize("people", [5, 12, 30, 59])
def test_a_few_who_moved_stand_as_large_as_a_few_who_answered(people: int) -> None:
    drawn = rises([(1, people - 3, 2)], [True], people)
    assert drawn.strips.pitch > SHIFT.widest
    assert drawn.start + drawn.strips.axis == SHIFT.width / 2
    assert drawn.start + drawn.strips.width <= SHIFT.width


@pytest.mark.parametrize("people", [301, 5000])
def test_a_crowd_that_moved_is_told_in_percent(people: int) -> None:
    assert rises([(1, people - 3, 2)], [True], people).crowd
    assert not rises([(1, 297, 2)], [True], 300).crowd


def test_a_dot_is_so_full_as_its_level_is_high() -> None:
    *lower, full = LEVELS
    for share in lower:
        assert _disc(filled(share)) == pytest.approx(share * pi * DISC**2, rel=0.01, abs=0.1)
    whole, _, _ = filled(0).partition("Z")
    assert filled(full) == f"{whole}Z"  # no gap between rim and disc


def test_phones_draw_the_same_dots_by_their_style_sheet() -> None:
    *lower, full = ((ROOT / "static" / "img" / f"fill-{level}.svg").read_text() for level in range(1, len(LEVELS) + 1))
    for share, image in zip(LEVELS, lower, strict=False):
        assert filled(share) in image
    assert filled(0) in full  # a rim for itself: where a full one is chosen, yellow shows inside it


def _disc(path: str) -> float:
    """The area of what lies in the rim."""
    inner = path.split("Z")[2]
    if not inner:
        return 0
    chord = re.fullmatch(r"M-([\d.]+) (-?[\d.]+)A7 7 0 ([01]) 0 \1 \2", inner)
    assert chord
    half, level = float(chord[1]), float(chord[2])
    steps = 20_000
    high = (DISC - level) / steps
    assert half == pytest.approx((DISC**2 - level**2) ** 0.5, abs=0.01)
    return high * sum(2 * sqrt(DISC**2 - (level + (at + 0.5) * high) ** 2) for at in range(steps))
