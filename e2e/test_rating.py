"""Statements on a phone: dots are chosen, chosen again to clear, skipped, sent as one answer and changed."""

from playwright.sync_api import Page, expect

from e2e.fake_room import FakeRoom
from e2e.smallest import fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board


def standing(phase: str = "open", people: int = 12) -> Board:
    """A room that rates three statements."""
    return a_board(people, phase, 1, "standing", workshop=SAMPLER)


def rate(page: Page, statement: str, level: int) -> None:
    """Tap a dot."""
    page.locator(f"[name={statement}][value='{level}']").click()


def test_statements_are_rated_cleared_skipped_and_sent_as_one_answer(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, standing()), quiet.locator("#send")
    expect(button).to_have_text("Rate at least one")
    expect(button).to_be_disabled()
    rate(quiet, "advocate", 4)
    rate(quiet, "promise", 2)
    expect(button).to_have_text("Send 2 of 3")
    expect(quiet.get_by_text("2 of 3 answered")).to_be_visible()
    expect(quiet.locator("[data-my-next] legend")).to_have_text("My company backs people who do.")
    rate(quiet, "promise", 2)
    expect(button).to_have_text("Send 1 of 3")
    quiet.locator("[name=advocate][value='4']").press("ArrowRight")
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"advocate": 5}
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    expect(quiet.locator("legend:visible")).to_have_text(["I act as an advocate for my customers."])
    quiet.get_by_role("button", name="Change my answer").click()
    expect(button).to_have_text("Keep what you sent")
    rate(quiet, "backed", 1)
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"advocate": 5, "backed": 1}


def test_a_half_rated_form_outlives_a_blank_screen(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, standing())
    rate(quiet, "backed", 3)
    room.shows(a_board(12, "open", 1, "standing", workshop=SAMPLER, blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(standing())
    expect(quiet.locator("[name=backed][value='3']")).to_be_checked()
    expect(quiet.locator("#send")).to_have_text("Send 1 of 3")


def test_the_result_marks_one_dot_of_each_statement_that_was_rated(page: Page, site: str) -> None:
    mine = {"standing.1": {"answer_id": f"{1:032x}", "rev": 1, "value": {"advocate": 3, "promise": 5}}}
    FakeRoom(page, site, standing("revealed", 126), answers=mine)
    marked = page.locator(".levels [data-my-answer] > svg")
    expect(page.locator("[href='#me']:visible")).to_have_count(2)
    expect(marked).to_have_count(2)


def test_statements_are_no_wider_than_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, standing())
    fits(room, (standing(phase, 126) for phase in ("open", "closed", "talk")))
