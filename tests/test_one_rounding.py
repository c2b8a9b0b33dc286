"""Every surface says the same number of people and the same share, also where a share ends in .5."""

import re

import pytest

from server.results import cues, texts
from server.results.numbers import number
from server.results.outcomes import Released
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from tests.boards import NOW, a_board
from tests.scenes.screens import drawn

# So many chose Yes, so many No: the share of Yes ends in .5, and rounds up.
HALVES = [(190, 114, 63), (201, 199, 50), (205, 195, 51), (306, 94, 77), (999, 1, 100), (5, 395, 1)]


@pytest.mark.parametrize(("yes", "no", "share"), HALVES)
def test_wall_phone_desk_and_headline_round_alike(yes: int, no: int, share: int) -> None:
    board = a_board(yes + no, "revealed", 1, "agree", first={"A": yes, "B": no})
    result = outcome(board)
    assert isinstance(result, Released)
    assert f">{share}%<tspan" in drawn(board)
    assert f"aria-label='{share}%'" in html(phone(board, NOW), "en")
    assert f">{share}%<small>" in html(console(board, NOW), "en")
    if yes > no:
        assert f"{share}% of {number(yes + no, 'en')}" in texts.finding(result, "en")


@pytest.mark.parametrize(("yes", "no", "share"), HALVES)
def test_a_card_of_two_camps_says_the_shares_of_the_wall(yes: int, no: int, share: int) -> None:
    board = a_board(yes + no, "talk", 1, "agree", first={"A": yes, "B": no})
    result, activity = outcome(board), board.activity
    assert result is not None
    assert activity is not None
    card, *_ = cues.deck(activity, result, yes + no, "en")
    shown = re.findall(r">(\d+)%<tspan", drawn(board))
    assert all(said in shown for said in re.findall(r"(\d+)%", card.head))


def test_up_to_300_people_come_first_everywhere() -> None:
    board = a_board(126, "talk", 1, "agree", first={"A": 65, "B": 61})
    assert ">65<tspan" in drawn(board)
    assert "aria-label='65'" in html(phone(board, NOW), "en")
    assert ">65</span>" in html(console(board, NOW), "en")
    assert "Two camps, nearly even: 65 / 61" in drawn(board)
