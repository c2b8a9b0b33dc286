"""The desk under nervous hands: keys, clickers, double presses, questions before what cannot be undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Facilitator


@pytest.fixture
def fay(house: House, cast: Cast) -> Facilitator:
    """Fay in the lobby of a new room."""
    fay = cast.facilitator(house)
    fay.opens("late-shipment", minimum=2, theme="dark")
    return fay


def moves(fay: Facilitator) -> int:
    return int(fay.scene.get_attribute("data-moves") or "")


def stays(fay: Facilitator, act: Callable[[], None]) -> None:
    """What `act` does is no move: the blank screen that follows is the next one."""
    before = moves(fay)
    act()
    fay.page.keyboard.press("Escape")
    fay.presses("b")
    assert moves(fay) == before + 1
    fay.presses("b")


def test_a_clicker_and_the_keyboard_walk_the_room(fay: Facilitator) -> None:
    for key, phase in {"Space": "read", "PageDown": "read", "ArrowRight": "open", "PageUp": "read"}.items():
        fay.presses(key)
        assert fay.stands(phase), key
    fay.presses(".")
    expect(fay.page.locator("#blank")).to_contain_text("Show screen")
    fay.presses("B")
    expect(fay.page.locator("#blank")).to_contain_text("Blank screen")
    fay.until("talk", 1)
    fay.presses("+")
    expect(fay.page.locator(".countdown__of")).to_contain_text("min")


def test_the_preview_is_as_large_as_its_box_in_every_phase_and_window(fay: Facilitator) -> None:
    def fills() -> None:
        box, drawing = fay.page.locator(".preview"), fay.page.locator(".preview > .big")
        expect(drawing).to_have_css("width", f"{box.evaluate('box => box.clientWidth')}px")

    fills()
    fay.until("open", 1)
    fills()
    fay.page.set_viewport_size({"width": 900, "height": 900})
    fills()


def test_a_double_press_of_next_is_one(fay: Facilitator) -> None:
    fay.moves(lambda: fay.page.evaluate("for (const _ of [1, 2, 3]) document.getElementById('next').click()"))
    stays(fay, lambda: None)


def test_space_is_next_wherever_the_focus_is_and_enter_presses_what_has_it(fay: Facilitator) -> None:
    fay.page.locator("#next").focus()
    fay.presses("Space")
    assert moves(fay) == 1
    expect(fay.page.locator("#next")).to_be_focused()
    for held in ("#blank", ".console__home", "header [data-opens=joining]"):
        fay.page.locator(held).focus()
        step = fay.scene.get_attribute("data-step")
        fay.presses("Space")
        assert fay.scene.get_attribute("data-step") != step, held
        expect(fay.page.locator("dialog[open]")).to_have_count(0)
    fay.page.locator("#blank").focus()
    fay.presses("Enter")
    expect(fay.page.locator("#blank")).to_contain_text("Show screen")


def test_the_button_that_opened_a_dialog_does_not_take_space_afterwards(fay: Facilitator) -> None:
    for key in ("Escape", "Enter"):
        fay.page.locator("header [data-opens=joining]").click()
        fay.page.locator("#joining [data-closes]").focus()
        fay.page.keyboard.press(key)
        fay.presses("Space")
        expect(fay.page.locator("dialog[open]")).to_have_count(0)


def test_keys_rest_while_a_dialog_is_open_or_when_they_are_switched_off(fay: Facilitator) -> None:
    fay.presses("Space")
    fay.page.locator("#skip").click()
    stays(fay, lambda: fay.page.keyboard.press("PageDown"))
    fay.page.keyboard.press("f")
    fay.page.locator("#keys").uncheck()
    fay.page.keyboard.press("Escape")
    before = moves(fay)
    for key in ("PageDown", "b", "f"):
        fay.page.keyboard.press(key)
    expect(fay.page.locator("dialog[open]")).to_have_count(0)
    fay.moves(lambda: fay.page.locator("#blank").click())
    assert moves(fay) == before + 1


def test_skip_and_close_ask_first(fay: Facilitator) -> None:
    fay.next()
    fay.page.locator("#skip").click()
    expect(fay.page.locator("#skipping")).to_contain_text("You are in the right room")
    fay.page.get_by_role("button", name="Stay here").click()
    assert moves(fay) == 1
    fay.page.locator("#skip").click()
    fay.moves(lambda: fay.page.get_by_role("button", name="Skip it").click())
    fay.page.get_by_role("button", name="Close room").click()
    fay.page.get_by_role("button", name="Keep it open").click()
    assert moves(fay) == 2


def test_a_second_desk_cannot_skip_what_the_first_one_did(house: House, cast: Cast, fay: Facilitator) -> None:
    other = cast.facilitator(house)
    other.page.goto(fay.page.url)
    other.connected()
    stale = "document.getElementById('scene').dataset.moves = 0; document.getElementById('next').click()"
    fay.next()
    expect(other.scene).to_have_attribute("data-moves", "1")
    stays(fay, lambda: other.page.evaluate(stale))


def test_lock_and_theme_live_in_a_dialog_that_frames_do_not_close(fay: Facilitator) -> None:
    fay.page.keyboard.press("f")
    fay.page.evaluate(
        "() => fetch(document.getElementById('move').action,"
        " {method: 'POST', body: new URLSearchParams({verb: 'lock', expects: 0})})"
    )
    expect(fay.page.get_by_role("button", name="Unlock the room")).to_be_visible()
    fay.moves(lambda: fay.page.get_by_role("button", name="A bright room").click())
    expect(fay.scene).to_have_attribute("data-theme-shown", "paper")
    expect(fay.page.locator("#joining")).to_be_hidden()
