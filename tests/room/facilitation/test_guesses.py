"""A guess about a later question: it closes when that opens, and is shown once that is out."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from pydantic import JsonValue

from server.activities import Writing
from server.phases import Phase
from server.refusals import Refused
from server.results.outcomes import Released, Withheld
from server.results.texts import finding
from server.room.facilitation import arriving
from server.scenes.outcome import outcome
from server.workshops.content import Again
from tests.guesses import CREDO, GUESS, SHOW, GuessRoom
from tests.house import AGREE, House, an_offer

SHOWN = ("revealed", "guess", 1)


def says(room: GuessRoom) -> str:
    """What the room reads where it stands."""
    shown = outcome(room.board)
    assert shown is not None
    return finding(shown, "en")


def test_the_stops_of_a_guess_end_with_its_close_and_the_rest_comes_with_its_show(old_house: House) -> None:
    room = GuessRoom(old_house).guess()
    assert [room.next() for _ in range(3)] == [("closed", "guess", 1), ("read", "credo", 1), ("open", "credo", 1)]
    room.answer(8)
    assert [room.next() for _ in range(6)] == [
        ("closed", "credo", 1),
        ("revealed", "credo", 1),
        ("talk", "credo", 1),
        SHOWN,
        ("talk", "guess", 1),
        ("read", "agree", 1),
    ]


def test_guess_and_truth_are_told_together(old_house: House) -> None:
    room = GuessRoom(old_house).guess().answer(8)
    room.at.goto(Phase.REVEALED, "guess")
    assert says(room) == "We guessed 40%. It is 35%: 8 of 23 know it word for word."


def test_once_the_question_opens_nobody_guesses_any_more(old_house: House) -> None:
    room = GuessRoom(old_house).guess(*[40] * 9)
    room.at.goto(Phase.OPEN, "credo")
    with pytest.raises(Refused, match="closed"):
        room.at.give(room.people[-1], an_offer(20, "guess"))
    assert room.board.books["guess", 1].released
    for _ in range(3):
        room.at.move("back")
    assert room.at.stands == ("read", "guess", 1), "back never comes to the open guess"
    assert room.next() == ("read", "credo", 1)


def test_the_question_opens_and_the_guess_is_sealed_in_one_transaction(old_house: House) -> None:
    room = GuessRoom(old_house).guess()
    room.at.goto(Phase.READ, "credo")
    sealed = room.at.round("guess")
    assert sealed is not None
    assert sealed.closed_at is not None
    assert sealed.released_at is None
    room.at.move("next")
    opened, sealed = room.at.round("credo"), room.at.round("guess")
    assert opened is not None
    assert sealed is not None
    assert sealed.released_at is not None
    assert opened.released_at is None


def test_a_crash_between_seal_and_opening_leaves_neither(old_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    room = GuessRoom(old_house).guess()
    room.at.goto(Phase.READ, "credo")
    with monkeypatch.context() as broken:
        broken.setattr(arriving, "seal_round", crash)
        with pytest.raises(ZeroDivisionError):
            room.at.move("next")
    assert room.at.stands == ("read", "credo", 1)
    assert room.at.round("credo") is None
    assert room.next() == ("open", "credo", 1)


def crash(*_: object) -> None:
    """What a broken machine does."""
    raise ZeroDivisionError


def test_a_guess_that_is_skipped_while_it_is_open_is_closed_for_the_question(old_house: House) -> None:
    room = GuessRoom(old_house).guess()
    room.at.move("skip")
    row = room.at.round("guess")
    assert row is not None
    assert row.closed_at is not None
    room.answer(8).at.goto(Phase.REVEALED, "guess")
    assert "8 of 23" in says(room)


def test_a_question_that_is_skipped_leaves_the_guess_unshown(old_house: House) -> None:
    room = GuessRoom(old_house).guess()
    room.next(), room.next()
    room.at.move("skip")
    assert room.at.stands == ("read", "agree", 1)


def test_a_question_that_too_few_answer_leaves_the_guess_unshown(old_house: House) -> None:
    room = GuessRoom(old_house).guess().answer(3, people=4)
    room.at.goto(Phase.TALK, "credo")
    assert isinstance(outcome(room.board), Withheld)
    assert room.next() == ("read", "agree", 1)


def test_a_guess_of_too_few_or_of_nobody_is_passed_over(old_house: House) -> None:
    for shares in ([40, 40, 40, 40], None):
        room = GuessRoom(old_house)
        if shares:
            room.guess(*shares)
        else:
            room.at.move("next"), room.at.move("skip")
        room.answer(8).at.goto(Phase.TALK, "credo")
        assert room.next() == ("read", "agree", 1)


def test_too_few_guesses_may_grow_until_the_truth_is_out_and_not_after(old_house: House) -> None:
    room = GuessRoom(old_house).guess(40, 40, 40).answer(8)
    for _ in range(3):
        room.at.move("back")
    assert room.at.stands == ("open", "guess", 1)
    room.guess().at.goto(Phase.REVEALED, "guess")
    assert "8 of 23" in says(room)
    late = GuessRoom(old_house).guess(40, 40, 40).answer(8)
    late.at.goto(Phase.REVEALED, "credo")
    for _ in range(5):
        late.at.move("back")
    assert late.at.stands[0] != "open"
    assert late.at.stands[1] != "credo"


def test_while_too_few_guesses_are_taken_up_again_no_export_tells_the_truth(old_house: House) -> None:
    room = GuessRoom(old_house).guess(40, 40, 40).answer(8)
    for _ in range(3):
        room.at.move("back")
    assert room.at.stands == ("open", "guess", 1)
    assert "credo" not in told(room)
    room.at.goto(Phase.REVEALED, "credo")
    assert "credo" in told(room)


def told(room: GuessRoom) -> set[str]:
    """The activities of which an export tells totals."""
    with zipfile.ZipFile(io.BytesIO(room.export())) as packed:
        return {row["activity"] for row in csv.DictReader(io.StringIO(packed.read("totals.csv").decode("utf-8-sig")))}


def test_the_truth_is_the_first_round_whatever_a_second_one_says(old_house: House) -> None:
    two = CREDO.model_copy(update={"rounds": 2})
    room = GuessRoom(old_house, GUESS, two, SHOW).guess().answer(8)
    room.at.goto(Phase.TALK, "credo")
    room.answer(20, round=2).at.goto(Phase.REVEALED, "guess")
    assert "8 of 23" in says(room)
    again = GuessRoom(old_house, GUESS, CREDO, Again(again="credo"), SHOW).guess().answer(8)
    again.at.goto(Phase.TALK, "credo")
    again.answer(20, round=2).at.goto(Phase.REVEALED, "guess")
    assert "8 of 23" in says(again)


def test_what_is_held_back_until_the_room_votes_again_is_no_truth_before(old_house: House) -> None:
    held = CREDO.model_copy(update={"hold": True, "rounds": 2})
    room = GuessRoom(old_house, GUESS, held, SHOW, AGREE).guess().answer(8)
    room.at.goto(Phase.TALK, "credo")
    room.at.move("skip")
    assert room.at.stands == ("read", "agree", 1)
    other = GuessRoom(old_house, GUESS, held, SHOW, AGREE).guess().answer(8)
    other.at.goto(Phase.TALK, "credo")
    other.answer(20, round=2).at.goto(Phase.REVEALED, "guess")
    assert "8 of 23" in says(other)


def test_several_answers_are_counted_of_all_who_answered(old_house: House) -> None:
    several = CREDO.model_copy(update={"several": True})
    room = GuessRoom(old_house, GUESS, several, SHOW).guess()
    room.at.goto(Phase.OPEN, "credo")
    both: JsonValue = ["word", "gist"]
    room.says("credo", [both] * 6 + [["gist"]] * 17)
    room.at.goto(Phase.REVEALED, "guess")
    assert "It is 26%: 6 of 23" in says(room)


def test_a_guess_may_be_about_several_answers_together(old_house: House) -> None:
    either = GUESS.model_copy(update={"of": ("word", "none"), "short": "have an answer"})
    room = GuessRoom(old_house, either, CREDO, SHOW).guess().answer(8)
    room.at.goto(Phase.REVEALED, "guess")
    assert says(room) == "We guessed 40%. It is 35%: 8 of 23 have an answer."


def test_a_guess_may_be_about_a_group_of_texts(old_house: House) -> None:
    groups = [{"key": key, "text": f"We {key}", "examples": [f"I {key}."]} for key in ("all", "none")]
    writing = Writing.model_validate(
        {"key": "words", "kind": "writing", "title": "T", "minutes": 2, "question": "Who?", "groups": groups}
    )
    guess = GUESS.model_copy(update={"about": "words", "of": "all", "short": None})
    room = GuessRoom(old_house, guess, writing, SHOW).guess()
    room.at.goto(Phase.OPEN, "words")
    room.at.answer([(who, [f"I all, {who}"]) for who in room.people[:10]], "words")
    room.at.goto(Phase.REVEALED, "guess")
    shown = outcome(room.board)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "We guessed 40%. It is 0%: 0 of 10 are with A."


def test_what_a_hand_changes_in_the_groups_changes_the_truth_beside_the_guess(old_house: House) -> None:
    room = GuessRoom(old_house).guess().answer(8)
    room.at.goto(Phase.REVEALED, "guess")
    board = room.board
    first = outcome(board)
    assert outcome(board) is first
    book = board.books["credo", 1]
    book.values = {who: value for who, value in book.values.items() if value != "word" or who % 2}
    book.unmake()
    assert outcome(board) is not first
