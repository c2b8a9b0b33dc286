"""The desk and the window of the big screen beside it: wherever the hand is, one press is one move."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Facilitator, Room


@pytest.fixture(scope="module")
def desk(house: House, browser: Browser, playwright: Playwright) -> Iterator[Facilitator]:
    """Fay's browser, which all these stories share."""
    with Cast(browser, playwright) as company:
        yield company.facilitator(house)


@pytest.fixture
def room(house: House) -> Room:
    """A new room, in its lobby."""
    id, code, token = house.desk.open_room("late-shipment", minimum=2)
    return Room(id, code, f"/screen/{token}")


@pytest.fixture
def fay(desk: Facilitator, room: Room) -> Facilitator:
    """Fay at the desk of that room."""
    desk.comes_back(room)
    return desk


@pytest.fixture
def screen(fay: Facilitator) -> Iterator[Page]:
    """The window that the lobby's button opens."""
    with fay.page.context.expect_page() as coming:
        fay.page.locator("#open-screen").click()
    page = coming.value
    expect(page.locator("html")).to_have_attribute("data-link", "open")
    yield page
    page.close()


def moves(fay: Facilitator) -> int:
    return int(fay.scene.get_attribute("data-moves") or "")


def one_move(fay: Facilitator, before: int) -> None:
    """It came to one move, and the next press makes the second: nothing else is on its way."""
    expect(fay.scene).to_have_attribute("data-moves", str(before + 1))
    fay.presses("b")
    assert moves(fay) == before + 2
    fay.presses("b")


def test_the_lobbys_button_opens_the_screen_and_space_then_makes_one_move(fay: Facilitator, screen: Page) -> None:
    assert "/screen/" in screen.url
    expect(fay.page.locator("dialog[open]")).to_have_count(0)
    fay.page.bring_to_front()
    fay.page.keyboard.press("Space")
    one_move(fay, 0)


def test_keys_work_in_the_window_of_the_big_screen(fay: Facilitator, screen: Page) -> None:
    screen.bring_to_front()
    screen.keyboard.press("PageDown")
    one_move(fay, 0)
    screen.keyboard.press("b")
    expect(screen.locator("#scene")).to_have_class("big big--blank")
    expect(fay.page.locator("#blank")).to_contain_text("Show screen")
    screen.keyboard.press("b")
    expect(screen.locator("#scene")).not_to_have_class("big big--blank")


def test_keys_work_in_the_window_of_the_big_screen_in_full_screen(fay: Facilitator, screen: Page) -> None:
    screen.bring_to_front()
    screen.keyboard.press("f")
    screen.wait_for_function("() => document.fullscreenElement !== null")
    screen.keyboard.press("Space")
    one_move(fay, 0)


def test_the_button_for_full_screen_does_not_keep_space(fay: Facilitator, screen: Page) -> None:
    screen.mouse.move(400, 400)
    screen.locator("[data-fullscreen]").click()
    screen.wait_for_function("() => document.fullscreenElement !== null")
    screen.keyboard.press("Space")
    one_move(fay, 0)
    assert screen.evaluate("() => document.fullscreenElement !== null")


def test_without_a_desk_the_window_of_the_big_screen_only_shows(fay: Facilitator, screen: Page, room: Room) -> None:
    fay.page.goto(f"{fay.origin}/library")
    sent: list[str] = []
    screen.on("request", lambda request: sent.append(request.method))
    for key in ("PageDown", "Space", "b", "q"):
        screen.keyboard.press(key)
    fay.comes_back(room)
    assert moves(fay) == 0
    assert "POST" not in sent


def test_a_key_pressed_at_the_big_screen_finds_no_dialog_in_its_way(fay: Facilitator, screen: Page) -> None:
    fay.page.keyboard.press("f")
    expect(fay.page.locator("#joining")).to_be_visible()
    screen.keyboard.press("PageDown")
    one_move(fay, 0)
    expect(fay.page.locator("dialog[open]")).to_have_count(0)
    fay.page.locator("#skip").click()
    screen.keyboard.press("PageDown")
    screen.keyboard.press("b")
    expect(fay.page.locator("#skipping")).to_be_visible()
    fay.page.keyboard.press("Escape")
    fay.presses("b")
    assert moves(fay) == 4, "what asks something is answered here, not by a clicker"


def test_q_shows_the_code_large_in_mid_talk_and_hides_it_again(fay: Facilitator, screen: Page, room: Room) -> None:
    fay.until("read")
    fay.presses("q")
    expect(screen.locator(".lobby__code")).to_contain_text(f"{room.code[:3]} {room.code[3:]}")
    expect(screen.locator(".lobby__qr")).to_be_visible()
    expect(fay.page.locator("#invite")).to_contain_text("Hide the code")
    screen.keyboard.press("q")
    expect(screen.locator(".lobby__code")).to_have_count(0)
    expect(fay.page.locator("#invite")).to_contain_text("Show the code")


def test_next_takes_the_code_away(fay: Facilitator, screen: Page) -> None:
    fay.until("read")
    fay.presses("q")
    fay.next()
    expect(screen.locator(".lobby__code")).to_have_count(0)


def test_every_key_stands_in_the_list(fay: Facilitator) -> None:
    fay.page.keyboard.press("f")
    said = fay.page.locator(".keys kbd").all_inner_texts()
    assert set(said) >= {"Space", "Page Down", "→", "Page Up", "←", "B", ".", "Q", "+", "F"}


@pytest.mark.parametrize(("job", "made"), [("Open the big screen", 0), ("Lock the room", 1), ("A dark hall", 1)])
def test_the_window_about_joining_closes_once_its_job_is_done(fay: Facilitator, job: str, made: int) -> None:
    fay.page.get_by_role("button", name="Join and screen").click()
    fay.page.locator("#joining :is(a, button)", has_text=job).filter(visible=True).click()
    expect(fay.page.locator("dialog[open]")).to_have_count(0)
    expect(fay.scene).to_have_attribute("data-moves", str(made))
    fay.page.bring_to_front()
    fay.page.keyboard.press("Space")
    one_move(fay, made)
    expect(fay.page.locator("dialog[open]")).to_have_count(0)
