"""Sliders: what is taken, in which cells it is told, and that nothing that is told makes out a group of too few."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.measures.middles import Middles
from server.activities.measures.pairs import FIVE, THREE, TWO, Pair, told
from server.activities.measures.related import Related
from server.activities.sliders import Sliders
from server.charts.canvas import Canvas, Use
from server.dice import dice_of
from server.refusals import Refused
from server.results.disclosure import compared, pooled
from server.results.outcomes import Released
from server.results.texts import finding
from server.results.wording import said

FOUND = {
    "when": "Well: {high}. Badly: {low}.",
    "both": "{both} both, {neither} neither.",
    "least": "At least {both} both.",
    "more": "{n} give more.",
}
PAIRS = st.tuples(st.integers(0, 10), st.integers(0, 10))


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A step on each line."""
    given: st.SearchStrategy[JsonValue] = st.fixed_dictionaries(
        {part.key: st.integers(0, 10) for part in activity.poses().parts}
    )
    return given


def sliders(**more: Any) -> Sliders:
    """Two lines."""
    lines = [{"key": key, "text": f"How do you {key}?", "short": key} for key in ("get", "give")]
    asked = {"key": "treated", "kind": "sliders", "title": "Treated", "minutes": 3, "question": "How is it?"}
    return Sliders.model_validate({**asked, "low": "badly", "high": "well", "lines": lines} | more)


def values(*pairs: Pair) -> list[JsonValue]:
    """Answers."""
    return [{"get": x, "give": y} for x, y in pairs]


def result(pairs: list[Pair], minimum: int = 5, **more: Any) -> Any:
    """What a room of these people is told."""
    shown = pooled(sliders(**more), values(*pairs), minimum)
    assert isinstance(shown, Released)
    return shown.result


def patterns(pairs: list[Pair]) -> list[str]:
    """What a room of these people looks like."""
    return [seen.pattern for seen in result(pairs).patterns()]


@pytest.mark.parametrize(
    "raw",
    [{}, {"get": 1}, {"get": 1, "give": 11}, {"get": -1, "give": 1}, {"get": 1, "give": 0.5}, {"get": 1, "give": True},
     {"get": 1, "give": None}, {"get": 1, "give": 2, "x": 3}, {"get": "1", "give": 2}, [1, 2], 5, None],
)  # fmt: skip
def test_what_is_no_pair_of_steps_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        sliders().poses().accept(raw)


