"""Nobody learns what the room was to guess before it is out: two rooms that differ in nothing else are the same in
every byte that anybody gets."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from server.phases import Phase
from server.room import facilitation
from server.room.book import Book
from server.scenes import step as steps
from server.scenes.console import console
from server.scenes.phone import counts, phone
from server.scenes.render import html
from server.scenes.results import results
from server.scenes.screen import screen
from tests.boards import NOW, a_board
from tests.guesses import CREDO, GUESS, PEOPLE, SHOW, GuessRoom, workshop
from tests.house import House
from tests.longest import SCRIPTS, longest
from tests.scenes.test_phone import CHANGE_BYTES, wire

SAME, MORE = 15, 8  # people that a preview of all covers, and those who are in no preview
DAY = datetime(2031, 1, 1, tzinfo=UTC)
HIDDEN = (
    *(("read", "guess"), ("open", "guess"), ("closed", "guess")),
    *(("read", "credo"), ("open", "credo"), ("closed", "credo")),
)
MANY, FEW = 5 + MORE, 5
TRUTH = re.compile(rf"\b{MANY} of {PEOPLE}\b|\b57\s?%")


def answered(room: GuessRoom, last: str) -> None:
    """The first fifteen say the same in both worlds, the others say this."""
    values = ["word"] * FEW + ["gist"] * (SAME - FEW) + [last] * MORE
    room.says("credo", values)


def seen(room: GuessRoom) -> Iterator[str]:
    """Every byte that somebody gets where the room stands."""
    board = room.board
    yield str(steps.step(board))
    for scene in (phone, screen, console):
        yield html(scene(board, NOW), "en")
    yield from (html(part, "en") for part in counts(board, NOW).values())
    reached = room.at.house.read(lambda session: facilitation.reached(session, room.at.id))
    yield html(results(board, reached, DAY), "en")


def exported(room: GuessRoom) -> list[str]:
    """What an export would hold, but for pseudonyms and the order of rows."""
    with zipfile.ZipFile(io.BytesIO(room.export())) as packed:
        tables = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    answers = [{**row, "pseudonym": ""} for row in csv.DictReader(io.StringIO(tables.pop("answers.csv")))]
    return [*tables.values(), *sorted(map(str, answers))]


def walk(room: GuessRoom, last: str) -> Iterator[tuple[str, str]]:
    """Through the guess and the question, to the end of what is hidden."""
    room.at.move("next")
    for stop in HIDDEN:
        assert room.at.stands[:2] == stop
        if stop == ("open", "guess"):
            room.guess(*[5, 10, 40, 85] * 5)
        if stop == ("open", "credo"):
            answered(room, last)
        yield stop
        room.at.move("next")


def test_until_it_is_out_no_byte_tells_what_was_to_be_guessed(old_house: House) -> None:
    one, other = GuessRoom(old_house), GuessRoom(old_house)
    for stop, _same in zip(walk(one, "word"), walk(other, "gist"), strict=True):
        assert seen_alike(one, other), stop
        assert not any(TRUTH.search(each) for each in seen(one))
    # Both are out now: the same comparison tells them apart on each of these.
    for _ in range(2):
        one.at.move("next"), other.at.move("next")
    assert one.at.stands == ("revealed", "guess", 1)
    for mine, its in zip(seen(one), seen(other), strict=False):
        assert mine != its or mine.startswith("{"), "a comparison that never differs shows nothing"
    assert len([each for each in seen(one) if TRUTH.search(each)]) >= 3


def test_going_back_to_the_guess_tells_nothing_of_the_answers(old_house: House) -> None:
    rooms = one, other = GuessRoom(old_house), GuessRoom(old_house)
    for room, last in zip(rooms, ("word", "gist"), strict=True):
        room.guess().at.goto(Phase.OPEN, "credo")
        answered(room, last)
        room.at.goto(Phase.CLOSED, "credo")
    passed = []
    for _ in range(6):
        for room in rooms:
            room.at.move("back")
        passed.append(one.at.stands[:2])
        assert seen_alike(one, other), passed[-1]
    assert passed[:4] == [("open", "credo"), ("read", "credo"), ("closed", "guess"), ("read", "guess")]


def test_a_question_that_is_left_before_it_is_shown_tells_nothing_where_guesses_were_to_be_shown(
    old_house: House,
) -> None:
    rooms = one, other = GuessRoom(old_house), GuessRoom(old_house)
    for room, last in zip(rooms, ("word", "gist"), strict=True):
        room.guess().at.goto(Phase.OPEN, "credo")
        answered(room, last)
        room.at.move("skip")
    assert seen_alike(one, other), one.at.stands
    for room in rooms:
        room.at.move("next")
    assert seen_alike(one, other), one.at.stands


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_longest_guess_and_its_truth_fit_into_a_phones_frame(script: str) -> None:
    language = "ar" if script == "Arabic" else "en"
    told = longest(GUESS, SCRIPTS[script], items_first=False)
    board = a_board(300, Phase.TALK, 1, "guess", workshop=workshop(told, CREDO, SHOW), minimum=2, language=language)
    board.books["credo", 1] = Book({who: "word" for who in board.people}, closed_move=1, released=True)
    drawn = html(phone(board, NOW), language)
    assert "guessed__stake" in drawn
    assert wire("frame", {"step": steps.step(board), "html": drawn}) <= CHANGE_BYTES


def test_an_export_while_people_answer_has_the_guesses_and_not_the_truth(old_house: House) -> None:
    one, other = GuessRoom(old_house), GuessRoom(old_house)
    for room, last in ((one, "word"), (other, "gist")):
        room.guess().at.goto(Phase.OPEN, "credo")
        answered(room, last)
    assert exported(one) == exported(other)
    assert '"guess",1,"answer"' in "".join(exported(one)).replace('"1"', "1")


def seen_alike(one: GuessRoom, other: GuessRoom) -> bool:
    """Whether everybody gets the same in both rooms."""
    return list(seen(one)) == list(seen(other))
