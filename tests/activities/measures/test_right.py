"""A right answer: what is found, which card it calls, and that only a result marks it."""

from __future__ import annotations

from typing import Any

import pytest

from server.activities.choice import Choice
from server.charts.canvas import Canvas, Use
from server.phases import Phase, Step
from server.results.cues import deck
from server.results.disclosure import compared, kept, pooled
from server.results.outcomes import Kept, Released, Undrawn
from server.results.preview import Preview
from server.results.texts import finding

MONTHS = ("January", "April", "July")


def month(right: str | None = "january", **more: Any) -> Choice:
    """A question with a right answer."""
    told = {"key": "nearest", "kind": "choice", "title": "Sun", "minutes": 3, "question": "When?", "right": right}
    options = [{"key": name.lower(), "text": name} for name in MONTHS]
    return Choice.model_validate({**told, "options": options, **more})


def votes(january: int, april: int, july: int = 0) -> list[Any]:
    """So many people by month."""
    return ["january"] * january + ["april"] * april + ["july"] * july


@pytest.mark.parametrize(
    ("given", "words", "pattern"),
    [
        (votes(41, 60, 25), "41 of 126 are right: January.", "few_right"),
        (votes(1, 2), "1 of 3 are right: January.", "half_right"),
        (votes(199, 101), "199 of 300 are right: January.", "half_right"),
        (votes(2, 1), "2 of 3 are right: January.", "most_right"),
        (votes(0, 8), "0 of 8 are right: January.", "few_right"),
        (votes(310, 0), "100% of 310 are right: January.", "most_right"),
    ],
)
def test_how_many_are_right_is_found_and_calls_a_card(given: list[Any], words: str, pattern: str) -> None:
    shown = pooled(month(), given, 2)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == words
    assert shown.result.patterns()[0].pattern == pattern
    card = deck(month(cues={pattern: "Ours."}), shown, len(given), "en")[0]
    assert (card.pattern, card.text) == (pattern, "Ours.")


def test_an_answer_that_is_too_long_for_a_headline_goes_by_its_letter() -> None:
    long = [{"key": "january", "text": "In January, when we say it is winter"}, {"key": "april", "text": "April"}]
    assert finding(pooled(month(options=long), votes(4, 4), 5), "en") == "4 of 8 are right: A."
    named = [{**long[0], "short": "in January"}, {**long[1], "short": "in April"}]
    assert finding(pooled(month(options=named), votes(4, 4), 5), "en") == "4 of 8 are right: in January."


def test_after_two_rounds_both_are_told_and_that_many_moved_comes_first() -> None:
    before, after = dict(enumerate(votes(3, 9))), dict(enumerate(votes(9, 3)))
    shown = compared(month(rounds=2), before, after, 5)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "9 of 12 are right, 3 were before: January."
    assert [seen.pattern for seen in shown.result.patterns()][:2] == ["moved", "most_right"]
    swapped = compared(month(rounds=2), before, dict(enumerate(votes(0, 9) + ["january"] * 3)), 5)
    assert finding(swapped, "en") == "3 of 12 are right, as before: January. 6 of 12 changed their mind."
    still = compared(month(rounds=2), before, before, 5)
    assert isinstance(still, Released)
    assert still.result.patterns()[0].pattern == "few_right"


@pytest.mark.parametrize("use", [Use.SCREEN, Use.PHONE, Use.DESK])
def test_the_picture_of_a_result_marks_it_and_the_private_preview_does_not(use: Use) -> None:
    given = votes(6, 4)
    shown, private = pooled(month(), given, 5), Preview.of(given).result(month(), 20, 5)
    assert isinstance(shown, Released)
    assert isinstance(private, Released)
    assert shown.result.picture(Canvas(use)).right == "january"
    plain = pooled(month(None), given, 5)
    assert isinstance(plain, Released)
    assert private == plain, "as if nothing were right"


def test_one_that_holds_asks_twice_before_it_shows() -> None:
    phases = (Phase.READ, Phase.OPEN, Phase.CLOSED, Phase.TALK)
    again = (Step(Phase.OPEN, 2), Step(Phase.CLOSED, 2), Step(Phase.SHIFT, 2))
    assert month(hold=True).course() == (*(Step(phase, 1) for phase in phases), *again)
    assert [round for round in (1, 2, 3) if month(hold=True).holds(round)] == [1]


def test_of_a_result_that_is_kept_back_only_the_cards_for_how_many_are_right_are_known() -> None:
    for given, pattern in ((votes(1, 7, 2), "few_right"), (votes(5, 5), "half_right"), (votes(9, 1), "most_right")):
        assert kept(month(hold=True), given, 5) == Kept(10, (pattern,))
    assert kept(month(None, hold=True), votes(9, 1), 5) == Kept(10, ())
    assert kept(month(hold=True), votes(2, 2), 5) == Kept(4, ()), "too few to say how many"


def test_cards_of_a_result_that_is_kept_back_have_no_number_and_no_answer() -> None:
    told = month(hold=True, cues={"one_sided": "Nearly all.", "leads": {"january": "Why?"}, "half_right": "Talk."})
    cards = deck(told, kept(told, votes(5, 5), 5), 10, "en")
    assert cards[0].text == "Talk."
    assert not {"Nearly all.", "Why?"} & {card.text for card in cards}
    assert {card.head for card in cards} <= {"Before you vote again", "In pairs"}


def test_a_kind_that_fails_costs_its_picture_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Choice, "pool", lambda *_: 1 / 0)
    assert kept(month(hold=True), votes(5, 5), 5) == Undrawn(10)
