"""Several answers on a phone, and one that is right: what the button says and sends, and what only this phone tells."""

import pytest
from playwright.sync_api import Page, expect

from e2e.fake_room import FakeRoom, Message
from e2e.smallest import fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board


def ticking(phase: str = "open", people: int = 12) -> Board:
    """A room that may tick four of five."""
    return a_board(people, phase, 1, "tools", workshop=SAMPLER)


def nearest(phase: str, round: int = 1) -> Board:
    """A room with a right answer, A."""
    first, moves = {"A": 3, "B": 7, "C": 2}, {("B", "A"): 4}
    return a_board(12, phase, round, "nearest", first=first, moves=moves, workshop=SAMPLER)


def gave(place: str, value: object) -> dict[str, Message]:
    """An answer that is in."""
    return {place: {"answer_id": f"{1:032x}", "rev": 1, "value": value}}


def test_several_are_ticked_by_keys_and_sent_as_one_answer(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, ticking()), quiet.locator("#send")
    expect(button).to_have_text("Tick at least one")
    expect(button).to_be_disabled()
    quiet.get_by_role("checkbox", name="Paper and pen").focus()
    quiet.keyboard.press("Space")
    expect(button).to_have_text("Send 1 answer")
    quiet.keyboard.press("Shift+Tab")
    quiet.keyboard.press("Shift+Tab")
    quiet.keyboard.press("Space")
    expect(button).to_have_text("Send 2 answers")
    assert not room.answers, "keys never send"
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == ["mail", "paper"]
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    expect(quiet.locator("#said")).to_have_text("2 answers sent.")
    expect(quiet.locator("label.answer:visible")).to_have_text(["BMail", "DPaper and pen"])


def test_one_more_than_may_be_ticked_is_told_and_not_sent(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, ticking()), quiet.locator("#send")
    for name in ("telephone", "Mail", "chat", "Paper", "door"):
        quiet.get_by_role("checkbox", name=name).check()
    expect(button).to_have_text("Tick at most 4")
    expect(button).to_be_disabled()
    quiet.get_by_role("checkbox", name="chat").uncheck()
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == ["phone", "mail", "paper", "door"]


def test_a_result_marks_a_dot_in_every_row_that_was_ticked(page: Page, site: str) -> None:
    FakeRoom(page, site, ticking("revealed", 126), answers=gave("tools.1", ["phone", "door"]))
    expect(page.locator(".rows [data-my-answer]")).to_have_count(2)
    expect(page.locator(".rows .dot--now:visible")).to_have_count(2)


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        ("january", "You chose the right answer, A."),
        ("july", "You chose C. The right answer is A."),
    ],
)
def test_only_the_own_phone_says_who_was_right(page: Page, site: str, mine: str, words: str) -> None:
    room = FakeRoom(page, site, nearest("talk"), answers=gave("nearest.1", mine))
    expect(page.locator(".lead").get_by_text("Results come after the second vote.")).to_be_visible()
    assert page.locator("[data-right], [data-verdict]").count() == 0
    expect(page.locator(".answer--closed[data-my-answer]")).to_have_count(1)
    room.tells(gave("nearest.2", mine))
    room.shows(nearest("shift", 2))
    expect(page.locator("[data-verdict]")).to_have_text(words)
    expect(page.get_by_text("So nearness does not make winter.")).to_be_visible()


def test_who_gave_no_answer_is_not_told_that_it_was_wrong(page: Page, site: str) -> None:
    FakeRoom(page, site, nearest("shift", 2), answers=gave("nearest.1", "july"))
    expect(page.locator("[data-right]")).to_have_count(1)
    expect(page.locator("[data-verdict]")).to_be_hidden()


def test_ticks_and_rights_are_no_wider_than_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, ticking())
    fits(room, (ticking(), ticking("talk", 126), nearest("talk"), nearest("shift", 2)))
