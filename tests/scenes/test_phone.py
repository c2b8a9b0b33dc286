"""The phones' shared picture: small, the same for everybody, and silent about anybody's answer."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.activities import Choice
from server.activities.choice import Option
from server.activities.contract.cues import Cues
from server.room.board import Board
from server.scenes import phone as scenes
from server.scenes import step as steps
from server.scenes.render import html
from server.workshops.content import Module, Workshop
from tests.boards import NOW, a_board

CHANGE_BYTES, COUNT_BYTES = 8_000, 2_000
STEPS = [
    ("lobby", 0),
    ("read", 1),
    ("open", 1),
    ("closed", 1),
    ("revealed", 1),
    ("talk", 1),
    ("open", 2),
    ("closed", 2),
    ("shift", 2),
    ("ended", 0),
]
step = pytest.mark.parametrize(("phase", "round"), STEPS)


def picture(board: Board) -> str:
    """The scene as the phones get it."""
    return html(scenes.phone(board, NOW), board.language)


def parts(board: Board) -> dict[str, str]:
    """The counts as the phones get them."""
    return {key: html(scene, board.language) for key, scene in scenes.counts(board, NOW).items()}


def wire(kind: str, content: dict[str, object]) -> int:
    """How many bytes a frame of this content takes."""
    head = {"type": kind, "epoch": 1, "version": 10**6, "n": 10**6, "now": 10**9, "scene": "999"}
    return len(json.dumps(head | content, ensure_ascii=False).encode())


def filled(letters: int, word: str = "customer ") -> str:
    """Words of so many letters in all."""
    return (word * letters)[: letters - 1] + "s"


CUES = Cues.model_validate({pattern: filled(200) for pattern in ("split", "one_sided", "scattered", "moved", "open")})
SCRIPTS = {
    "one byte a letter": ("customer ", 1),
    "two bytes a letter": ("клиентов ", 2),
    "three bytes a letter": ("顧客", 3),
}


def a_choice(letters: str, key: int, label: int, story: int = 700, word: str = "customer ", bytes: int = 1) -> Choice:
    """One answer a letter, each label and the story of so many bytes, with cue cards as long as they may be."""
    return Choice(
        key="k" * 48,
        kind="choice",
        title=filled(80 // bytes, word),
        minutes=5,
        story=filled(story // bytes, word),
        question=filled(140 // bytes, word),
        options=tuple(Option(key=letter * key, text=filled(label // bytes, word)) for letter in letters),
        rounds=2,
        cues=CUES,
    )


def longest(letters: str, key: int, label: int, word: str, bytes: int) -> Choice:
    """With the longest story beside which phones can hold it."""
    for story in range(700, 0, -3):
        try:
            return a_choice(letters, key, label, story, word, bytes)
        except ValueError:
            continue
    raise AssertionError("not even with the shortest story")


LONGEST_BY_SHAPE = {
    f"{len(letters)} of {label}, {script}": longest(letters, key, label, *SCRIPTS[script])
    for script in SCRIPTS
    for letters, key, label in (("abcdefgh", 48, 40), ("abcdefgh", 4, 90), ("abcd", 12, 160))
}
LONGEST = LONGEST_BY_SHAPE["8 of 90, one byte a letter"]


@step
@pytest.mark.parametrize("longest", LONGEST_BY_SHAPE.values(), ids=LONGEST_BY_SHAPE)
def test_a_frame_of_the_longest_content_and_300_seats_is_small(phase: str, round: int, longest: Choice) -> None:
    title = longest.title
    module = Module(module="long", title="Long", activities=(longest,))
    workshop = Workshop(workshop="long", title=title, minutes=5, modules=(module,))
    board = a_board(300, phase, round, activity=longest.key, workshop=workshop, minimum=2)
    assert wire("frame", {"step": steps.step(board), "html": picture(board)}) <= CHANGE_BYTES


def test_content_that_would_make_a_larger_frame_is_refused_in_any_language() -> None:
    with pytest.raises(ValueError, match="each answer its text twice"):
        a_choice("abcdefgh", key=48, label=160)
    story = {"en": "Late.", "uk": "клієнт" * 116}
    with pytest.raises(ValueError, match=r"takes [45],[0-9]{3} bytes"):
        Choice.model_validate(LONGEST.model_dump(by_alias=True) | {"story": story})


@step
@pytest.mark.parametrize("people", [1, 300, 5_000])
def test_between_moves_a_few_numbers_travel(phase: str, round: int, people: int) -> None:
    assert wire("count", {"parts": parts(a_board(people, phase, round))}) <= COUNT_BYTES


@step
def test_every_scene_has_one_heading_that_can_take_focus(phase: str, round: int) -> None:
    drawn = picture(a_board(phase=phase, round=round))
    assert drawn.lstrip().startswith('<main id="scene"')
    assert len(re.findall("<h1 tabindex=['\"]-1", drawn)) == 1


@step
def test_a_count_names_an_element_of_its_scene(phase: str, round: int) -> None:
    board = a_board(phase=phase, round=round)
    drawn = picture(board)
    for key, part in parts(board).items():
        assert re.search(f"id=['\"]{key}['\"]>{re.escape(part)}", drawn)


def test_the_step_changes_exactly_when_the_room_moves() -> None:
    seen = {re.findall('data-step="([^"]+)"', picture(a_board(phase=phase, round=round)))[0] for phase, round in STEPS}
    assert len(seen) == len(STEPS)
    assert all('data-step="1.open.1"' in picture(a_board(people)) for people in (0, 30, 60))
    assert 'data-step="1.open.1.blank"' in picture(a_board(blank=True))


@given(st.permutations(range(1, 41)))
def test_while_voting_nothing_tells_who_answered_or_what(order: list[int]) -> None:
    board, other = a_board(40), a_board(40)
    book = other.books["first-step", 1]
    values = dict(zip(order, book.values.values(), strict=False))
    book.values.clear()
    book.values.update(values)
    assert picture(board) == picture(other)


def test_no_result_before_the_reveal() -> None:
    for phase in ("open", "closed"):
        one_sided, level = a_board(phase=phase, first={"A": 99, "B": 1}), a_board(phase=phase, first={"A": 50, "B": 50})
        assert picture(one_sided) == picture(level)


def test_the_result_has_a_row_of_dots_for_each_answer_and_one_to_mark() -> None:
    drawn = picture(a_board(phase="revealed"))
    assert re.findall("aria-label='([0-9]+)'", drawn) == ["47", "51", "19", "9"]
    assert drawn.count("dot--now") == 4
    assert "cue" not in drawn
    assert "cue__text" in picture(a_board(phase="talk"))


def test_a_row_that_nobody_chose_has_no_dot_to_mark() -> None:
    assert picture(a_board(40, "revealed", first={"A": 40})).count("dot--now") == 1


def test_beyond_300_people_bars_show_the_share_of_the_room() -> None:
    drawn = picture(a_board(5_000, "revealed"))
    assert re.findall("aria-label='([0-9]+%)'", drawn) == ["37%", "40%", "15%", "7%"]
    assert "<pattern" not in drawn


def test_a_result_of_too_few_people_is_not_shown() -> None:
    drawn = picture(a_board(3, "revealed"))
    assert "data-place" not in drawn
    assert "Results can be shown once five people have answered." in drawn


def test_the_shift_tells_only_the_roads_that_the_gate_let_out() -> None:
    for protected, told in ((False, {"BA27", "CB1", "DA3"}), (True, {"BA27"})):
        drawn = picture(a_board(phase="shift", round=2, protected=protected))
        roads = re.findall('data-roads="([^"]*)"', drawn)[0].split()
        assert told <= {*roads}
        assert not protected or all(int(road[2:]) >= 5 for road in roads)
        assert "43 of 126 changed their mind." in drawn


NEVER_WHOSE, NEVER_SHOWN = "Single moves can be seen here, never whose.", "Small groups are never shown here."


def test_the_first_ballot_says_how_far_moves_can_be_seen() -> None:
    assert NEVER_WHOSE in picture(a_board(12, "open"))
    assert NEVER_SHOWN in picture(a_board(12, "open", protected=True))
    for elsewhere in (a_board(12, "open", 2), a_board(12, "open", activity="agree"), a_board(12, "revealed")):
        assert NEVER_WHOSE not in picture(elsewhere)
        assert NEVER_SHOWN not in picture(elsewhere)


def test_a_sensitive_ballot_says_so_in_any_room() -> None:
    private = LONGEST.model_copy(update={"sensitive": True})
    module = Module(module="private", title="Private", activities=(private,))
    workshop = Workshop(workshop="private", title="Private", minutes=5, modules=(module,))
    assert NEVER_SHOWN in picture(a_board(12, "open", activity=private.key, workshop=workshop))


def test_the_lobby_says_before_all_how_far_moves_can_be_seen() -> None:
    assert "In some questions single moves can be seen, never whose." in picture(a_board(12, "lobby"))
    assert NEVER_SHOWN in picture(a_board(12, "lobby", protected=True))


def test_a_small_room_says_so_before_the_first_answer() -> None:
    words = "In this small room, results show once two people have answered."
    for phase in ("lobby", "open"):
        assert words in picture(a_board(4, phase, minimum=2))
        assert words not in picture(a_board(4, phase))


def test_the_lobby_says_who_sees_answers_and_until_when() -> None:
    drawn = picture(a_board(12, "lobby"))
    assert "not who answered what" in drawn
    assert "30 May 2031" in drawn


def test_late_comers_hear_whether_they_can_still_join_the_vote() -> None:
    assert "You can join the second vote." in picture(a_board(phase="talk"))
    assert "The next question is for you, too." in picture(a_board(phase="shift", round=2))


def test_what_an_author_writes_is_text_and_never_markup() -> None:
    nasty = "<img src=x onerror=alert(1)>\"'</script>"
    choice = LONGEST.model_copy(update={"question": nasty, "title": nasty, "story": nasty})
    module = Module(module="nasty", title=nasty, activities=(choice,))
    workshop = Workshop(workshop="nasty", title=nasty, minutes=5, modules=(module,))
    for phase, round in STEPS:
        assert "<img" not in picture(a_board(phase=phase, round=round, activity=choice.key, workshop=workshop))


def test_a_blanked_screen_and_a_slide_are_drawn() -> None:
    assert "Eyes up." in picture(a_board(blank=True))
    assert "<strong>first</strong>" in picture(a_board(phase="read", activity="welcome"))
