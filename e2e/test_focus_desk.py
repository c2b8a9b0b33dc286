"""The desk without a mouse or without eyes: the focus outlives frames, no key is dead, ears hear where the room is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from e2e.cast import DESK
from e2e.fake_desk import FakeDesk, a_desk
from e2e.hands import KEYS, heard, listen, reach
from server.room.board import Board
from tests.boards import a_board

TALK = a_board(phase="talk")
HEADING = "#scene h1"
FRAMES = {
    "the next phase": ("#next", a_board(phase="read"), a_board(phase="open"), "#next"),
    "the next item": ("#ask", TALK, a_board(phase="read", activity="agree"), "#ask"),
    "a clock that stands": ("[value=pause]", TALK, a_board(phase="talk", talking=False), "[value=resume]"),
    "a blank screen": ("#blank", TALK, a_board(phase="talk", blank=True), "#blank"),
    "the code on the screen": ("#invite", TALK, a_board(phase="talk", inviting=True), "#invite"),
    "no cards any more": ("#swap", TALK, a_board(phase="open", round=2), HEADING),
    "no clock any more": ("#minute", TALK, a_board(phase="open", round=2), HEADING),
    "the last item": ("#skip", TALK, a_board(phase="read", activity="longest"), HEADING),
    "the end": ("#next", TALK, a_board(phase="ended"), HEADING),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_leaves_the_focus_where_it_is_or_at_the_heading(page: Page, name: str) -> None:
    at, before, after, then = FRAMES[name]
    page.set_viewport_size(DESK)
    with a_desk(page, before) as desk:
        page.locator(at).focus()
        desk.shows(after)
        expect(page.locator(then).first).to_be_focused()


def test_no_key_is_dead_after_a_dialog_and_the_focus_is_where_it_was(page: Page) -> None:
    page.set_viewport_size(DESK)
    with a_desk(page, TALK) as desk:
        for opener in ("#skip", "header [data-opens=joining]", "header [value=end]", "#ask"):
            KEYS.press(page.locator(opener))
            expect(page.locator("dialog[open]")).to_be_visible()
            page.keyboard.press("b")
            page.keyboard.press("Escape")
            expect(page.locator("dialog[open]")).to_have_count(0)
            expect(page.locator(opener)).to_be_focused()
            page.keyboard.press("b")
        desk.sent(*["blank"] * 4)


def test_a_question_within_a_dialog_leads_back_into_it(page: Page) -> None:
    page.set_viewport_size(DESK)
    with a_desk(page, TALK) as desk:
        page.keyboard.press("f")
        renew = page.locator("#joining form[action$='/screen-link'] button")
        KEYS.press(renew)
        expect(page.locator("#renewing button[value=no]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#renewing")).to_be_hidden()
        expect(renew).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("b")
        desk.sent("blank")


def test_ears_hear_once_where_the_room_is_and_what_the_screen_shows(page: Page) -> None:
    listen(page)
    page.set_viewport_size(DESK)
    with a_desk(page, a_board(phase="open")) as desk:
        reach(page.locator("#next"))
        heard(page)
        assert told(page, desk, a_board(phase="open", answered=90)) == [], "a number is not worth a word"
        assert told(page, desk, a_board(phase="closed")) == ["The late shipment. Vote. Reveal results"]
        assert told(page, desk, a_board(phase="revealed")) == ["The late shipment. Reveal. Show cue card"]
        blank = "The late shipment. Reveal. The big screen is blank. Show cue card"
        assert told(page, desk, a_board(phase="revealed", blank=True)) == [blank]
        assert told(page, desk, a_board(phase="ended")) == ["The room is closed."]


def told(page: Page, desk: FakeDesk, board: Board) -> list[str]:
    """What ears hear of a frame."""
    desk.shows(board)
    return heard(page)
