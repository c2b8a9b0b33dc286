"""Two lines on a phone: nothing is set before it is touched, and tap, drag and keys set them; sent as one answer."""

from playwright.sync_api import Locator, Page, expect

from e2e.fake_room import FakeRoom
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board

INSET = 18  # from the end of a line to its first step


def lines(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room that says how it is treated, and treats."""
    return a_board(people, phase, 1, "treated", workshop=SAMPLER, blank=blank)


def line(page: Page, nth: int) -> Locator:
    """One of the two."""
    return page.locator("[data-pair] [type=range]").nth(nth)


def told(page: Page, nth: int) -> Locator:
    """What is said of it."""
    return page.locator("[data-pair] [data-told]").nth(nth)


def at(page: Page, nth: int, step: int) -> tuple[float, float]:
    """Where a step of a line lies on the page."""
    box = line(page, nth).bounding_box()
    assert box is not None
    return box["x"] + INSET + (box["width"] - 2 * INSET) * step / 10, box["y"] + box["height"] / 2


def test_nothing_is_set_before_it_is_touched_and_taps_and_drags_are_sent_as_one_answer(quiet: Page, site: str) -> None:
    room, send = FakeRoom(quiet, site, lines()), quiet.locator("#send")
    for nth in (0, 1):
        expect(told(quiet, nth)).to_have_text("Not set. Tap the line.")
        expect(line(quiet, nth)).to_have_attribute("aria-valuetext", "Not set. Tap the line.")
    expect(send).to_have_text("Set both lines")
    expect(send).to_be_disabled()
    quiet.mouse.click(*at(quiet, 1, 5))  # where the thumb waits
    expect(told(quiet, 1)).to_have_text("5 of 10")
    expect(send).to_have_text("Set the other line to send")
    expect(send).to_be_disabled()
    room.shows(lines(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(lines())
    expect(told(quiet, 0)).to_have_text("Not set. Tap the line.")
    expect(told(quiet, 1)).to_have_text("5 of 10")
    quiet.mouse.move(*at(quiet, 0, 5))
    quiet.mouse.down()
    quiet.mouse.move(*at(quiet, 0, 4), steps=5)
    quiet.mouse.up()
    expect(told(quiet, 0)).to_have_text("4 of 10")
    send.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"treated": 4, "treating": 5}
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    expect(told(quiet, 0)).to_have_text("4 of 10")
    quiet.get_by_role("button", name="Change my answer").click()
    expect(send).to_have_text("Keep what you sent")
    quiet.mouse.click(*at(quiet, 1, 8))
    expect(told(quiet, 0)).to_have_text("4 of 10")
    send.click()
    assert room.answers[-1]["value"] == {"treated": 4, "treating": 8}


def test_keys_set_a_line_and_send_nothing(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, lines())
    steps = {"Space": 5, "ArrowRight": 6, "PageUp": 9, "ArrowLeft": 8, "PageDown": 5, "Home": 0, "End": 10}
    for key, step in steps.items():
        line(quiet, 0).press(key)
        expect(told(quiet, 0)).to_have_text(f"{step} of 10")
        expect(line(quiet, 0)).to_have_attribute("aria-valuetext", f"{step} of 10")
    line(quiet, 1).press("ArrowLeft")
    line(quiet, 1).press("Enter")
    expect(told(quiet, 1)).to_have_text("4 of 10")
    expect(quiet.locator("#send")).to_have_text("Send both lines")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers


def test_all_of_it_can_be_touched_on_the_smallest_phone_and_its_result_marks_the_own_cell(
    page: Page, site: str
) -> None:
    make_smallest(page)
    mine = {"treated.1": {"answer_id": f"{1:032x}", "rev": 1, "value": {"treated": 3, "treating": 10}}}
    room = FakeRoom(page, site, lines(), answers=mine)
    page.get_by_role("button", name="Change my answer").click()
    can_be_touched(page.locator("[data-pair] [type=range]"))
    fits(room, [lines(phase, 126) for phase in ("open", "closed", "talk")])
    cell = page.locator("[data-cell][data-my-answer]")
    expect(cell).to_have_count(1)
    low, high, floor, top = map(int, (cell.get_attribute("data-cell") or "").split())
    assert low <= 3 <= high
    assert floor <= 10 <= top
