"""A field on a phone: two things are placed by tap, drag, buttons and arrow keys, and sent as one answer."""

from playwright.sync_api import Browser, Locator, Page, expect

from e2e.fake_room import FakeRoom
from e2e.loopback import stop_the_clock
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board

FAR = 5


def position(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room that places itself and its company."""
    return a_board(people, phase, 1, "position", workshop=SAMPLER, blank=blank)


def at(page: Page, across: int, up: int) -> tuple[float, float]:
    """Where a step lies on the page."""
    box = page.locator("[data-field]").bounding_box()
    assert box is not None
    wide, high = box["width"] / 11, box["height"] / 11
    return box["x"] + (across + FAR + 0.5) * wide, box["y"] + (FAR - up + 0.5) * high


def tap(page: Page, across: int, up: int) -> None:
    """Tap a step."""
    page.mouse.click(*at(page, across, up))


def button(page: Page, name: str) -> Locator:
    """One by its name."""
    return page.get_by_role("button", name=name, exact=True)


def test_two_things_are_tapped_dragged_and_sent_as_one_answer(quiet: Page, site: str) -> None:
    room, send = FakeRoom(quiet, site, position()), quiet.locator("#send")
    expect(send).to_have_text("Tap the field")
    expect(send).to_be_disabled()
    expect(quiet.locator("[data-at]:visible")).to_have_count(0)
    tap(quiet, 1, 3)
    expect(send).to_have_text("Now place: My company")
    expect(send).to_be_disabled()
    expect(button(quiet, "My company")).to_have_attribute("aria-pressed", "true")
    tap(quiet, -2, -2)
    expect(send).to_have_text("Send both places")
    quiet.mouse.move(*at(quiet, 1, 3))
    quiet.mouse.down()
    quiet.mouse.move(*at(quiet, 2, 2), steps=4)
    quiet.mouse.up()
    expect(button(quiet, "Me")).to_have_attribute("aria-pressed", "true")
    expect(quiet.locator(".plane__keys p")).to_have_text("Me: 2 steps to innovator, 2 to trusted partner")
    send.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"me": [2, 2], "company": [-2, -2]}
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    expect(quiet.locator("[data-at]:visible")).to_have_count(2)
    tap(quiet, 5, 5)
    quiet.get_by_role("button", name="Change my answer").click()
    expect(send).to_have_text("Keep what you sent")
    tap(quiet, 4, 0)
    expect(send).to_have_text("Send both places")


def test_keys_and_buttons_place_step_by_step_and_send_nothing(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, position())
    field, line = quiet.locator("[data-field]"), quiet.locator(".plane__keys p")
    expect(line).to_have_text("Me: not placed yet")
    field.press("ArrowRight")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(line).to_have_text("Me: 1 step to innovator, 2 to trusted partner")
    expect(field).to_have_attribute("aria-label", "Me: 1 step to innovator, 2 to trusted partner")
    field.press("Enter")
    button(quiet, "My company").press("Enter")
    button(quiet, "One step towards order taker").press("Enter")
    expect(line).to_have_text("My company: 1 step to order taker")
    button(quiet, "One step towards innovator").press("Space")
    expect(line).to_have_text("My company: in the middle of the field")
    for _ in range(7):
        button(quiet, "One step towards service provider").press("Enter")
    expect(line).to_have_text("My company: 5 steps to service provider")
    expect(quiet.locator("#send")).to_have_text("Send both places")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers


def test_a_change_is_read_out_once_and_in_words(page: Page, site: str) -> None:
    stop_the_clock(page)
    FakeRoom(page, site, position())
    field = page.locator("[data-field]")
    field.press("ArrowLeft")
    field.press("ArrowLeft")
    page.clock.run_for(399)
    expect(page.locator("#said")).not_to_have_text("Me: 2 steps to order taker")
    page.clock.run_for(2)
    expect(page.locator("#said")).to_have_text("Me: 2 steps to order taker")


def test_half_an_answer_outlives_a_blank_screen(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, position())
    tap(quiet, 3, -1)
    room.shows(position(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(position())
    expect(quiet.locator("#send")).to_have_text("Now place: My company")
    expect(quiet.locator("[data-at=me]")).to_be_visible()
    expect(quiet.locator("[data-at=company]")).to_be_hidden()


def test_the_result_marks_the_own_places_on_this_phone_alone(page: Page, site: str) -> None:
    mine = {"position.1": {"answer_id": f"{1:032x}", "rev": 1, "value": {"me": [5, 5], "company": [-5, -5]}}}
    FakeRoom(page, site, position("talk", 126), answers=mine)
    expect(page.locator(".plane--shown [data-at]:visible")).to_have_count(2)
    me, company = (page.locator(f"[data-at={key}]").bounding_box() for key in ("me", "company"))
    assert me is not None
    assert company is not None
    assert me["x"] > company["x"]
    assert me["y"] < company["y"]


def test_all_of_it_can_be_touched_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, position())
    can_be_touched(page.locator(".plane__who button, .plane__keys button"))
    fits(room, (position(phase, 126) for phase in ("open", "closed", "talk")))


def test_a_finger_places_both(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    room = FakeRoom(page, site, position())
    page.touchscreen.tap(*at(page, 5, 5))
    page.touchscreen.tap(*at(page, -5, -5))
    expect(page.locator("#send")).to_have_text("Send both places")
    page.locator("#send").tap()
    expect(page.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"me": [5, 5], "company": [-5, -5]}
    context.close()


def test_where_lines_run_from_right_to_left_so_does_the_field(quiet: Page, site: str) -> None:
    FakeRoom(quiet, site, position())
    quiet.evaluate("document.documentElement.dir = 'rtl'")
    field, line = quiet.locator("[data-field]"), quiet.locator(".plane__keys p")
    field.press("ArrowLeft")
    expect(line).to_have_text("Me: 1 step to innovator")
    tap(quiet, -3, 0)
    expect(line).to_have_text("Me: 3 steps to innovator")
