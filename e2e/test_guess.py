"""A guess on a phone: a line with nothing on it before the first touch, minus and plus, and keys that send nothing."""

from playwright.sync_api import Page, expect

from e2e.fake_room import FakeRoom
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board


def guessing(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room that guesses."""
    return a_board(people, phase, 1, "share", workshop=SAMPLER, blank=blank)


def test_a_guess_is_made_by_touch_sent_and_changed(quiet: Page, site: str) -> None:
    room, button, line = FakeRoom(quiet, site, guessing()), quiet.locator("#send"), quiet.get_by_role("slider")
    expect(button).to_be_disabled()
    expect(line).to_have_attribute("aria-valuetext", "Not set. Tap the line.")
    line.click()  # in its middle, where an untouched line stands by itself
    expect(quiet.locator(".guess__number b")).to_have_text("50")
    quiet.get_by_role("button", name="Fewer people").click(click_count=3)
    expect(quiet.locator(".guess__number b")).to_have_text("35")
    expect(quiet.locator("#said")).to_have_text("35 of 100 people.")
    room.shows(guessing(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(guessing())
    expect(line).to_have_attribute("aria-valuetext", "35 of 100 people")
    expect(button).to_have_text("Send my guess")
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == 35
    room.acks()
    expect(quiet.get_by_text("Your guess: 35 of 100 people")).to_be_visible()
    quiet.get_by_role("button", name="Change my answer").click()
    expect(button).to_have_text("Keep my guess")


def test_keys_move_the_line_and_send_nothing(quiet: Page, site: str) -> None:
    room, line = FakeRoom(quiet, site, guessing()), quiet.get_by_role("slider")
    stops = ("ArrowRight", 50), ("ArrowRight", 55), ("ArrowDown", 50), ("PageUp", 60), ("PageDown", 50), ("Home", 0)
    for key, people in (*stops, ("ArrowLeft", 0), ("End", 100), ("ArrowUp", 100)):
        line.press(key)
        expect(line, key).to_have_attribute("aria-valuetext", f"{people} of 100 people")
    line.press("Enter")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers


def test_the_result_marks_the_step_that_was_guessed(page: Page, site: str) -> None:
    for people in (126, 400):
        board = guessing("revealed", people)
        value = next(iter(board.books["share", 1].values.values()))
        mine = {"share.1": {"answer_id": f"{1:032x}", "rev": 1, "value": value}}
        FakeRoom(page, site, board, answers=mine)
        expect(page.locator(".guessed .dot--now:visible")).to_have_count(1)
        page.unroute_all()


def test_all_of_it_can_be_touched_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, guessing())
    can_be_touched(page.locator(".guess :is(button, [type=range])"))
    fits(room, (guessing(phase, 126) for phase in ("open", "closed", "talk")))
