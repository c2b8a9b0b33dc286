"""A grid: what is taken, what two clouds amount to, and that nothing tells which two places are one person's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.pool import Pool, Value
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Result, Said
from server.activities.grid import Grid
from server.charts.canvas import Canvas, Use
from server.dice import dice_of
from server.refusals import Refused
from server.results.disclosure import compared, pooled
from server.results.outcomes import Released
from server.results.texts import finding
from server.results.wording import said

FOUND = {"ahead": "We are {steps} ahead.", "behind": "We are {steps} behind.", "same": "We are where they are."}


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A place for each thing."""
    spot: st.SearchStrategy[JsonValue] = st.lists(st.integers(-5, 5), min_size=2, max_size=2)
    given: st.SearchStrategy[JsonValue] = st.fixed_dictionaries({part.key: spot for part in activity.poses().parts})
    return given


def a_grid(*keys: str, **more: Any) -> Grid:
    """Placements by these keys."""
    told = {"key": "position", "kind": "grid", "title": "Position", "minutes": 3, "question": "Where do you stand?"}
    ends = {"across": {"low": "old", "high": "new"}, "up": {"low": "cold", "high": "warm"}}
    placements = [{"key": key, "text": f"The {key}", "short": key} for key in keys or ("me", "firm")]
    return Grid.model_validate({**told, **ends, "placements": placements} | more)


def both(me: list[tuple[int, int]], firm: list[tuple[int, int]]) -> list[JsonValue]:
    """People who place two things."""
    return [{"me": [*one], "firm": [*other]} for one, other in zip(me, firm, strict=True)]


@pytest.mark.parametrize(
    "raw",
    [{}, {"me": [1, 2]}, {"me": [1, 2], "firm": [6, 0]}, {"me": [1, 2], "firm": [1]}, {"me": [1, 2], "firm": [1, True]},
     {"me": [1, 2], "firm": [0.5, 0]}, {"me": [1, 2], "firm": [0, 0], "x": [0, 0]}, {"me": "1 2", "firm": [0, 0]},
     {"me": [1, 2], "firm": None}, [1, 2], None],
)  # fmt: skip
def test_what_is_no_pair_of_places_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_grid().poses().accept(raw)


