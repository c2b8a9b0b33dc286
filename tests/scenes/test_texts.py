"""Where people write, nobody votes: what steps, buttons and the wall are called, and what phones see at once."""

from __future__ import annotations

import re
from typing import Any

import pytest

from server.activities.contract.event import FACILITATOR, Event
from server.activities.writing import Writing
from server.results.outcomes import Released
from server.room import folding
from server.room.board import Board
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.workshops.content import Module, Workshop
from tests.activities.test_writing import GROUPS, a_writing
from tests.boards import NOW, a_board
from tests.scenes.test_phone import COUNT_BYTES, parts, wire

MARKED = {"question": "I would take that call"}


def writing(phase: str, round: int = 1, people: int = 12, **more: Any) -> Board:
    """A room that writes, at a phase."""
    module = Module(module="words", title="Words", activities=(a_writing(**more),))
    workshop = Workshop(workshop="words", title="Words", minutes=120, modules=(module,))
    return a_board(people, phase, round, "ten", workshop=workshop)


def desk(board: Board) -> str:
    return html(console(board, NOW), board.language)


def steps(page: str) -> list[tuple[str, str]]:
    """What the steps are called, and which is now."""
    found = re.findall(r'<li class="stages__step stages__step--(\w+)"[^>]*>([^<]*)</li>', page)
    return [(name.strip(), state) for state, name in found]


def the_button(page: str) -> str:
    (found,) = re.findall(r'<button[^>]*id="next"[^>]*><span>(.*?)</span>', page)
    return str(found)


@pytest.mark.parametrize(
    ("phase", "now", "button"),
    [
        ("read", "Read", "Ask the room"),
        ("open", "Ask", "Close and group"),
        ("closed", "Group", "Reveal groups"),
        ("revealed", "Reveal", "Show cue card"),
    ],
)
def test_texts_are_asked_for_and_grouped(phase: str, now: str, button: str) -> None:
    page = desk(writing(phase, groups=GROUPS))
    assert [name for name, _state in steps(page)] == ["Read", "Ask", "Group", "Reveal", "Talk"]
    assert [name for name, state in steps(page) if state == "now"] == [now]
    assert the_button(page) == button
    assert "Voting" not in page
    assert "Vote" not in page


def test_a_wall_of_texts_is_let_out_and_shown_and_then_marked() -> None:
    named = [name for name, _state in steps(desk(writing("closed", upvotes=MARKED)))]
    assert named == ["Read", "Ask", "Let out", "Show", "I would take that call", "Reveal", "Talk"]
    assert the_button(desk(writing("revealed", upvotes=MARKED))) == "Open: I would take that call"


@pytest.mark.parametrize(("phase", "says"), [("open", "Write"), ("closed", "Writing is closed")])
def test_the_wall_says_that_people_write(phase: str, says: str) -> None:
    board = writing(phase, groups=GROUPS)
    page = html(screen(board, NOW), board.language)
    assert says in page
    assert "Vot" not in re.sub(r"<[^>]+>", " ", page)


def sorted_into(board: Board, names: dict[str, str], spread: int) -> None:
    """Every text is in one of the first groups, which have these names."""
    book, activity = board.book(1), board.activity
    assert book is not None
    assert isinstance(activity, Writing)
    for key, name in names.items():
        book.note(Event(FACILITATOR, "name", {"group": key, "name": name}, 0))
    release = folding.state(board, activity, 1).release
    wordings = sorted(
        {activity.words.wording(text) for value in book.values.values() for text in activity.words.texts(value)}
    )
    for at, wording in enumerate(wordings):
        group = f"g{at % spread}" if at % (spread + 1) else ""
        book.note(Event(FACILITATOR, "group", {"mark": release.mark(wording), "group": group}, 0))


FIVE_GROUPS = [{"key": f"g{at}", "text": f"Group {at}"} for at in range(5)]


@pytest.mark.parametrize("name", ["x" * 40, "ع" * 40])
@pytest.mark.parametrize("people", [5, 126, 300, 5_000])
def test_groups_follow_hands_on_phones_in_a_frame_as_small_as_a_count(people: int, name: str) -> None:
    board = writing("revealed", people=people, groups=FIVE_GROUPS)
    before = parts(board)["found"]
    book = board.book(1)
    assert book is not None
    sorted_into(board, {f"g{at}": name for at in range(5)}, 4)
    for at in range(10):
        book.note(Event(FACILITATOR, "hide", f"{at:016x}", 0))
    after = parts(board)
    assert name in after["found"]
    assert after["found"] != before
    assert wire("count", {"parts": after}) <= COUNT_BYTES
    assert after["found"].strip() in html(phone(board, NOW), board.language)


def test_the_phone_has_a_line_for_each_group_with_the_numbers_of_the_wall() -> None:
    board = writing("revealed", people=40, groups=FIVE_GROUPS)
    sorted_into(board, {}, 3)
    numbers = [int(number) for number in re.findall(r"<text[^>]*>(\d+)<", parts(board)["found"])]
    shown = outcome(board)
    assert isinstance(shown, Released)
    assert numbers == [row.numbers[0] for row in shown.result.cells().rows]


def the_card(board: Board) -> list[str]:
    """The card at the side of the console, if there is one, with its heading."""
    found = re.search(
        r'<h2 id="card-head">(.*?)</h2>\s*<div class="cue">\s*<p class="cue__head">(.*?)</p>', desk(board)
    )
    return list(found.groups()) if found else []


def test_who_sorts_reads_which_card_a_reveal_would_call_now() -> None:
    board = writing("closed", people=40, groups=FIVE_GROUPS)
    assert the_card(board) == ["Cue card if you reveal now", "In your own words"]
    sorted_into(board, {}, 1)
    head, card = the_card(board)
    assert head == "Cue card if you reveal now"
    assert card.endswith(" say “Group 0”")
    shown = writing("revealed", people=40, groups=FIVE_GROUPS)
    sorted_into(shown, {}, 1)
    assert the_card(shown) == ["Next cue card", card]


def test_no_card_is_foreseen_while_people_write_or_mark_or_where_too_few_wrote() -> None:
    assert the_card(writing("open", people=40, groups=FIVE_GROUPS)) == []
    assert the_card(writing("closed", people=4, groups=FIVE_GROUPS)) == []
    assert the_card(writing("closed", 2, people=40, upvotes=MARKED)) == []
    assert the_card(a_board(phase="closed")) == []
