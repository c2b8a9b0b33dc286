"""Sorting into bins: what is taken, what it amounts to, what two rounds and two groups tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.pool import Pool, Value
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Phrase, Result
from server.activities.measures.divided import Divided
from server.activities.measures.resorted import Resorted
from server.activities.sort import Sort
from server.charts.bins import Bins
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.disclosure import compared, pooled
from server.results.outcomes import Released
from server.results.texts import finding
from server.results.wording import said


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A bin for some of the things, at least one."""
    question = activity.poses()
    keys = st.sampled_from([part.key for part in question.parts])
    bins = st.sampled_from([place.key for place in question.parts[0].places])
    given: st.SearchStrategy[JsonValue] = st.dictionaries(keys, bins, min_size=1)
    return given


def a_sort(*keys: str, bins: str = "ab", **more: Any) -> Sort:
    """Things by these keys; bins by these letters."""
    items = [
        {"key": key, "text": f"This here is thing {key}, said at some length", "short": f"thing {key}"} for key in keys
    ]
    told = {"key": "respect", "kind": "sort", "title": "Respect", "minutes": 3, "question": "Which is it?"}
    places = [{"key": letter, "text": f"bin {letter}"} for letter in bins]
    return Sort.model_validate({**told, "items": items, "bins": places, **more})


def rows(**by_key: str) -> list[JsonValue]:
    """People who sort several things: one row of bins a thing, "-" where it was skipped."""
    people = zip(*by_key.values(), strict=True)
    return [{key: bin for key, bin in zip(by_key, each, strict=True) if bin != "-"} for each in people]


@pytest.mark.parametrize("raw", [{}, {"x": "c"}, {"z": "a"}, {"x": 1}, {"x": ["a"]}, {"x": "A"}, ["a"], "a", None])
def test_what_is_in_no_bin_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_sort("x", "y").poses().accept(raw)


def test_an_answer_stands_in_the_order_of_the_things_and_skips_what_is_null() -> None:
    taken = a_sort("x", "y", "z").poses().accept({"z": "b", "y": None, "x": "a"})
    assert list(taken.items()) == [("x", "a"), ("z", "b")]  # type: ignore[union-attr]  # JSON, here an object


@pytest.mark.parametrize("what", ["bins", "items"])
def test_two_of_them_have_two_keys(what: str) -> None:
    same: Any = [{"key": "q", "text": "One"}, {"key": "q", "text": "Two"}]
    with pytest.raises(ValidationError, match=f"two {what} have the key"):
        Sort.model_validate({**a_sort("x").model_dump(), what: same})


@pytest.mark.parametrize(
    ("bins", "values", "words"),
    [
        ("ab", rows(x="aaaaaaaab", y="aaaabbbbb"), "“thing y” splits us 4 to 5."),
        ("ab", rows(x="aaaaaaaaab", y="abbbbbbbbb"), "We agree on all 2."),
        ("ab", rows(x="aaaaaaaaab"), "We agree on “thing x”."),
        ("ab", rows(x="aaaaa-----", y="aaabbb----"), "“thing y” splits us 3 to 3."),
        ("abc", rows(x="aaaaaaaaac", y="aabbbbbbcc"), "“thing y” splits us into 6, 2 and 2."),
        ("ab", rows(x="a" * 201 + "b" * 100), "“thing x” splits us 67% to 33%."),
    ],
)
def test_what_divides_the_room_most_is_the_headline(bins: str, values: list[JsonValue], words: str) -> None:
    keys = list(dict.fromkeys(key for value in values if isinstance(value, dict) for key in value))
    assert finding(pooled(a_sort(*keys, bins=bins), values, 5), "en") == words


@pytest.mark.parametrize(
    ("values", "patterns"),
    [
        (rows(x="aaaaaaaaaa", y="aaaaabbbbb"), ["divided", "leads", "open"]),
        (rows(x="aaaaaaaaaa", y="aaaaaabbbb"), ["leads", "open"]),
        (rows(x="aaaaaaaaab", y="aabbbbbbbb"), ["all", "open"]),
        (rows(x="aaaa", y="aabb"), ["open"]),
    ],
)
def test_what_a_result_looks_like(values: list[JsonValue], patterns: list[str]) -> None:
    unrelated: list[JsonValue] = [{"z": "a"}, {"z": "a"}, {"z": "b"}, {"z": "b"}]
    shown = pooled(a_sort("x", "y", "z"), values if len(values) >= 5 else [*values, *unrelated], 5)
    assert isinstance(shown, Released)
    assert [seen.pattern for seen in shown.result.patterns()] == patterns


