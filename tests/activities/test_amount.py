"""Amounts: what is taken, in which bins it lies, and that no figure of anybody's is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.amount import Amount
from server.activities.contract.activity import Activity
from server.activities.contract.pool import Pool, Value
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Result
from server.activities.measures.bins import Piles
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

BINS = (0, 25, 50, 100, 250, 500, 1000)


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Any whole number of the range, and those at the edges of bins more often."""
    assert isinstance(activity, Amount)
    edges = st.sampled_from([activity.low, activity.high, *(activity.bins or ())])
    figures: st.SearchStrategy[JsonValue] = edges | st.integers(activity.low, activity.high)
    return figures


def an_amount(**more: Any) -> Amount:
    """The question of the menu."""
    told = {"key": "menu", "kind": "amount", "title": "Not on the menu", "minutes": 4, "unit": "€{n}", "bins": BINS}
    asked = {"question": "What may one of us spend?", "from": 0, "to": 10_000, "step": 10, "starts": [0, 20, 50]}
    return Amount.model_validate({**told, **asked} | more)


def shown(values: list[JsonValue], minimum: int = 5, **more: Any) -> Piles:
    """Their result."""
    found = pooled(an_amount(**more), values, minimum)
    assert isinstance(found, Released)
    assert isinstance(found.result, Piles)
    return found.result


@pytest.mark.parametrize("raw", [-1, 10_001, 0.5, True, "50", None, [50], {"value": 50}, 1e300])
def test_what_is_no_whole_number_in_the_range_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused, match="Whole numbers from 0 to 10,000"):
        an_amount().poses().accept(raw)


def test_a_whole_number_that_came_with_a_point_is_whole() -> None:
    taken = an_amount().poses().accept(50.0)
    assert taken == 50
    assert isinstance(taken, int)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"from": 10_000}, "'from' is to be below 'to'"),
        ({"bins": [0, 50, 25]}, "each above the one before"),
        ({"bins": [0, 20_000]}, "at most 'to'"),
        ({"bins": range(8)}, "leave one of 'bins' out"),
        ({"starts": [20_000]}, "'starts' lie between"),
        ({"unit": "euros"}, "unit"),
    ],
)
def test_content_that_makes_no_sense_is_refused(more: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        an_amount(**more)


def test_people_are_counted_up_to_the_upper_end_of_each_bin() -> None:
    rows = shown([0, 1, 25, 26, 50, 1000, 1001, 10_000]).cells().rows
    assert [(row.key, row.numbers[0]) for row in rows if row.numbers[0]] == [
        ("to-0", 1), ("to-25", 2), ("to-50", 2), ("to-1000", 1), ("more", 2),
    ]  # fmt: skip
    assert [said(row.label, "en") for row in rows if not isinstance(row.label, str | dict)][:2] == ["0", "to 25"]


@pytest.mark.parametrize(
    ("values", "words", "pattern"),
    [
        ([0, 20, 30, 60, 70], "Half of us say €50 or less.", "leads"),
        ([2_000] * 3 + [600] * 2, "Half of us say over €1,000.", "agree"),
        ([0] * 2 + [40] * 6, "Half of us say €50 or less.", "zero"),
        ([0, *[30] * 7], "Half of us say €50 or less.", "agree"),
        ([20] * 4 + [900] * 4, "Half of us say €25 or less.", "spread"),
    ],
)
def test_what_half_of_the_room_says_and_what_it_looks_like(values: list[JsonValue], words: str, pattern: str) -> None:
    result = shown(values)
    phrase = result.finding()
    assert phrase
    assert said(phrase, "en") == words
    assert result.patterns()[0].pattern == pattern


def test_bins_that_are_nobodys_own_cover_where_people_are() -> None:
    question = an_amount(bins=None).poses()
    assert question.edges == (0, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
    assert question.settled([30] * 50, 5).edges == (0, 10, 25, 50, 100, 250, 500)
    wide = question.settled([0] * 20 + [9_000] * 20, 5).edges
    assert wide[-1] == 10_000
    assert len(wide) <= 7


def test_one_round_has_the_same_bins_on_every_surface() -> None:
    activity = an_amount(bins=None, rounds=2)
    first: dict[int, JsonValue] = dict(enumerate([20, 40, 60, 90, 300, 700] * 5))
    second: dict[int, JsonValue] = {who: int(str(value)) * 5 for who, value in first.items()}
    found = compared(activity, first, second, 5)
    assert isinstance(found, Released)
    later = pooled(activity, second.values(), 5)
    assert isinstance(later, Released)
    keys = [row.key for row in later.result.cells().rows]
    assert [place.key for place in found.moves[""].places] == [row.key for row in found.result.cells().rows] == keys
    question = activity.poses().settled(list(second.values()), 5)
    assert {row["up to"] for row in map(question.export, second.values())} <= {key.removeprefix("to-") for key in keys}


def test_who_went_up_and_down_is_told_where_it_may_be() -> None:
    first: dict[int, JsonValue] = dict.fromkeys(range(12), 20)
    second: dict[int, JsonValue] = first | {0: 0, 1: 100, 2: 100, 3: 24}
    found = compared(an_amount(rounds=2), first, second, 5)
    assert finding(found, "en") == "2 of 12 went up, 1 down."
    hidden = compared(an_amount(rounds=2, sensitive=True), first, second, 5)
    assert "up" not in finding(hidden, "en")


def apart(high: list[int], low: list[int]) -> Result:
    """A split between two groups."""
    activity = an_amount(bins=None)

    def of(figures: list[int]) -> Result:
        return activity.pool(Pool(tuple(Value("", each) for each in figures), 5, len(figures)))

    groups = [Group(Place("m", "Managers", "A"), of(high)), Group(Place("f", "Front line", "B"), of(low))]
    return activity.split(of([*high, *low]), groups, 0)


def test_groups_stand_on_the_bins_of_the_room_and_the_lower_one_speaks_first() -> None:
    result = apart([250] * 6, [25] * 20)
    phrase = result.finding()
    assert phrase
    assert said(phrase, "en") == "Managers: €250. Front line: €25."
    seen = result.patterns()[0]
    assert (seen.pattern, said(seen.head, "en")) == ("gap", "€25 or €250?")
    assert sum(row.numbers[0] or 0 for row in result.cells().rows) == 6
    level = apart([30] * 6, [40] * 6).finding()
    assert level
    assert said(level, "en") == "Half of us say €50 or less."


@pytest.mark.parametrize(("word", "bytes"), [("customer ", 1), ("клиентов ", 2), ("顧客", 3)])
def test_the_longest_amount_that_is_taken_fits_into_a_frame(word: str, bytes: int) -> None:
    longest = next(taken for signs in range(700, 3, -1) if (taken := _filled(word, signs)) is not None)
    module = Module(module="long", title="Long", activities=(longest,))
    workshop = Workshop(workshop="long", title="Long", minutes=4, modules=(module,))
    for step in longest.course():
        board = a_board(300, step.phase, step.round, longest.key, workshop=workshop, minimum=2)
        frame: dict[str, object] = {"step": steps.step(board), "html": html(phone(board, NOW), "en")}
        assert wire("frame", frame) <= CHANGE_BYTES


def _filled(word: str, signs: int) -> Amount | None:
    text = (word * signs)[:signs].strip()
    unit = "{n} " + text[:20]
    try:
        more = {"unit": unit, "starts": [0, 1, 2, 3, 4, 10_000], "rounds": 2}
        return an_amount(story=text, question=text[:140], hint=text[:80], **more)
    except ValidationError:
        return None
