"""Which answer is right stands nowhere before the reveal: whichever it is, every surface has the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from server.phases import Phase, Step
from server.room.board import Board
from server.scenes.console import console
from server.scenes.phone import counts, phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.scenes.step import step
from server.workshops.content import Again, Module, Workshop
from tests.activities.measures.test_right import month
from tests.boards import NOW, a_board
from tests.house import House
from tests.reports.test_exports import everything

SECRET = "Because of the ellipse"
LEVEL = {"A": 5, "B": 5, "C": 5}
HELD = (Step(Phase.READ, 1), Step(Phase.OPEN, 1), Step(Phase.CLOSED, 1), Step(Phase.TALK, 1), Step(Phase.OPEN, 2))
PLAIN = (Step(Phase.READ, 1), Step(Phase.OPEN, 1), Step(Phase.CLOSED, 1))
BEFORE = [(True, stop) for stop in (*HELD, Step(Phase.CLOSED, 2))] + [(False, stop) for stop in PLAIN]


def asking(right: str, hold: bool) -> Workshop:
    """A workshop of one question with a right answer."""
    asked = month(right, hold=hold, because=SECRET)
    module = Module(module="sun", title="Sun", activities=(asked, Again(again="nearest", minutes=1)))
    return Workshop(workshop="sun", title="Sun", minutes=4, modules=(module,))


def board(right: str, hold: bool, stop: Step, people: int = 15, **more: Any) -> Board:
    """The room there. As many people choose each answer, so that nothing follows from how many are right."""
    first = {letter: people // 3 for letter in "ABC"}
    return a_board(people, stop.phase, stop.round, "nearest", first=first, workshop=asking(right, hold), **more)


def surfaces(at: Board) -> dict[str, str]:
    """All that anybody gets of a room."""
    drawn = {scene.__name__: html(scene(at, NOW), "en") for scene in (phone, screen, console)}
    counted = {name: html(scene, "en") for name, scene in counts(at, NOW).items()}
    return drawn | counted | {"step": json.dumps(step(at))}


@pytest.mark.parametrize(("hold", "stop"), BEFORE)
@pytest.mark.parametrize("people", [3, 15, 600])
def test_before_the_reveal_nothing_tells_which_answer_is_right(hold: bool, stop: Step, people: int) -> None:
    told = [surfaces(board(right, hold, stop, people)) for right in ("january", "april", "july")]
    assert told[0] == told[1] == told[2]
    assert SECRET not in "".join(told[0].values())


@pytest.mark.parametrize(("hold", "stop"), [(False, Step(Phase.REVEALED, 1)), (True, Step(Phase.SHIFT, 2))])
def test_after_it_screen_and_phones_mark_it_and_say_why(hold: bool, stop: Step) -> None:
    for right in ("january", "april"):
        told = surfaces(board(right, hold, stop))
        for audience in ("phone", "screen"):
            assert SECRET in told[audience]
        assert f"data-place='{right}' data-right" in told["phone"]
        assert told["phone"].count("data-right") == 1
        assert told["screen"].count("class='right'") == 1
        assert told["step"] == json.dumps(step(board("july", hold, stop)))


def test_while_it_is_kept_back_the_room_keeps_its_question_and_gets_a_card() -> None:
    told = surfaces(board("january", True, Step(Phase.TALK, 1)))
    assert told["screen"].count("<h1") == 1
    assert "When?" in told["screen"]
    for audience in ("screen", "phone"):
        assert "Results come after the second vote." in told[audience]
        assert "Find someone with another answer" in told[audience]
        assert "unit" not in told[audience], "no dot of a result"


def test_the_card_in_a_talk_that_knows_nothing_follows_the_votes() -> None:
    few = a_board(15, "talk", 1, "nearest", first={"A": 2, "B": 13}, workshop=asking("january", True))
    most = a_board(15, "talk", 1, "nearest", first={"A": 13, "B": 2}, workshop=asking("january", True))
    assert "what do you both know" in html(screen(few, NOW), "en")
    assert "which other answer tempted you" in html(screen(most, NOW), "en")


def test_an_export_says_the_same_whichever_is_right(house: House) -> None:
    told = []
    for right in ("january", "april"):
        room = house.room(workshop=asking(right, True)).goto(Phase.OPEN, "nearest")
        months = ("january", "april", "july")
        room.answer(((who, months[at % 3]) for at, who in enumerate(room.seats(15))), "nearest")
        room.goto(Phase.TALK, "nearest")
        files = everything(room)
        told.append({name: sorted(files[name].splitlines()) for name in ("totals.csv", "activities.csv", "README.txt")})
        assert SECRET not in "".join(files.values())
    assert told[0] == told[1]


def test_an_export_in_the_talk_shows_the_room_nothing() -> None:
    at = board("january", True, Step(Phase.TALK, 1))
    before = surfaces(at)
    at.books["nearest", 1].released = True  # as an export seals it
    after = surfaces(at)
    assert {name: after[name] for name in ("phone", "screen")} == {name: before[name] for name in ("phone", "screen")}


def test_the_words_for_who_was_right_stand_in_the_page_and_not_in_a_frame() -> None:
    words = (Path(__file__).resolve().parents[2] / "templates" / "scenes" / "phone" / "words.html").read_text()
    assert 'data-word="not-right"' in words
    assert "You chose" not in surfaces(board("january", False, Step(Phase.REVEALED, 1)))["phone"]
