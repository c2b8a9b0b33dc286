"""Results on the big screen: dots drawn are people counted, and too few are never shown."""

import re

import pytest

from server.charts.flow import Flow
from server.room.board import Board
from tests.scenes.screens import at, drawn, shown, words


@pytest.mark.parametrize("people", [12, 126, 300])
@pytest.mark.parametrize("phase", ["revealed", "talk"])
def test_dots_of_the_result_are_the_people_who_answered(phase: str, people: int) -> None:
    assert drawn(at(phase, people)).count('class="unit"') == people


@pytest.mark.parametrize("people", [301, 5_000])
def test_beyond_300_bars_say_shares_first(people: int) -> None:
    page = drawn(at("talk", people))
    assert page.count('class="bar"') == 4
    assert 'class="unit"' not in page
    assert re.search(r"\d+%<tspan", page)


def test_the_card_waits_for_the_talk_and_its_clock_counts() -> None:
    assert 'class="cue' not in drawn(at("revealed"))
    page = drawn(at("talk", talk_left=90))
    assert 'data-ends="1090000"' in page
    assert ">1:30<" in page
    assert "data-ends" not in drawn(at("talk", talk_left=90, talking=False))


def test_letters_of_the_card_are_dots_and_sentences_stay_sentences() -> None:
    page = drawn(at("talk"))
    assert 'from <span class="letter letter--on-spot" data-mark="a">A</span> and' in page


@pytest.mark.parametrize("phase", ["revealed", "talk"])
@pytest.mark.parametrize("answered", [0, 1, 4])
def test_too_few_answers_are_never_shown(phase: str, answered: int) -> None:
    board = at(phase, answered=answered)
    assert 'class="unit"' not in drawn(board)
    assert "letter--colour" not in drawn(board)
    expected = (
        "Nobody yet. Who goes first?" if answered == 0 else "Results can be shown once five people have answered."
    )
    assert expected in words(board)


def test_a_small_team_is_told_and_sees_two_answers() -> None:
    assert "Results show once two people have answered" in words(at("lobby", minimum=2))
    assert drawn(at("revealed", answered=2, minimum=2)).count('class="unit"') == 2


SMALL = {"first": {"A": 2, "B": 6, "C": 1, "D": 1}, "moves": {("B", "A"): 5, ("C", "A"): 1, ("A", "D"): 1}}


def drawing(board: Board) -> Flow:
    """The shift on the wall."""
    picture = shown(board).picture
    assert picture
    assert isinstance(picture.drawing, Flow)
    return picture.drawing


def test_ten_people_see_how_many_went_from_where_to_where() -> None:
    board = at("shift", 10, **SMALL)
    flow = drawing(board)
    assert "7 of 10 changed their mind. 5 went from B to A." in words(board)
    assert "Ask someone who moved: what did you hear that changed your answer?" in words(board)
    moved = [bundle for bundle in flow.bundles if not bundle.stayed]
    assert {(bundle.origin + bundle.goal, bundle.people) for bundle in moved} == {("ba", 5), ("ca", 1), ("ad", 1)}
    assert all((bundle.label is not None) == (bundle.people > 1) for bundle in moved)
    assert sum(bundle.people for bundle in flow.bundles) == 10


def test_fewer_pairs_than_the_minimum_show_the_second_vote_and_nothing_of_a_shift() -> None:
    board = at("shift", 9, second={"A": 9})
    first = board.books["first-step", 1].values
    for person in list(first)[4:]:
        del first[person]
    assert shown(board).compared is None
    assert shown(board).finding == "Everyone chose A."
    assert "moved" not in words(board)


def test_a_protected_shift_says_no_more_than_the_totals_prove() -> None:
    board = at("shift", 10, **SMALL, protected=True)
    assert "At least 6 of 10 changed their mind." in words(board)
    assert 'class="thread' not in drawn(board)


def test_a_protected_shift_draws_only_groups_that_may_be_seen() -> None:
    board = at("shift", protected=True)
    flow = drawing(board)
    assert "43 of 126 changed their mind. 27 went from B to A." in words(board)
    assert "others moved" in words(board)
    page = drawn(board)
    assert page.count('class="unit"') + page.count('class="ring"') + page.count('class="came"') == 2 * 126 + 2
    assert all(bundle.people >= 5 for bundle in flow.bundles)


def test_ids_of_dots_are_neither_seats_nor_kept_for_the_next_reveal() -> None:
    again = at("talk")
    again.salt = "drawn at the next reveal"
    ids = [set(re.findall(r'id="([sd][0-9a-f]+)"', drawn(board))) for board in (at("open"), at("talk"), again)]
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]


def test_the_reveal_keeps_its_dots_while_the_room_talks() -> None:
    ids = [re.findall(r'<g id="(d\w+)"', drawn(at(phase))) for phase in ("revealed", "talk")]
    assert ids[0] == ids[1]


def test_each_chart_has_a_hidden_table_with_the_finding() -> None:
    for phase in ("talk", "shift"):
        page = drawn(at(phase))
        assert f"<caption>{shown(at(phase)).finding}</caption>" in page
