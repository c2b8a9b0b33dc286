"""Points: what is taken, what they amount to, and what two rounds tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.pool import Pool, Value
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Result
from server.activities.points import Points
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.disclosure import compared, pooled
from server.results.outcomes import Released
from server.results.texts import finding
from server.results.wording import said
from server.scenes import step as steps
from server.scenes.phone import phone
from server.scenes.render import html
from server.workshops.content import Module, Workshop
from tests.boards import NOW, a_board
from tests.scenes.test_phone import CHANGE_BYTES, wire


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A hundred points, shared out step by step; what gets none may be left out."""
    keys = [part.key for part in activity.poses().parts]
    taken = st.lists(st.sampled_from(keys), min_size=10, max_size=10)
    shared: st.SearchStrategy[JsonValue] = taken.map(lambda tens: {key: 10 * tens.count(key) for key in {*tens}})
    return shared


def some_points(letters: str = "abcd", **more: Any) -> Points:
    """Things by these keys, each with a short name."""
    things = [{"key": letter, "text": f"Thing {letter}", "short": f"thing {letter}"} for letter in letters]
    told = {"key": "effort", "kind": "points", "title": "Effort", "minutes": 3, "question": "Share 100 points."}
    return Points.model_validate({**told, "options": things} | more)


def gives(**points: int) -> JsonValue:
    """One person's answer, whatever is not named getting none."""
    return {**dict.fromkeys("abcd", 0), **points}


@pytest.mark.parametrize(
    "raw",
    [{}, {"a": 90}, {"a": 110}, {"a": 50, "b": 60}, {"a": 95, "b": 5}, {"a": 50, "x": 50}, {"a": 110, "b": -10},
     {"a": True}, {"a": "100"}, {"a": 99.5, "b": 0.5}, [100], 100, None],
)  # fmt: skip
def test_what_is_no_share_of_a_hundred_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        some_points().poses().accept(raw)


def test_an_answer_names_everything_in_order_and_what_is_left_out_gets_nothing() -> None:
    taken = some_points().poses().accept({"c": 30.0, "a": 70, "b": None})
    assert list(taken.items()) == [("a", 70), ("b", 0), ("c", 30), ("d", 0)]  # type: ignore[union-attr]  # JSON, here an object


def test_steps_of_five_are_taken_where_the_author_says_so() -> None:
    assert some_points(step=5).poses().accept({"a": 95, "b": 5}) == gives(a=95, b=5)


def test_two_things_have_two_keys() -> None:
    with pytest.raises(ValidationError, match="two options have the key"):
        some_points("aa")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([gives(a=50, b=50)] * 4 + [gives(a=100)], "60 of 100 points go to thing a."),
        ([gives(a=30, b=30, c=20, d=20), gives(a=20, b=20, c=30, d=30)] * 3, "We give all four about the same."),
        ([gives(a=30, b=20, c=30, d=20)] * 6, "30 of 100 points go to thing a."),
    ],
)
def test_where_most_of_the_points_go_is_the_headline(values: list[JsonValue], words: str) -> None:
    assert finding(pooled(some_points(), values, 5), "en") == words


def test_a_thing_without_a_short_form_goes_by_its_letter() -> None:
    plain = some_points(options=[{"key": letter, "text": f"Thing {letter}"} for letter in "abcd"])
    assert finding(pooled(plain, [gives(b=100)] * 5, 5), "en") == "100 of 100 points go to B."


@pytest.mark.parametrize(
    ("values", "patterns"),
    [
        ([gives(a=100)] * 5 + [gives(b=50, c=50)] * 5, ["allin", "top", "leads", "open"]),
        ([gives(a=100)] * 4 + [gives(b=50, c=50)] * 6, ["top", "leads", "open"]),
        ([gives(a=100)] * 5 + [gives(b=100)] * 5, ["allin", "top", "leads", "open"]),
        ([gives(a=30, b=30, c=20, d=20), gives(a=20, b=20, c=30, d=30)] * 3, ["even", "leads", "open"]),
        ([gives(a=30, b=30, c=30, d=10)] * 6, ["leads", "open"]),
    ],
)
def test_what_a_result_looks_like(values: list[JsonValue], patterns: list[str]) -> None:
    shown = pooled(some_points(), values, 5)
    assert isinstance(shown, Released)
    assert [seen.pattern for seen in shown.result.patterns()] == patterns


