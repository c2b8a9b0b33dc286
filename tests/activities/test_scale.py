"""A scale: what it takes, what it amounts to, and who went up and down."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.question import Place
from server.activities.contract.result import Group
from server.activities.scale import Scale
from server.refusals import Refused
from server.results import wording
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
    """A level for some of the statements, at least one."""
    keys = st.sampled_from([part.key for part in activity.poses().parts])
    given: st.SearchStrategy[JsonValue] = st.dictionaries(keys, st.integers(1, 5), min_size=1)
    return given


def a_scale(*keys: str, named: bool = True, **more: Any) -> Scale:
    """Statements by these keys."""
    statements = [
        {"key": key, "text": f"I keep {key}.", **({"short": {"verb": f"keep {key}", "noun": key}} if named else {})}
        for key in keys
    ]
    told = {"key": "standing", "kind": "scale", "title": "Standing", "minutes": 3, "question": "How true?"}
    return Scale.model_validate({**told, "low": "not true", "high": "true", "statements": statements} | more)


def says(*levels: int, key: str = "faith") -> list[JsonValue]:
    """People who rate one statement."""
    return [{key: level} for level in levels]


def both(**by_key: list[int]) -> list[JsonValue]:
    """People who rate several: one list a statement."""
    return [dict(zip(by_key, levels, strict=True)) for levels in zip(*by_key.values(), strict=True)]


@pytest.mark.parametrize(
    "raw", [{}, {"faith": 0}, {"faith": 6}, {"faith": 2.5}, {"faith": True}, {"faith": "4"}, {"x": 3}, [4], 4]
)
def test_what_is_no_rating_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_scale("faith", "promise").poses().accept(raw)


def test_an_answer_stands_in_the_order_of_the_statements_and_skips_what_is_null() -> None:
    taken = a_scale("faith", "promise", "calm").poses().accept({"promise": 4.0, "calm": None, "faith": 2})
    assert list(taken.items()) == [("faith", 2), ("promise", 4)]  # type: ignore[union-attr]  # JSON, here an object


def test_two_statements_have_two_keys() -> None:
    with pytest.raises(ValidationError, match="two statements have the key"):
        a_scale("faith", "faith")


@pytest.mark.parametrize(
    ("keys", "named", "values", "words"),
    [
        (
            ["faith", "calm"],
            True,
            both(faith=[5, 5, 4, 1, 1, 1], calm=[1, 1, 1, 4, 3, 2]),
            "3 of 6 keep faith. 1 keep calm.",
        ),
        (["faith"], True, says(5, 4, 3, 2, 1), "2 of 5 keep faith."),
        (["faith"], False, says(5, 4, 3, 2, 1), "2 of 5 say 4 or 5."),
        (
            ["faith", "calm"],
            False,
            both(faith=[5] * 5, calm=[1] * 5),
            "4 or 5: 5 of 5 say so on “I keep faith”, 0 on “I keep calm”.",
        ),
        (["faith"], True, says(*[5] * 200, *[1] * 101), "66% of 301 keep faith."),
    ],
)
def test_the_highest_and_the_lowest_are_the_headline(
    keys: list[str], named: bool, values: list[JsonValue], words: str
) -> None:
    assert finding(pooled(a_scale(*keys, named=named), values, 5), "en") == words


def test_the_minimum_holds_for_each_statement() -> None:
    shown = pooled(a_scale("faith", "calm"), [*both(faith=[5] * 4, calm=[1] * 4), *says(2, 2)], 5)
    assert isinstance(shown, Released)
    people = {row.part: 0 for row in shown.result.cells().rows}
    for row in shown.result.cells().rows:
        people[row.part] += int(row.numbers[0] or 0)
    assert people == {"faith": 6, "calm": 0}


@pytest.mark.parametrize(
    ("values", "pattern"),
    [
        (both(faith=[5] * 10, calm=[1] * 10), "low"),
        (both(faith=[1] * 5 + [5] * 5, calm=[3] * 10), "low"),
        (both(faith=[1] * 5 + [5] * 5, calm=[4] * 4 + [2] * 6), "polar"),
        (both(faith=[3] * 6 + [5] * 4, calm=[3] * 6 + [4] * 4), "leads"),
    ],
)
def test_what_a_result_looks_like(values: list[JsonValue], pattern: str) -> None:
    shown = pooled(a_scale("faith", "calm"), values, 5)
    assert isinstance(shown, Released)
    assert shown.result.patterns()[0].pattern == pattern


def moved(before: list[int], after: list[int], **more: Any) -> Released:
    """People who rate one statement twice."""
    first, second = (dict(enumerate(says(*levels))) for levels in (before, after))
    shown = compared(a_scale("faith", rounds=2, **more), first, second, 5)
    assert isinstance(shown, Released)
    return shown


def test_ten_up_and_ten_down_reads_twenty_moved() -> None:
    shown = moved([5] * 10 + [3] * 30 + [3] * 10, [3] * 10 + [3] * 30 + [5] * 10)
    assert finding(shown, "en") == "On faith 20 moved. The count stood still."
    assert shown.result.patterns()[0].pattern == "standstill"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (True, "Managers: 80% keep faith. Front line: 20%."),
        (False, "Managers: 80% say 4 or 5 on “I keep faith”. Front line: 20%."),
    ],
)
def test_both_sides_of_the_largest_gap_are_the_headline_of_a_split(named: bool, words: str) -> None:
    scale, said = a_scale("faith", named=named), (says(5, 5, 5, 4, 1), says(4, 2, 2, 2, 1))
    whole, *groups = (pooled(scale, values, 5) for values in ([*said[0], *said[1]], *said))
    assert isinstance(whole, Released)
    results = [group.result for group in groups if isinstance(group, Released)]
    places = (Place("a", "Managers", "A"), Place("b", "Front line", "B"))
    split = scale.split(whole.result, [Group(*each) for each in zip(places, results, strict=True)], 0)
    assert (phrase := split.finding()) is not None
    assert wording.said(phrase, "en") == words


def test_who_moved_up_is_the_headline_of_a_change() -> None:
    shown = moved([3] * 12, [4] * 4 + [3] * 8)
    assert finding(shown, "en") == "4 of 12 moved up on faith."
    assert shown.result.patterns()[0].pattern == "rise"
    assert finding(moved([3] * 12, [3] * 12), "en") == "As many say 4 or 5 as before."


def test_of_a_sensitive_scale_no_direction_is_told_that_was_held_back() -> None:
    shown = moved([3] * 6 + [4] * 6, [3] * 4 + [4] * 2 + [4] * 4 + [3] * 2, sensitive=True)
    assert finding(shown, "en") == "As many say 4 or 5 as before."
    (way,) = shown.result.ways  # type: ignore[attr-defined]  # only the result of a shift has ways
    assert (way.steps, way.words) == (None, None)


ALL_MOVED = ([1, 3, 1, 1, 3, 3, 1, 1, 4, 4, 2, 3, 4], [2, 2, 3, 2, 4, 5, 2, 2, 5, 5, 3, 4, 5])


@pytest.mark.parametrize(
    ("before", "after", "sentence", "words"),
    [
        # What both totals prove is no secret.
        ([3] * 12, [4] * 4 + [3] * 8, "At least 4 of 12 moved up on faith.", "at least 4 moved up, nobody down"),
        (*ALL_MOVED, "13 of 13 moved on faith, at least 6 of them up.", "13 moved, at least 6 of them up"),
        # What they do not prove is told where nobody is given away.
        (
            [1] * 8 + [2] * 8 + [3] * 8,
            [1, 1, 2, 2, 2, 3, 3, 3, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 4, 4, 4, 5, 2, 2],
            "16 of 24 moved up on faith.",
            "16 moved up",
        ),
        ([1] * 6 + [5] * 6, [3] * 6 + [4] * 6, "6 of 12 moved up on faith.", "6 moved up, 6 down, nobody stayed"),
    ],
)
def test_a_sensitive_scale_says_which_way_as_far_as_that_is_safe(
    before: list[int], after: list[int], sentence: str, words: str
) -> None:
    shown = moved(before, after, sensitive=True)
    assert finding(shown, "en") == sentence
    (way,) = shown.result.ways  # type: ignore[attr-defined]  # only the result of a shift has ways
    assert said(way.words, "en") == words
    assert shown.result.patterns()[0].pattern == "rise"


def test_a_statement_that_too_few_rated_twice_has_no_moves() -> None:
    before = dict(enumerate(both(faith=[3] * 4, calm=[3] * 4))) | {at: {"calm": 3} for at in range(4, 8)}
    after = dict(enumerate(both(faith=[4] * 4, calm=[4] * 4))) | {at: {"calm": 3} for at in range(4, 8)}
    shown = compared(a_scale("faith", "calm", rounds=2), before, after, 5)
    assert isinstance(shown, Released)
    assert list(shown.moves) == ["calm"]


@pytest.mark.parametrize(("word", "bytes"), [("customer ", 1), ("клиентов ", 2), ("顧客", 3)])
@pytest.mark.parametrize("many", [1, 3, 6])
def test_the_longest_scale_that_is_taken_fits_into_a_frame(word: str, bytes: int, many: int) -> None:
    longest = next(
        taken
        for signs in range(60, 3, -1)
        if (taken := _filled(many, (word * signs)[:signs].strip(), (word * 18)[: min(18, signs)].strip()))
    )
    module = Module(module="long", title="Long", activities=(longest,))
    workshop = Workshop(workshop="long", title="Long", minutes=3, modules=(module,))
    for step in longest.course():
        board = a_board(300, step.phase, step.round, longest.key, workshop=workshop, minimum=2)
        frame: dict[str, object] = {"step": steps.step(board), "html": html(phone(board, NOW), "en")}
        assert wire("frame", frame) <= CHANGE_BYTES


def _filled(many: int, text: str, end: str) -> Scale | None:
    statements = [{"key": letter * 8, "text": text} for letter in "abcdef"[:many]]
    try:
        return a_scale("faith", question=text, low=end, high=end, statements=statements, rounds=2)
    except ValidationError:
        return None