def test_an_answer_names_the_lines_in_order_and_in_whole_steps() -> None:
    taken = sliders().poses().accept({"give": 10.0, "get": 0})
    assert list(taken.items()) == [("get", 0), ("give", 10)]  # type: ignore[union-attr]  # JSON, here an object


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            {"lines": [{"key": "a", "text": "One?", "short": "one"}, {"key": "a", "text": "Two?", "short": "two"}]},
            "key",
        ),
        ({"found": {**FOUND, "when": "Well: {high}."}}, r"says how many with \{low\}"),
    ],
)
def test_content_that_does_not_fit_is_refused(more: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        sliders(**more)


def test_cells_are_coarser_where_people_are_spread_and_there_are_none_where_they_are_spread_thin() -> None:
    fine, coarse = told([(1, 1)] * 5 + [(9, 9)] * 5, 5), told([(0, 0), (3, 3)] * 3 + [(10, 10), (7, 8)] * 3, 5)
    halves = told([(0, 0), (5, 5), (3, 3), (4, 1), (2, 4), (10, 10), (6, 8), (7, 6), (9, 7), (6, 6)], 5)
    assert [fine.bands, coarse.bands, halves.bands] == [FIVE, THREE, TWO]  # type: ignore[union-attr]  # each is told
    assert told([(0, 0), (10, 10), (0, 10), (10, 0), (5, 5), (6, 6)], 5) is None


@settings(max_examples=150, deadline=None)
@given(pairs=st.lists(PAIRS, min_size=5, max_size=60), minimum=st.sampled_from([2, 5]))
def test_nobody_is_told_in_a_group_of_too_few_and_nobody_is_lost(pairs: list[Pair], minimum: int) -> None:
    field = told(pairs, minimum)
    if field is not None:
        assert all(people >= minimum for people in field.cells.values())
        assert field.thin == 0 or field.thin >= minimum
        assert field.thin * 5 <= len(pairs)
        assert sum(field.cells.values()) + field.thin == len(pairs)


@pytest.mark.parametrize("few", range(1, 5))
def test_too_few_who_cannot_be_placed_are_joined_by_the_smallest_cell(few: int) -> None:
    field = told([(1, 1)] * 40 + [(9, 9)] * 6 + [(5, 0)] * few, 5)
    assert field is not None
    assert field.cells == {(0, 0): 40}
    assert field.thin == 6 + few


def faces(pairs: list[Pair]) -> str:
    """All that is told of cells."""
    shown = result(pairs, found=FOUND)
    assert isinstance(shown, Related)
    drawn = [shown.picture(Canvas(use, "salt")).drawing for use in Use]
    return str((shown.cells(), shown.finding(), shown.patterns(), drawn))


@pytest.mark.parametrize("seed", range(8))
def test_where_exactly_somebody_stands_in_a_cell_or_in_none_that_is_shown_changes_nothing(seed: int) -> None:
    dice = dice_of(seed)
    shown = [(8, 8)] * 20 + [(1, 9)] * 9 + [(2, 2)] * 9
    field = told(shown, 5)
    assert field is not None
    empty = [(x.low, y.high) for x, y in itertools.product(FIVE, FIVE) if field.cell((x.low, y.low)) not in field.cells]

    def a_room() -> list[Pair]:
        cells = (field.cell(pair) for pair in shown)
        moved = [(dice.randint(*field.bands[x]), dice.randint(*field.bands[y])) for x, y in cells]
        return moved + dice.sample(empty, 6)

    assert len({faces(a_room()) for _ in range(12)}) == 1


def test_the_headline_compares_who_is_high_on_the_first_line_with_who_is_low() -> None:
    pairs = [(8, 8)] * 20 + [(10, 1)] * 5 + [(1, 9)] * 8 + [(4, 4)] * 12 + [(5, 5)] * 10
    assert said(result(pairs, found=FOUND).finding(), "en") == "Well: 20 of 25. Badly: 8 of 20."
    words = "High on the first line, 20 of 25 are on the second. Low, 8 of 20."
    assert said(result(pairs).finding(), "en") == words
    assert said(result(pairs * 6, found=FOUND).finding(), "en") == "Well: 80%. Badly: 40%."


def test_where_few_are_low_the_headline_tells_who_is_high_on_both_lines() -> None:
    pairs = [(8, 8)] * 20 + [(5, 5)] * 12
    assert said(result(pairs, found=FOUND).finding(), "en") == "20 both, 12 neither."


def test_where_others_would_be_made_out_the_headline_tells_what_is_sure() -> None:
    pairs = [(8, 8)] * 20 + [(1, 9)] * 9 + [(9, 9), (9, 1), (3, 3), (5, 5), (6, 7), (7, 3)]
    assert said(result(pairs, found=FOUND).finding(), "en") == "At least 20 both."
    crowd = [(8, 8)] * 400 + [(1, 9)] * 300 + [(2, 2)] * 100 + [(5, 9), (9, 1), (5, 5), (3, 0), (0, 6)]
    assert said(result(crowd, found=FOUND).finding(), "en") == "Well: 100%. Badly: 75%."


def test_where_nobody_is_sure_to_be_high_on_both_the_headline_tells_where_most_are() -> None:
    pairs = [(1, 9)] * 30 + [(9, 9), (9, 1), (3, 3), (5, 5), (6, 7), (7, 3)]
    assert said(result(pairs, found=FOUND).finding(), "en") == "30 of us: “get” 0–2, “give” 9–10."


def test_twelve_people_are_told_in_halves() -> None:
    shown = result([(7, 8), (8, 6), (9, 9), (6, 7), (10, 8), (0, 1), (1, 4), (3, 3), (5, 5), (4, 2), (2, 5), (3, 1)])
    assert [row.numbers for row in shown.cells().rows] == [(7,), (5,)]
    words = "5 are high on both lines. 7 on neither."
    assert said(shown.finding(), "en") == words


@pytest.mark.parametrize(
    ("pairs", "seen"),
    [
        ([(1, 5)] * 10 + [(9, 5)] * 5, ["give", "open"]),
        ([(1, 5)] * 9 + [(9, 5)] * 5, ["open"]),
        ([(1, 1)] * 5 + [(9, 9)] * 5, ["mirror", "open"]),
        ([(1, 1), (9, 9), (1, 9), (9, 1)] * 5, ["apart", "open"]),
        ([(1, 1)] * 9, ["open"]),
    ],
)
def test_what_a_result_looks_like(pairs: list[Pair], seen: list[str]) -> None:
    expected = [pattern for pattern in patterns(pairs) if pattern in ("give", *seen)]
    assert expected == seen


def test_whether_lines_go_together_is_told_from_twice_the_minimum_on() -> None:
    assert "mirror" not in patterns([(1, 1)] * 5 + [(9, 9)] * 4)
    assert "mirror" not in patterns([(1, 1)] * 30 + [(9, 9)] * 4 + [(5, 5)] * 2), "not of those in no shown cell"
    assert "mirror" in patterns([(1, 1)] * 5 + [(9, 9)] * 5)


def test_before_the_room_sees_it_and_where_people_are_spread_thin_only_the_middles_are_told() -> None:
    pairs = [(1, 1)] * 10 + [(9, 8)] * 11
    early = pooled(sliders(), values(*pairs), 5, early=True)
    assert isinstance(early, Released)
    assert isinstance(early.result, Middles)
    assert finding(early, "en") == "In the middle: “get” 9, “give” 8."
    assert isinstance(result([(0, 0), (10, 10), (0, 10), (10, 0), (5, 5), (6, 6)]), Middles)
    twice = compared(sliders(), dict(enumerate(values(*pairs))), dict(enumerate(values(*[(2, 3)] * 21))), 5)
    assert isinstance(twice, Released)
    assert isinstance(twice.result, Middles)
    assert finding(twice, "en") == "In the middle: “get” from 9 to 2, “give” from 8 to 3."


def test_an_export_carries_the_cells_that_are_shown_and_no_pair() -> None:
    pairs = [(1, 1)] * 20 + [(9, 8)] * 11 + [(5, 0), (0, 5), (6, 6), (9, 2), (2, 9)]
    question = sliders().poses().settled(values(*pairs), 5)
    told = Counter(question.export(value)["cell"] for value in values(*pairs))
    assert told == {"0-2 and 0-2": 20, "9-10 and 7-8": 11, "not shown": 5}
    assert {row["cell"] for row in map(sliders().poses().export, values(*pairs))} == {"not shown"}


def test_groups_are_never_laid_across_pairs() -> None:
    assert not sliders().can_split


@pytest.mark.parametrize("people", [5, 12, 126, 300])
def test_no_two_dots_stand_on_each_other_and_all_stand_in_their_cells(people: int) -> None:
    pairs = [(x % 3 * 4, 9) for x in range(people)] if people > 12 else [(1, 1)] * people
    drawn: Any = result(pairs).picture(Canvas(Use.SCREEN)).drawing
    dots = [spot for line in drawn.dots.values() for spot in line.split("M")[1:]]
    assert len(dots) == len(set(dots)) == people
    for spot in dots:
        x, y = map(float, spot.removesuffix("h0").split())
        assert any(
            box.people and box.x < x < box.x + box.width and box.y < y < box.y + box.height for box in drawn.boxes
        )
