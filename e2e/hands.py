"""Two ways to use a page: with a finger or a mouse, and with a keyboard alone. A story told by a hand is told twice."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

FURTHEST = 90
LOOKS = Path(__file__).with_name("looks.js").read_text()
NOWHERE = "the focus is nowhere"
FOCUS = f"({LOOKS.strip().rstrip(';')}).focus()"
HEARING = Path(__file__).with_name("hearing.js").read_text()


class Taps:
    """A finger, or a mouse."""

    def press(self, target: Locator) -> None:
        """Press a button, a link, or what folds something out."""
        target.click()

    def tick(self, box: Locator) -> None:
        """Tick one of several answers: one touches its words."""
        box.locator("xpath=ancestor::label").click()
        expect(box).to_be_checked()

    def write(self, field: Locator, text: str) -> None:
        """Write into a field, in place of what stands there."""
        field.fill(text)

    def pull(self, line: Locator, steps: int) -> None:
        """Move a slider up by so many steps, with the button beside it."""
        more = line.locator("xpath=following-sibling::button[2]")
        for _ in range(steps):
            more.click()

    def bring_down(self, card: Locator, places: int) -> None:
        """Bring a card down in an order."""
        for _ in range(places):
            card.locator("[data-down]").click()

    def sort(self, text: Locator, button: str, key: str) -> None:
        """Do something with a text on the desk: its hands show once it is touched."""
        text.locator(".sort__words").click()
        text.get_by_role("button", name=button).click()

    def go_on(self, desk: Page) -> None:
        """Press Next."""
        desk.locator("#next").click()

    def stay(self, page: Page) -> None:
        """Be where one was, after the page has changed: the finger is."""


class Keys(Taps):
    """A keyboard, and nothing else; wherever it gets to, it can be seen that it is there."""

    def press(self, target: Locator) -> None:
        """Go there and press Enter."""
        reach(target)
        target.page.keyboard.press("Enter")

    def tick(self, box: Locator) -> None:
        """Go to its group, and with the arrows to it; a box to tick is gone to and ticked by Space."""
        if box.get_attribute("type") == "checkbox":
            reach(box)
            box.page.keyboard.press("Space")
        else:
            choose(box)
        expect(box).to_be_checked()

    def write(self, field: Locator, text: str) -> None:
        """Go there and type over what stands there."""
        reach(field)
        field.page.keyboard.press("ControlOrMeta+a")
        field.page.keyboard.type(text)
        expect(field).to_have_value(text)

    def pull(self, line: Locator, steps: int) -> None:
        """Go there and press the arrow."""
        reach(line)
        for _ in range(steps):
            line.page.keyboard.press("ArrowRight")

    def bring_down(self, card: Locator, places: int) -> None:
        """Lift it, move it and drop it."""
        reach(card.locator("[data-lift]"))
        for key in ("Space", *["ArrowDown"] * places, "Space"):
            card.page.keyboard.press(key)

    def sort(self, text: Locator, button: str, key: str) -> None:
        """Go to the text and press the letter."""
        reach(text)
        text.page.keyboard.press(key)

    def go_on(self, desk: Page) -> None:
        """Space is Next wherever the focus is."""
        desk.keyboard.press("Space")

    def stay(self, page: Page) -> None:
        """The focus is somewhere, and can be seen."""
        assert (wrong := focus(page)) == "", wrong


TAPS = Taps()
KEYS = Keys()


def reach(target: Locator, key: str = "Tab") -> None:
    """Press Tab until a target has the focus. Every stop on the way is seen; beyond the last lies the browser."""
    beyond = 0
    for presses in range(FURTHEST):
        is_there, wrong = target.evaluate(f"(target) => [target === document.activeElement, {FOCUS}]")
        beyond += wrong == NOWHERE and presses > 0
        assert not presses or not wrong or (wrong == NOWHERE and beyond == 1), f"on the way to {target}: {wrong}"
        if is_there:
            return
        target.page.keyboard.press(key)
    raise AssertionError(f"{target} was not reached by {key}")


def choose(radio: Locator) -> None:
    """Into a group by Tab, which leads to what is chosen or else to the first, and on by arrow."""
    group = radio.page.locator(f"[name='{radio.get_attribute('name')}']:enabled")
    chosen = group.and_(radio.page.locator(":checked"))
    reach((chosen if chosen.count() else group).first)
    radio.page.keyboard.press("Space")
    for _ in range(group.count()):
        if radio.is_checked():
            return
        radio.page.keyboard.press("ArrowDown")


def focus(page: Page) -> str:
    """What is wrong with where the focus is; nothing, if that can be seen."""
    wrong: str = page.evaluate(f"() => {FOCUS}")
    return wrong


def listen(page: Page) -> None:
    """Before a page is opened: note what it tells screen readers."""
    page.add_init_script(HEARING)


def heard(page: Page) -> list[str]:
    """What a page has told screen readers since the last time, in order."""
    told: list[str] = page.evaluate("() => window.heard.splice(0)")
    return told
