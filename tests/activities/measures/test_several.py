"""Several answers: what is taken, what it amounts to, and who moved on which option."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.choice import Choice
from server.activities.contract.question import Lean
from server.activities.measures.swaps import Swaps
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.admitted import seen
from server.results.disclosure import compared, pooled
from server.results.outcomes import Released, Withheld
from server.results.texts import finding
from server.shares import percent

TICKS = st.lists(st.lists(st.sampled_from("abc"), min_size=1, unique=True), min_size=5, max_size=30)
Ticked = list[JsonValue]


def several(*keys: str, **more: Any) -> Choice:
    """A question of which several options can be ticked."""
    told = {"key": "tools", "kind": "choice", "title": "Tools", "minutes": 3, "question": "Which?", "several": True}
    options = [{"key": key, "text": f"Option {key}"} for key in keys or "abcd"]
    return Choice.model_validate({**told, "options": options, **more})


def tick(*people: str) -> list[JsonValue]:
    """What these people tick: "ac" ticks a and c."""
    return [list(keys) for keys in people]


def shown(values: list[JsonValue], **more: Any) -> Released:
    """The result of what people ticked."""
    result = pooled(several(**more), values, 5)
    assert isinstance(result, Released)
    return result


def twice(before: list[JsonValue], after: list[JsonValue], **more: Any) -> Released:
    """The same people, two rounds."""
    result = compared(several(rounds=2, **more), dict(enumerate(before)), dict(enumerate(after)), 5)
    assert isinstance(result, Released)
    return result


@pytest.mark.parametrize("raw", [[], ["x"], "a", ["a", 1], [["a"]], {"a": True}, None, True, ["a", ""]])
def test_what_is_no_list_of_options_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused) as refused:
        several().poses().accept(raw)
    assert refused.value.code == "wrong-value"


def test_more_than_may_be_ticked_are_refused_and_the_sentence_says_how_many_may() -> None:
    asked = several(most=2).poses()
    assert asked.accept(["d", "a", "d"]) == ["a", "d"], "in the author's order, each once"
    with pytest.raises(Refused, match="At most 2"):
        asked.accept(["a", "b", "c"])


def test_a_phone_that_reads_no_html_is_told_how_many_may_be_ticked() -> None:
    assert several(most=2).poses().describe("en")["most"] == 2
    assert several().poses().describe("en")["most"] == 4


@given(dice=st.randoms(use_true_random=False), most=st.integers(2, 4))
def test_made_up_people_tick_no_more_than_they_may(dice: Random, most: int) -> None:
    asked = several(most=most).poses()
    value = asked.guess(dice, Lean())
    for _ in range(10):
        assert asked.accept(value) == value
        value = asked.guess(dice, Lean(), value)


@given(values=TICKS)
def test_rows_count_people_and_shares_are_of_those_who_answered(values: list[JsonValue]) -> None:
    result = shown(values).result
    ticked = Counter(key for value in values if isinstance(value, list) for key in value)
    assert {row.part: row.numbers[0] for row in result.cells().rows} == {key: ticked[key] for key in "abcd"}
    assert result.people == len(values)
    for use in (Use.SCREEN, Use.PHONE, Use.DESK):
        rows: Any = result.picture(Canvas(use, "salt")).drawing
        assert [row.people for row in rows.rows] == [ticked[key] for key in "abcd"]
        assert [row.percent for row in rows.rows] == [percent(ticked[key], len(values)) for key in "abcd"]


def test_three_hundred_people_are_no_crowd_however_much_they_tick() -> None:
    for use in (Use.SCREEN, Use.PHONE, Use.DESK):
        drawn: Any = [shown(tick("abc") * people).result.picture(Canvas(use)).drawing for people in (300, 301)]
        assert [bool(rows.units) for rows in drawn] == [True, False]


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (["ab"] * 4 + ["a"] * 2 + ["c"] * 2, "6 of 8 tick A, 4 B."),
        (["ab"] * 5, "A and B are level: 5 of 5 tick each."),
        (["abcd"] * 5, "4 answers are level: 5 of 5 tick each."),
        (["ab"] * 200 + ["a"] * 110, "100% of 310 tick A, 65% B."),
    ],
)
def test_what_most_tick_is_the_finding_and_nobody_leads(people: list[str], words: str) -> None:
    assert finding(shown(tick(*people)), "en") == words


@pytest.mark.parametrize(
    ("people", "pattern"),
    [
        (["a"] * 8 + ["b"] * 2, "common"),
        (["ab"] * 8, "leads"),
        (["a"] * 3 + ["b"] * 3 + ["c"] * 4, "scattered"),
        (["a"] * 6 + ["b"] * 4, "leads"),
    ],
)
def test_what_ticks_look_like(people: list[str], pattern: str) -> None:
    assert shown(tick(*people)).result.patterns()[0].pattern == pattern


def test_a_tick_less_and_a_tick_more_are_told_by_option() -> None:
    before, after = tick(*["ab"] * 4, *["b"] * 6, *["c"] * 2), tick(*["b"] * 4, *["ab"] * 6, *["c"] * 2)
    result = twice(before, after)
    assert finding(result, "en") == "10 of 12 moved on A: 6 came to it, 4 left it."
    assert [(part, moves.moved) for part, moves in result.moves.items()] == [("a", 10), ("b", 0), ("c", 0), ("d", 0)]
    first = result.result.patterns()[0]
    assert first.pattern == "moved"
    assert isinstance(result.result, Swaps)
    (way, *_rest) = result.result.ways
    assert (way.then, way.now, way.steps) == (4, 6, (4, 2, 6))
    assert finding(twice(tick(*["a"] * 6), tick(*["ab"] * 2, *["a"] * 4)), "en") == "2 of 6 came to B, nobody left it."
    assert finding(twice(tick(*["ab"] * 6), tick(*["a"] * 2, *["ab"] * 4)), "en") == "2 of 6 left B, nobody came to it."
    assert finding(twice(before, before), "en") == "Nobody changed their answer."


def test_of_a_sensitive_question_no_small_group_comes_out_at_any_option() -> None:
    before, after = tick(*["ab"] * 6, *["b"] * 6), tick(*["ab"] * 3, *["b"] * 3, *["b"] * 3, *["ab"] * 3)
    result = twice(before, after, sensitive=True)
    for moves in result.moves.values():
        assert all(people >= 5 for people in moves.cells.values() if people)
    assert finding(result, "en") == "12 of 12 tick B, 6 A.", "that three came and three left stays untold"


def test_too_few_people_have_no_result() -> None:
    assert pooled(several(), tick("a", "b", "ab", "c"), 5) == Withheld(4, 5)


def test_a_row_of_an_export_says_of_each_option_whether_it_is_ticked() -> None:
    asked = several().poses()
    assert asked.export(["a", "d"]) == {"ticked A": "1", "ticked B": "0", "ticked C": "0", "ticked D": "1"}
    assert [value.value for value in seen(asked, tick("ab") * 5, 5)] == tick("ab") * 5


@pytest.mark.parametrize(
    "changes",
    [
        {"most": 1},
        {"most": 5},
        {"most": 3, "several": False},
        {"right": "a"},
        {"several": False, "right": "x"},
        {"several": False, "because": "It is so."},
    ],
)
def test_content_that_makes_no_sense_is_a_fault(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"most|right|because|equal"):
        several(**changes)
