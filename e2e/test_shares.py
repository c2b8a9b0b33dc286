"""A hundred points on a phone: tapped or moved by keys, never more than there are, sent when all are placed."""

from playwright.sync_api import Locator, Page, expect

from e2e.fake_room import FakeRoom
from e2e.loopback import stop_the_clock
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board


def effort(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room that shares out points between four things."""
    return a_board(people, phase, 1, "effort", workshop=SAMPLER, blank=blank)


def line(page: Page, key: str) -> Locator:
    """One thing's bar."""
    return page.locator(f"[name={key}]")


def tap(page: Page, key: str, way: str, times: int = 1) -> None:
    """Press one thing's minus or plus."""
    button = page.locator(f".share[data-part={key}] button").nth(["less", "more"].index(way))
    for _ in range(times):
        button.click()


def test_points_are_placed_taken_back_and_sent_when_none_is_left(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, effort()), quiet.locator("#send")
    expect(button).to_have_text("Share out 100 points")
    expect(button).to_be_disabled()
    tap(quiet, "work", "more", 5)
    tap(quiet, "meetings", "more", 3)
    expect(button).to_have_text("Place the last 20 points")
    expect(button).to_be_disabled()
    expect(quiet.locator("#tally")).to_have_text("20 left")
    tap(quiet, "waiting", "more", 2)
    expect(button).to_have_text("Send my points")
    tap(quiet, "work", "less")
    expect(button).to_have_text("Place the last 10 points")
    line(quiet, "work").press("ArrowRight")
    line(quiet, "work").press("ArrowRight")
    expect(line(quiet, "work")).to_have_value("50")
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"work": 50, "waiting": 20, "twice": 0, "meetings": 30}
    room.acks()
    expect(quiet.locator(".share [data-mine]:visible")).to_have_text(["50", "20", "0", "30"])
    quiet.get_by_role("button", name="Change my answer").click()
    expect(button).to_have_text("Keep what you sent")
    expect(line(quiet, "work")).to_have_value("50")


def test_keys_place_points_and_send_nothing(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, effort())
    bar = line(quiet, "twice")
    bar.press("End")
    expect(bar).to_have_value("100")
    expect(quiet.locator("#send")).to_be_enabled()
    bar.press("Enter")
    bar.press("Space")
    line(quiet, "work").press("End")
    expect(line(quiet, "work")).to_have_value("0")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers
    more = quiet.get_by_role("button", name="More for Meetings")
    expect(more).to_have_attribute("aria-disabled", "true")
    more.press("Enter")
    expect(line(quiet, "meetings")).to_have_value("0")


def test_a_change_is_read_out_once_and_in_words(page: Page, site: str) -> None:
    stop_the_clock(page)
    FakeRoom(page, site, effort())
    tap(page, "twice", "more", 2)
    page.clock.run_for(399)
    expect(page.locator("#said")).not_to_have_text("Doing something twice 20. 80 left")
    page.clock.run_for(2)
    expect(page.locator("#said")).to_have_text("Doing something twice 20. 80 left")


def test_half_placed_points_outlive_a_blank_screen(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, effort())
    tap(quiet, "work", "more", 3)
    room.shows(effort(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(effort())
    expect(quiet.locator("#send")).to_have_text("Place the last 70 points")
    expect(quiet.locator(".share[data-part=work] > b")).to_have_text("30")


def test_the_result_has_the_own_points_beside_the_average(page: Page, site: str) -> None:
    value = {"work": 50, "waiting": 20, "twice": 0, "meetings": 30}
    mine = {"effort.1": {"answer_id": f"{1:032x}", "rev": 1, "value": value}}
    FakeRoom(page, site, effort("talk", 126), answers=mine)
    expect(page.locator(".rows [data-mine]:visible")).to_have_text(["50", "20", "0", "30"])


def test_all_of_it_can_be_touched_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, effort())
    can_be_touched(page.locator(".share button, .share input"))
    fits(room, [effort()])
