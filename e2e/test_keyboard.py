"""The whole workshop without a mouse or a finger: Fay at her desk, Ann on a phone with a keyboard.

Clickers and every other key of the desk are in test_desk.py.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.cast import DESK, Cast
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Room
from server.trials.swarm.bystanders import Bystanders, bystanders
from tests.people import FAY

FURTHEST = 60


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus; whoever has no mouse must get there."""
    for _ in range(FURTHEST):
        if target.evaluate("(target) => target === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} was not reached by {key}")


@pytest.fixture
def fay(house: House, cast: Cast) -> Facilitator:
    """Fay, not signed in yet."""
    return Facilitator(cast.page("Fay", cast.context(viewport=DESK)), house.origin)


@pytest.fixture
def room(fay: Facilitator) -> Room:
    """A room for a small team, opened by keys."""
    page, keys = fay.page, fay.page.keyboard
    page.goto(f"{fay.origin}/signin")
    reach(page, page.locator("[name=name]"))
    keys.type(FAY.name)
    keys.press("Tab")
    keys.type(FAY.password)
    keys.press("Enter")
    page.wait_for_url("**/library")
    form = page.locator("form[action='/rooms']:has(input[value=late-shipment])")
    reach(page, page.locator("details", has=form).locator("> summary"))
    keys.press("Enter")
    reach(page, form.locator("[name=minimum]:checked"))
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.press("ArrowRight")
    expect(form.locator("[name=minimum][value='2']")).to_be_checked()
    expect(form.locator("[name=theme][value=dark]")).to_be_checked()
    reach(page, form.locator("button"), "Shift+Tab")
    keys.press("Enter")
    return fay.at_the_desk()


@pytest.fixture
def ann(house: House, cast: Cast, room: Room) -> Phone:
    """Ann, who joined by typing."""
    ann = cast.phone("Ann", house.origin, has_touch=False, is_mobile=False)
    ann.page.goto(house.origin)
    ann.page.keyboard.type(room.code)
    ann.page.keyboard.press("Enter")
    ann.page.wait_for_url(f"**/{room.code}")
    ann.seated()
    return ann


@pytest.fixture
def others(house: House, room: Room) -> Iterator[Bystanders]:
    """One more, so that there are results."""
    with bystanders(house.server.address, room.code, 1) as others:
        yield others


def test_the_late_shipment_is_played_by_keys_alone(fay: Facilitator, ann: Phone, others: Bystanders) -> None:
    press_until(fay, "open", 1)
    choose(ann, "A", downs=0)
    others.answer("role", 1, ["front-line"])
    press_until(fay, "talk", 1)
    press_until(fay, "open", 1)
    choose(ann, "B", downs=1)
    others.answer("first-step", 1, ["evidence"])
    change(ann, "C", downs=1)
    press_until(fay, "talk", 1)
    fay.presses("+")
    press_until(fay, "open", 2)
    choose(ann, "D", downs=3)
    others.answer("first-step", 2, ["evidence"])
    press_until(fay, "shift", 2)
    ann.feels("moved")
    ann.reads("You moved from C to D.")
    close_and_export(fay)
    ann.stands("ended")
    expect(ann.scene.locator("h1")).to_be_focused()


def press_until(fay: Facilitator, phase: str, round: int) -> None:
    """Press Space at least once, until the room stands there."""
    fay.presses("Space")
    while not fay.stands(phase, round):
        fay.presses("Space")


def choose(ann: Phone, letter: str, downs: int) -> None:
    """From the heading, where a new question puts the focus: into the answers, down, and on to the button."""
    ann.feels("choosing")
    expect(ann.scene.locator("h1")).to_be_focused()
    reach(ann.page, ann.scene.locator("[type=radio]").first)
    ann.page.keyboard.press("Space")
    send(ann, letter, downs)


def send(ann: Phone, letter: str, downs: int) -> None:
    """Go down in the answers, which sends nothing, then to the button that says the letter."""
    for _ in range(downs):
        ann.page.keyboard.press("ArrowDown")
    expect(ann.option(letter).locator("input")).to_be_checked()
    assert ann.page.locator("body").get_attribute("data-phone") in ("choosing", "changing")
    reach(ann.page, ann.page.locator("#send"))
    expect(ann.page.locator("#send")).to_have_text(f"Send answer {letter}")
    ann.page.keyboard.press("Enter")
    ann.feels("answered")


def change(ann: Phone, letter: str, downs: int) -> None:
    """Change an answer that is in."""
    reach(ann.page, ann.page.get_by_role("button", name="Change my answer"))
    ann.page.keyboard.press("Enter")
    ann.feels("changing")
    send(ann, letter, downs)


def close_and_export(fay: Facilitator) -> None:
    """Walk to the end, say yes when the desk asks, and take the export along."""
    while fay.page.locator("#next").get_attribute("value") != "end":
        fay.presses("Space")
    fay.page.keyboard.press("Space")
    reach(fay.page, fay.page.locator("#closing button[value=yes]"))
    fay.page.keyboard.press("Enter")
    expect(fay.scene).to_have_attribute("data-phase", "ended")
    reach(fay.page, fay.page.locator("form[action$='/export.zip'] button"))
    with fay.page.expect_download() as coming:
        fay.page.keyboard.press("Enter")
    assert coming.value.suggested_filename.startswith("roomful-late-shipment-")