def test_an_answer_names_the_placements_in_order_and_in_whole_steps() -> None:
    taken = a_grid().poses().accept({"firm": [-5.0, 5], "me": [2, 2]})
    assert list(taken.items()) == [("me", [2, 2]), ("firm", [-5, 5])]  # type: ignore[union-attr]  # JSON, here an object


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"placements": [{"key": "a", "text": "One"}, {"key": "a", "text": "Two"}]}, "two placements have the key"),
        ({"found": {**FOUND, "ahead": "Far ahead."}}, "say how far with"),
        ({"found": FOUND, "placements": [{"key": "a", "text": "One"}]}, "compares two placements"),
    ],
)
def test_content_that_does_not_fit_is_refused(more: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        a_grid(**more)


@pytest.mark.parametrize(
    ("me", "firm", "words", "own"),
    [
        ((3, 1), (0, 0), "“me”: 3 steps ahead of “firm”.", "We are 3 steps ahead."),
        ((1, 0), (0, 0), "“me”: 1 step ahead of “firm”.", "We are 1 step ahead."),
        ((-2, 1), (0, 0), "“me”: 2 steps behind “firm”.", "We are 2 steps behind."),
        ((2, 1), (2, 1), "“me” and “firm” have the same middle.", "We are where they are."),
    ],
)
def test_how_far_the_middles_are_apart_is_the_headline(
    me: tuple[int, int], firm: tuple[int, int], words: str, own: str
) -> None:
    values = both([me] * 5, [firm] * 5)
    assert finding(pooled(a_grid(), values, 5), "en") == words
    assert finding(pooled(a_grid(found=FOUND), values, 5), "en") == own


def test_where_one_thing_stands_is_the_headline() -> None:
    values: list[JsonValue] = [{"me": [x, 2]} for x in (-5, -1, -1, 0, 5)]
    assert finding(pooled(a_grid("me"), values, 5), "en") == "The middle of “me”: 1 step to old, 2 to warm."
    still: list[JsonValue] = [{"me": [0, 0]}] * 5
    assert finding(pooled(a_grid("me"), still, 5), "en") == "The middle of “me”: in the middle of the field."


@pytest.mark.parametrize(
    ("me", "firm", "patterns"),
    [
        ([(2, 0)] * 8, [(0, 0)] * 8, ["ahead", "open"]),
        ([(0, -2)] * 8, [(0, 0)] * 8, ["behind", "open"]),
        ([(1, 0)] * 8, [(0, 0)] * 8, ["open"]),
        ([(0, 0)] * 8, [(0, 0)] * 8, ["same", "open"]),
        ([(4, 4)] * 4 + [(-4, -4)] * 4, [(-4, -4)] * 8, ["same", "split", "open"]),
        ([(4, 4)] * 4 + [(-4, 4)] * 4, [(-4, 4)] * 8, ["same", "open"]),
    ],
)
def test_what_a_result_looks_like(me: list[tuple[int, int]], firm: list[tuple[int, int]], patterns: list[str]) -> None:
    shown = pooled(a_grid(), both(me, firm), 5)
    assert isinstance(shown, Released)
    assert [seen.pattern for seen in shown.result.patterns()] == patterns


def everything(values: list[JsonValue], use: Use) -> tuple[object, ...]:
    """All that anybody can know of a round, but for the lots of its dots."""
    shown = pooled(a_grid(), values, 5)
    assert isinstance(shown, Released)
    result = shown.result
    picture = result.picture(Canvas(use, "salt"))
    return result.cells(), result.finding(), result.patterns(), picture.drawing


@pytest.mark.parametrize("people", [6, 40, 320])
@pytest.mark.parametrize("use", Use)
def test_nothing_tells_which_two_places_are_one_persons(people: int, use: Use) -> None:
    dice = dice_of(people)
    me, firm = ([(dice.randint(-5, 5), dice.randint(-5, 5)) for _ in range(people)] for _ in "12")
    other_pairs = both(me, dice.sample(firm, len(firm)))
    assert everything(both(me, firm), use) == everything(other_pairs, use)
    assert everything(dice.sample(other_pairs, people), use) == everything(other_pairs, use)


def test_no_two_dots_stand_on_each_other_and_nobody_is_lost() -> None:
    values = both([(2, 2)] * 150, [(2, 2)] * 150)
    shown = pooled(a_grid(), values, 5)
    assert isinstance(shown, Released)
    drawn: Any = shown.result.picture(Canvas(Use.SCREEN)).drawing
    dots = [(dot.x, dot.y) for cloud in drawn.clouds for dot in cloud.circles]
    assert len(dots) == len(set(dots)) == 300
    for pill in drawn.pills:
        assert not any(abs(x - pill.x) < pill.wide / 2 and abs(y - pill.y) < 30 for x, y in dots)


def test_in_a_crowd_a_step_of_too_few_is_left_out_and_counted() -> None:
    values = both([(2, 2)] * 300 + [(-5, -5)] * 4, [(0, 0)] * 304)
    shown = pooled(a_grid(), values, 5)
    assert isinstance(shown, Released)
    drawn: Any = shown.result.picture(Canvas(Use.SCREEN)).drawing
    assert [len(cloud.circles) for cloud in drawn.clouds] == [1, 1]
    assert drawn.left == 4


def test_two_rounds_tell_how_far_the_middles_went_and_of_nobody_who_moved() -> None:
    first = dict(enumerate(both([(0, 0)] * 6, [(0, 0)] * 6)))
    second = dict(enumerate(both([(0, 0)] * 6, [(-1, 3)] * 6)))
    shown = compared(a_grid(rounds=2), first, second, 5)
    assert isinstance(shown, Released)
    assert not shown.moves
    assert finding(shown, "en") == "“firm”: the middle went 3 steps."
    assert finding(compared(a_grid(rounds=2), first, first, 5), "en") == "The middle stands where it stood."


def test_groups_are_two_clouds_of_what_they_are_furthest_apart_on() -> None:
    activity = a_grid()

    def of(values: list[JsonValue]) -> Result:
        return activity.pool(Pool(tuple(Value("", each) for each in values), 5, len(values)))

    high, low = both([(3, 0)] * 5, [(0, 0)] * 5), both([(2, 0)] * 6, [(0, -3)] * 6)
    groups = [Group(Place("m", "Managers", "A"), of(high)), Group(Place("f", "Front line", "B"), of(low))]
    split = activity.split(of([*high, *low]), groups, 0)
    phrase, seen = split.finding(), split.patterns()[0]
    assert phrase
    assert said(phrase, "en") == "“firm”: 3 steps between Managers and Front line."
    assert (seen.pattern, said(seen.head, "en"), seen.slots["low"]) == ("gap", "3 steps apart", Said("Front line"))
    drawn: Any = split.picture(Canvas(Use.SCREEN)).drawing
    assert [len(cloud.circles) for cloud in drawn.clouds] == [5, 6]
    assert activity.apart(*groups) == 3


def test_a_crowd_is_dealt_in_little_time_to_places_within_the_field() -> None:
    question, dice = a_grid().poses(), dice_of(3)
    spots = [(dice.randint(-5, 5), dice.randint(-5, 5)) for _ in range(300)]
    shown = pooled(a_grid(), [question.accept(value) for value in both(spots, spots)], 5)
    assert isinstance(shown, Released)
    drawn: Any = shown.result.picture(Canvas(Use.SCREEN)).drawing
    for cloud in drawn.clouds:
        assert all(0 < dot.x < 1200 and 0 < dot.y < 650 for dot in cloud.circles)
    seen = shown.result.patterns()
    assert said(seen[0].head, "en") == "Same people, two places"
