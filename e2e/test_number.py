"""A number on a phone: typed, tapped up and down, started from, kept where it is out of range, and told in bins."""

import pytest
from playwright.sync_api import Page, expect

from e2e.fake_room import FakeRoom
from e2e.loopback import stop_the_clock
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board


def errands(phase: str = "open", people: int = 12, round: int = 1) -> Board:
    """A room that is asked how much."""
    return a_board(people, phase, round, "errands", workshop=SAMPLER)


def told(value: int, round: int = 1) -> dict[str, object]:
    """An own answer that is in."""
    return {f"errands.{round}": {"answer_id": f"{round:032x}", "rev": 1, "value": value}}


def test_a_number_is_started_from_moved_in_steps_and_sent(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, errands()), quiet.locator("#send")
    field = quiet.locator("[name=value]")
    expect(field).to_have_value("")
    expect(button).to_have_text("Type a number")
    expect(button).to_be_disabled()
    quiet.get_by_role("button", name="€50", exact=True).click()
    expect(button).to_have_text("Send €50")
    expect(quiet.get_by_role("button", name="€50", exact=True)).to_have_attribute("aria-pressed", "true")
    quiet.get_by_role("button", name="More").click()
    expect(button).to_have_text("Send €60")
    quiet.get_by_role("button", name="Less").click()
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == 50
    room.acks()
    expect(quiet.get_by_text("You: €50")).to_be_visible()
    expect(field).to_be_hidden()
    quiet.get_by_role("button", name="Change my answer").click()
    expect(button).to_have_text("Keep €50")
    expect(field).to_have_value("50")


def test_keys_move_the_number_and_send_nothing(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, errands())
    field = quiet.locator("[name=value]")
    field.press("ArrowDown")
    expect(field).to_have_value("0")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(field).to_have_value("20")
    field.press("Enter")
    expect(quiet.locator("#send")).to_have_text("Send €20")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers


@pytest.mark.parametrize("typed", ["20000", "-5", "7.5"])
def test_what_is_out_of_range_stays_and_is_told_the_range(page: Page, site: str, typed: str) -> None:
    FakeRoom(page, site, errands())
    page.locator("[name=value]").fill(typed)
    expect(page.locator("#send")).to_have_text("Whole numbers from 0 to 10,000")
    expect(page.locator("#send")).to_be_disabled()
    expect(page.locator("#hint")).to_have_text("Your number is still here.")
    expect(page.locator("[name=value]")).to_have_value(typed)
    page.locator("[name=value]").fill("75")
    expect(page.locator("#send")).to_have_text("Send €75")


def test_a_tapped_change_is_read_out_once(page: Page, site: str) -> None:
    stop_the_clock(page)
    FakeRoom(page, site, errands())
    page.get_by_role("button", name="€100", exact=True).click()
    page.get_by_role("button", name="More").click()
    page.clock.run_for(399)
    expect(page.locator("#said")).not_to_have_text("€110")
    page.clock.run_for(2)
    expect(page.locator("#said")).to_have_text("€110")


def test_the_result_marks_one_dot_of_the_own_bin(page: Page, site: str) -> None:
    FakeRoom(page, site, errands("talk", 126), answers=told(50))
    expect(page.locator(".bins [data-my-answer]")).to_have_attribute("data-upto", "50")
    expect(page.locator(".bins .dot--now:visible")).to_have_count(1)


def test_a_second_round_says_from_where_to_where(page: Page, site: str) -> None:
    FakeRoom(page, site, errands("shift", 126, 2), answers={**told(50), **told(250, 2)})
    expect(page.get_by_role("heading", name="You went from €50 to €250.")).to_be_visible()


def test_all_of_it_can_be_touched_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, errands())
    can_be_touched(page.locator(".amount button, .amount input"))
    fits(room, (errands(phase, 126) for phase in ("open", "closed", "talk")))