def test_the_card_that_divides_names_what_does() -> None:
    shown = pooled(a_sort("x", "y"), rows(x="aaaaaaaaaa", y="aaaaabbbbb"), 5)
    assert isinstance(shown, Released)
    seen = shown.result.patterns()[0]
    name = seen.slots["name"]
    assert isinstance(name, Phrase)
    assert (said(seen.head, "en"), said(name, "en")) == ("“thing y”: 5 and 5", "“thing y”")
    assert shown.result.patterns()[1].leads == "y"


def test_rows_stand_by_agreement_unless_a_second_vote_is_to_be_compared() -> None:
    values = rows(x="bbbbbbbbba", y="aaaaaaaaab", z="aaaaabbbbb")
    for rounds, order in ((1, "yzx"), (2, "xyz")):
        shown = pooled(a_sort("x", "y", "z", rounds=rounds), values, 5)
        assert isinstance(shown, Released)
        picture = shown.result.picture(Canvas(Use.SCREEN))
        parts, _sorts = picture.names
        assert isinstance(parts, tuple)
        assert isinstance(picture.drawing, Bins)
        assert "".join(part.key for part in parts) == order
        assert picture.drawing.framed is not None
        assert order[picture.drawing.framed] == "z"


def test_of_two_rounds_is_told_who_sorted_something_differently() -> None:
    first = dict(enumerate(rows(x="aaaaaaaaaa", y="aaaaabbbbb")))
    second = dict(enumerate(rows(x="aaaaaaaaaa", y="aabbbbbbba")))
    shown = compared(a_sort("x", "y", rounds=2), first, second, 5)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "4 of 10 sorted “thing y” differently."
    assert shown.result.patterns()[0].pattern == "moved"
    assert isinstance(shown.result, Resorted)
    _x, way = shown.result.ways
    assert (way.part.letter, way.then, way.now, way.steps) == ("A", 5, 3, (3, 6, 1))
    assert finding(compared(a_sort("x", "y", rounds=2), first, first, 5), "en") == "Nobody sorted anything differently."


def test_of_a_sensitive_sort_nothing_is_told_that_was_held_back() -> None:
    first, second = (dict(enumerate(rows(x=bins))) for bins in ("a" * 12, "bbb" + "a" * 9))
    shown = compared(a_sort("x", rounds=2, sensitive=True), first, second, 5)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "At least 3 of 12 sorted “thing x” differently."
    assert isinstance(shown.result, Resorted)
    assert shown.result.ways[0].steps is None


def apart(high: list[JsonValue], low: list[JsonValue]) -> Result:
    """A split between two groups."""
    activity = a_sort("x", "y")

    def of(values: list[JsonValue]) -> Result:
        return activity.pool(Pool(tuple(Value("", each) for each in values), 5, len(values)))

    groups = [Group(Place("m", "Managers", "A"), of(high)), Group(Place("f", "Front line", "B"), of(low))]
    return activity.split(of([*high, *low]), groups, 0)


def test_groups_that_sort_something_differently_talk_about_it() -> None:
    far = apart(rows(x="aaaaa", y="aaaaa"), rows(x="aaaab", y="bbbba"))
    phrase, seen = far.finding(), far.patterns()[0]
    assert phrase
    assert said(phrase, "en") == "A for “thing y”: Managers 100%, Front line 20%."
    assert (seen.pattern, said(seen.head, "en")) == ("gap", "80 points apart")
    assert isinstance(far, Divided)
    assert [(gap.row.part, gap.points) for gap in far.ranked] == [("y", 80), ("x", 20)]


def test_groups_of_which_too_few_sorted_anything_have_nothing_to_compare() -> None:
    phrase = apart(rows(x="aaaaa"), rows(y="aaaaa")).finding()
    assert phrase
    assert said(phrase, "en") == "Nothing was sorted by enough people of two groups."
