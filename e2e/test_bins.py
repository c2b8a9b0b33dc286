"""Bins on a phone: things are tapped or put by keys into a bin, cleared, skipped, and sent as one answer."""

from playwright.sync_api import Page, expect

from e2e.fake_room import FakeRoom
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board


def respect(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room that sorts five things into two bins."""
    return a_board(people, phase, 1, "respect", workshop=SAMPLER, blank=blank)


def put(page: Page, item: str, bin: str) -> None:
    """Tap a bin."""
    page.locator(f"[name={item}][value='{bin}']").click()


def test_things_are_sorted_cleared_skipped_and_sent_as_one_answer(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, respect()), quiet.locator("#send")
    expect(button).to_have_text("Sort at least one")
    expect(button).to_be_disabled()
    put(quiet, "ringing", "respect")
    put(quiet, "discount", "manipulation")
    expect(button).to_have_text("Send 2 of 5")
    expect(quiet.get_by_text("2 of 5 sorted")).to_be_visible()
    expect(quiet.locator("[data-my-next] legend")).to_have_text("Telling them of a fault before they find it")
    put(quiet, "ringing", "respect")
    expect(button).to_have_text("Send 1 of 5")
    put(quiet, "fault", "manipulation")
    put(quiet, "fault", "respect")
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"fault": "respect", "discount": "manipulation"}
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    expect(quiet.locator("legend:visible")).to_have_count(2)
    quiet.get_by_role("button", name="Change my answer").click()
    expect(button).to_have_text("Keep what you sent")


def test_keys_sort_and_send_nothing(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, respect())
    first = quiet.locator("[name=ringing][value=respect]")
    first.press("Space")
    expect(first).to_be_checked()
    first.press("ArrowRight")
    second = quiet.locator("[name=ringing][value=manipulation]")
    expect(second).to_be_focused()
    expect(second).to_be_checked()
    second.press("Enter")
    quiet.keyboard.press("Tab")
    expect(quiet.locator("[name=fault][value=respect]")).to_be_focused()
    quiet.keyboard.press("Space")
    expect(quiet.locator("#send")).to_have_text("Send 2 of 5")
    quiet.keyboard.press("Delete")
    expect(quiet.locator("#send")).to_have_text("Send 1 of 5")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers


def test_a_bin_is_called_by_its_word_within_what_is_sorted(page: Page, site: str) -> None:
    FakeRoom(page, site, respect())
    card = page.get_by_role("group", name="A discount that ends tonight")
    expect(card.get_by_role("radio", name="respect")).to_have_count(1)
    expect(card.get_by_role("radio", name="manipulation")).to_have_count(1)


def test_a_half_sorted_form_outlives_a_blank_screen(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, respect())
    put(quiet, "name", "manipulation")
    room.shows(respect(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(respect())
    expect(quiet.locator("[name=name][value=manipulation]")).to_be_checked()
    expect(quiet.locator("#send")).to_have_text("Send 1 of 5")


def test_the_result_marks_one_dot_of_each_thing_that_was_sorted(page: Page, site: str) -> None:
    for people in (126, 400):
        value = {"ringing": "respect", "silence": "manipulation"}
        mine = {"respect.1": {"answer_id": f"{1:032x}", "rev": 1, "value": value}}
        FakeRoom(page, site, respect("revealed", people), answers=mine)
        expect(page.locator(".sorted [href='#me']:visible")).to_have_count(2)
        page.unroute_all()


def test_all_of_it_can_be_touched_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, respect())
    can_be_touched(page.locator(".sorts input"))
    fits(room, (respect(phase, 126) for phase in ("open", "closed", "talk")))