def test_averages_come_to_a_hundred_and_are_rounded_once() -> None:
    values: list[JsonValue] = [{"a": 40, "b": 30, "c": 30}, {"a": 40, "b": 30, "c": 30}, {"a": 30, "b": 40, "c": 30}]
    shown = pooled(some_points("abc"), values, 2)
    assert isinstance(shown, Released)
    assert [row.numbers for row in shown.result.cells().rows] == [(36.7,), (33.3,), (30.0,)]
    assert finding(shown, "en") == "We give all three about the same."


def test_two_rounds_tell_how_the_averages_differ_and_of_nobody_who_moved() -> None:
    first = dict.fromkeys(range(10), gives(a=50, b=50))
    second = first | dict.fromkeys(range(5), gives(a=20, b=80))
    shown = compared(some_points(rounds=2), first, second, 5)
    assert isinstance(shown, Released)
    assert not shown.moves
    assert finding(shown, "en") == "From 50 to 35 points: thing a."
    assert [row.numbers for row in shown.result.cells().rows][:2] == [(50.0, 35.0), (50.0, 65.0)]
    assert finding(compared(some_points(rounds=2), first, first, 5), "en") == "All averages are as they were."


def apart(high: list[JsonValue], low: list[JsonValue]) -> Result:
    """A split between two groups."""
    activity = some_points()

    def of(values: list[JsonValue]) -> Result:
        return activity.pool(Pool(tuple(Value("", each) for each in values), 5, len(values)))

    groups = [Group(Place("m", "Managers", "A"), of(high)), Group(Place("f", "Front line", "B"), of(low))]
    return activity.split(of([*high, *low]), groups, 0)


def test_groups_that_are_far_apart_on_one_thing_talk_about_it() -> None:
    far = apart([gives(a=80, b=20)] * 5, [gives(a=30, b=70)] * 5)
    phrase, seen = far.finding(), far.patterns()[0]
    assert phrase
    assert said(phrase, "en") == "Managers: 80 points to thing a. Front line: 30."
    assert (seen.pattern, said(seen.head, "en")) == ("gap", "80 or 30 for A")
    assert [row.numbers for row in far.cells().rows][:2] == [(80.0, 30.0), (20.0, 70.0)]
    odd = apart([gives(a=80, b=20)] * 5, [gives(a=30, b=70)] * 4 + [gives(a=40, b=60)] * 3)
    assert (phrase := odd.finding())
    assert said(phrase, "en") == "Managers: 80 points to thing a. Front line: 34."
    _groups, drawn = odd.picture(Canvas(Use.SCREEN)).names
    assert [numbers for _row, numbers in drawn][:2] == [((None, 80.0), (None, 34.0)), ((None, 20.0), (None, 66.0))]  # type: ignore[attr-defined]  # names are what the template reads
    near = apart([gives(a=60, b=40)] * 5, [gives(a=50, b=50)] * 5)
    assert "gap" not in [seen.pattern for seen in near.patterns()]
    level = apart([gives(a=60, b=40)] * 5, [gives(a=60, b=40)] * 5).finding()
    assert level
    assert said(level, "en") == "60 of 100 points go to thing a."


@pytest.mark.parametrize(("word", "bytes"), [("customer ", 1), ("клиентов ", 2), ("顧客", 3)])
@pytest.mark.parametrize("many", [2, 4, 6])
def test_the_longest_points_that_are_taken_fit_into_a_frame(word: str, bytes: int, many: int) -> None:
    longest = next(
        taken for signs in range(140, 3, -1) if (taken := _filled(many, (word * signs)[:signs].strip())) is not None
    )
    module = Module(module="long", title="Long", activities=(longest,))
    workshop = Workshop(workshop="long", title="Long", minutes=3, modules=(module,))
    for step in longest.course():
        board = a_board(300, step.phase, step.round, longest.key, workshop=workshop, minimum=2)
        frame: dict[str, object] = {"step": steps.step(board), "html": html(phone(board, NOW), "en")}
        assert wire("frame", frame) <= CHANGE_BYTES


def _filled(many: int, text: str) -> Points | None:
    things = [{"key": letter * 48, "text": text[:60]} for letter in "abcdef"[:many]]
    try:
        return some_points(question=text, options=things, rounds=2)
    except ValidationError:
        return None
