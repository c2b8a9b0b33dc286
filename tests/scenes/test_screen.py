"""The big screen in every phase: everybody is drawn, and nothing is told too early."""

import re

import pytest

from server.phases import Phase
from tests.boards import a_board
from tests.scenes.screens import at, drawn, shown, words

PEOPLE = (0, 1, 12, 126, 300, 301, 5_000)
PHASES = ("lobby", "read", "open", "closed", "revealed", "talk", "shift", "ended")
ACTIVITIES = ("first-step", "eight", "longest")
NUMBER = r"-?[\d.]+"


@pytest.mark.parametrize("theme", ["paper", "dark"])
@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_is_drawn_for_any_number_of_people(phase: str, people: int, theme: str) -> None:
    page = drawn(at(phase, people, theme=theme))
    assert page.count("<h1") == 1
    assert f'data-theme="{theme}"' in page
    assert f'data-phase="{phase}"' in page
    assert "style=" not in page


@pytest.mark.parametrize("activity", ACTIVITIES)
@pytest.mark.parametrize("phase", PHASES)
def test_every_length_of_question_and_list_of_answers_is_drawn(phase: str, activity: str) -> None:
    assert 'id="scene"' in drawn(at(phase, 60, activity=activity))


@pytest.mark.parametrize("people", [1, 12, 126, 300])
def test_one_seat_is_filled_for_each_person_in_the_lobby(people: int) -> None:
    assert drawn(at("lobby", people)).count("seat--here") == people


@pytest.mark.parametrize(("people", "dots"), [(301, 31), (2_500, 250), (5_000, 250)])
def test_in_a_crowd_a_dot_is_several_people_and_says_so(people: int, dots: int) -> None:
    board = at("lobby", people)
    assert drawn(board).count("seat--here") == dots
    assert f"One dot is {10 if people <= 2_500 else 20} people" in words(board)


def test_seats_stay_between_lobby_and_vote() -> None:
    lobby, vote = shown(at("lobby")).seats, shown(at("open")).seats
    assert lobby
    assert vote
    assert [(dot.id, dot.x, dot.y) for dot in lobby.dots] == [(dot.id, dot.x, dot.y) for dot in vote.dots]


def test_during_a_vote_a_ring_means_not_answered() -> None:
    page = drawn(at("open", answered=83))
    assert page.count("seat--here") == 83
    assert page.count("seat--waiting") == 126 - 83


@pytest.mark.parametrize("phase", ["read", "open", "closed"])
def test_nothing_shows_which_answer_leads_before_the_reveal(phase: str) -> None:
    votes = [drawn(at(phase, first=first)) for first in ({"A": 120, "B": 6}, {"A": 1, "D": 125})]
    assert votes[0] == votes[1]


@pytest.mark.parametrize("people", [12, 126, 300, 5_000])
@pytest.mark.parametrize("phase", ["lobby", "open", "talk", "shift"])
def test_nothing_is_drawn_outside_its_picture(phase: str, people: int) -> None:
    for width, height, picture in re.findall(
        rf'<svg class="chart[^"]*"[^>]*viewBox="0 0 ({NUMBER}) ({NUMBER})"[^>]*>(.*?)</svg>',
        drawn(at(phase, people)),
        re.S,
    ):
        for x, y in re.findall(rf'(?:cx="({NUMBER})" cy="({NUMBER})")', picture):
            assert 0 <= float(x) <= float(width)
            assert 0 <= float(y) <= float(height)
        for x, y in re.findall(rf"translate\(({NUMBER}) ({NUMBER})\)", picture):
            assert 0 <= float(x) <= float(width)
            assert 0 <= float(y) <= float(height)


def test_readers_hear_quarters_and_not_every_answer() -> None:
    heard = [re.search(r'role="status">(.*?)</p>', drawn(at("open", answered=n)), re.S) for n in (63, 70, 94)]
    said = [match.group(1).strip() for match in heard if match]
    assert said == ["50% have answered", "50% have answered", "50% have answered"]


def test_labels_follow_phase_and_round() -> None:
    assert "Vote again" in words(a_board(phase="open", round=2))
    assert "Vote again" not in words(at("open"))
    assert "Voting is closed" in words(at("closed"))
    assert "Results stay hidden until voting closes" in words(at("open"))


def test_the_door_is_open_in_every_phase_that_is_not_over() -> None:
    for phase in PHASES[:-1]:
        assert "482 917" in words(at(phase))
    assert "482 917" in words(at("open", blank=True))
    assert "482 917" not in words(at("ended"))


def test_a_blank_screen_shows_nothing_of_the_vote() -> None:
    board = at("talk", blank=True)
    assert "What do you do first?" not in words(board)
    assert '<svg class="chart' not in drawn(board)


def test_a_slide_shows_its_words() -> None:
    board = a_board(phase="read", activity="welcome")
    assert "Who speaks for the customer" in words(board)
    assert "<strong>first</strong>" in drawn(board)


def test_the_qr_code_keeps_four_modules_of_white_around_it() -> None:
    door = shown(at("lobby")).door
    starts = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", door.qr)]
    assert min(x for x, _ in starts) == min(y for _, y in starts) == 4
    assert max(y for _, y in starts) == door.modules - 5


def test_phases_of_the_design_are_all_covered() -> None:
    assert {*PHASES, "split"} == set(Phase)  # test_split.py


@pytest.mark.parametrize("phase", ["read", "open", "talk", "shift"])
def test_the_way_in_can_be_shown_large_wherever_the_room_is(phase: str) -> None:
    board = at(phase, inviting=True)
    page = drawn(board)
    assert "lobby__code" in page
    assert "lobby__qr" in page
    assert f'data-phase="{phase}"' in page, "the room itself stays where it is"
    assert "answer" not in words(board), "and nothing of the vote is told"
