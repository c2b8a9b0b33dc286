"""Predict the room: what is taken, what it amounts to, and what it says beside the truth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.question import Place
from server.activities.contract.result import Percent
from server.activities.estimate import Estimate
from server.activities.measures.counts import Counts
from server.activities.measures.guessed import Guessed, Truth
from server.activities.measures.guesses import SHARES
from server.activities.measures.leads import Row
from server.charts.canvas import Canvas, Use
from server.charts.guesses import WORDS, Guesses
from server.refusals import Refused
from server.results.disclosure import pooled
from server.results.outcomes import Outcome, Released, Undrawn, Withheld
from server.results.texts import finding
from server.results.wording import said
from server.shares import percent

KNOW = "know it word for word"


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A step of five."""
    return st.sampled_from(SHARES)


def an_estimate(**more: Any) -> Estimate:
    """About the first answer of `credo`."""
    told = {"key": "guess", "kind": "estimate", "title": "Predict", "minutes": 1, "question": "How many?"}
    return Estimate.model_validate({**told, "about": "credo", "of": "a", **more})


def asked(*people: int, short: str | None = KNOW) -> Outcome:
    """What came of the question that was guessed about: so many for A, B and so on."""
    rows = tuple(
        Row(Place(key, f"Answer {key}", key.upper(), short), n) for key, n in zip("abcd", people, strict=False)
    )
    return Released(Counts(rows))


def beside(guesses: list[int], truth: Outcome | None, **more: Any) -> Guessed:
    """The result of these guesses."""
    shown = pooled(an_estimate(**more), guesses, 5, others={"credo": truth} if truth else None)
    assert isinstance(shown, Released)
    assert isinstance(shown.result, Guessed)
    return shown.result


@pytest.mark.parametrize("raw", [-5, 105, 37, 2.5, "35", True, None, [35], {"value": 35}])
def test_what_is_no_step_of_five_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        an_estimate().poses().accept(raw)


def test_a_whole_float_is_the_same_guess() -> None:
    assert repr(an_estimate().poses().accept(35.0)) == "35"


@pytest.mark.parametrize("of", [[], ["a", "a"], ["a"] * 8])
def test_it_is_about_one_answer_or_some_that_differ(of: list[str]) -> None:
    with pytest.raises(ValidationError):
        an_estimate(of=of)


@pytest.mark.parametrize(
    ("guesses", "people", "words"),
    [
        ([35] * 126, (8, 118), "We guessed 35%. It is 6%: 8 of 126 know it word for word."),
        ([15, 20, 20, 35, 40, 40, 40, 45, 45, 55, 55, 75], (3, 9), "We guessed 40%. It is 25%: 3 of 12 " + KNOW + "."),
        ([50] * 400, (620, 620), "We guessed 50%. It is 50%: 620 of 1,240 know it word for word."),
    ],
)
def test_guess_and_truth_in_one_sentence(guesses: list[int], people: tuple[int, ...], words: str) -> None:
    assert said(beside(guesses, asked(*people)).finding(), "en") == words


def test_without_a_short_form_the_letter_stands_for_the_answer() -> None:
    assert (
        said(beside([40] * 5, asked(3, 2, short=None)).finding(), "en")
        == "We guessed 40%. It is 60%: 3 of 5 are with A."
    )
    both = beside([40] * 5, asked(3, 2, 5, short=None), of=["a", "b"])
    assert said(both.finding(), "en") == "We guessed 40%. It is 50%: 5 of 10."


@pytest.mark.parametrize(
    ("guesses", "people", "pattern"),
    [
        ([35] * 20, (20, 80), "over"),
        ([35] * 20, (50, 50), "under"),
        ([35] * 20, (30, 70), "right"),
        ([35] * 20, (40, 60), "right"),
        ([35] * 20, (29, 71), "open"),
        ([35] * 20, (21, 79), "open"),
        ([10] * 4 + [45] * 12 + [65] * 4, (55, 45), "split"),
        ([20] * 4 + [45] * 12 + [65] * 4, (55, 45), "open"),
        ([10] * 4 + [45] * 13 + [60] * 3, (55, 45), "open"),
    ],
)
def test_a_pattern_begins_at_its_bound(guesses: list[int], people: tuple[int, ...], pattern: str) -> None:
    assert beside(guesses, asked(*people)).patterns()[0].pattern == pattern


@given(st.lists(st.sampled_from(SHARES), min_size=5, max_size=40), st.integers(0, 40))
def test_a_card_asks_for_somebody_who_is_there(guesses: list[int], people: int) -> None:
    for seen in beside(guesses, asked(people, 40 - people)).patterns():
        if isinstance(bound := seen.slots.get("guess"), Percent):
            assert any((g >= bound.part) if seen.pattern == "over" else (g <= bound.part) for g in guesses)


@pytest.mark.parametrize("truth", [Withheld(4, 5), Undrawn(12), None])
def test_of_what_is_not_released_a_guess_has_nothing(truth: Outcome | None) -> None:
    assert beside([40] * 5, truth).truth is None
    assert said(beside([40] * 5, truth).finding(), "en") == "We guess 40%."


def test_early_nothing_of_another_result_is_handed_over() -> None:
    shown = pooled(an_estimate(), [40] * 5, 5, early=True, others={"credo": asked(8, 15)})
    assert finding(shown, "en") == "We guess 40%."


def test_the_lower_of_two_middles_is_the_median() -> None:
    assert beside([10, 10, 20, 30, 40, 50], None).median == 20


@given(
    st.lists(st.sampled_from(SHARES), min_size=1, max_size=320),
    st.integers(0, 23),
    st.sampled_from([Use.SCREEN, Use.PHONE]),
)
def test_no_dot_is_lost_and_nothing_stands_on_another(guesses: list[int], truth: int, use: Use) -> None:
    result = Guessed(tuple(sorted(guesses)), Truth(truth, 23, "A", KNOW))
    drawn = result.picture(Canvas(use)).drawing
    assert isinstance(drawn, Guesses)
    assert [pile.people for pile in drawn.piles] == [guesses.count(share) for share in SHARES]
    assert drawn.at(drawn.true or 0) == pytest.approx(drawn.at(percent(truth, 23) / 5))
    for at, pile in enumerate(drawn.piles):
        assert pile.height <= max(drawn.box.height, drawn.box.bar)
        assert pile.width <= drawn.step or not pile.people
        if pile.people:
            assert pile.x + pile.width / 2 == pytest.approx(drawn.at(at), abs=0.2)
    if not use.is_compact:
        over = [p for p in drawn.piles if p.x < drawn.pill_left + drawn.box.pill and p.x + p.width > drawn.pill_left]
        assert all(drawn.pill_at <= drawn.box.floor - pile.height - 15 for pile in over)
        assert drawn.pill_at - 56 >= 72, "below the flag, which ends at 72"
        stake = drawn.at(drawn.true or 0)
        assert (stake - WORDS if drawn.flies_back else stake) >= -8
