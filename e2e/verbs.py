"""What people do in a workshop, once and for all stories: `fay.opens(...)`, `ann.chooses("A")`, `fay.next()`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from e2e.hands import TAPS, Taps

DEBOUNCE_MS = 600
MOST_STEPS = 30
# What a page reads from its clock, put forward on demand; its timers, frames and sockets go on as they are.
AHEAD = """
const real = performance.now.bind(performance);
let ahead = 0;
performance.now = () => real() + ahead;
window.passes = (ms) => { ahead += ms; };
"""


@dataclass(frozen=True)
class Room:
    """A room as people find it: the code to type, and the path of the big screen."""

    id: int
    code: str
    screen: str


class Facilitator:
    """Somebody at the desk."""

    def __init__(self, page: Page, origin: str, hand: Taps = TAPS) -> None:
        self.page, self.origin, self.hand = page, origin, hand
        page.add_init_script(AHEAD)

    @property
    def scene(self) -> Locator:
        """The desk's scene."""
        return self.page.locator("#scene")

    def signs_in(self, name: str, password: str) -> None:
        """Say who it is; the library comes up."""
        self.page.goto(f"{self.origin}/signin")
        self.hand.write(self.page.locator("[name=name]"), name)
        self.hand.write(self.page.locator("[name=password]"), password)
        self.hand.press(self.page.locator("form button:not([data-shows])"))
        self.page.wait_for_url("**/library")

    def opens(self, workshop: str, *, minimum: int = 5, theme: str = "paper") -> Room:
        """Open a room from the library; its console comes up."""
        self.page.goto(f"{self.origin}/library")
        form = self.page.locator(f"form[action='/rooms']:has(input[name=workshop][value='{workshop}'])")
        if not form.is_visible():
            closed = self.page.locator(f"details:has(form[action='/rooms'] input[value='{workshop}'])")
            self.hand.press(closed.locator("> summary"))
        for name, value in (("minimum", minimum), ("theme", theme)):
            box = form.locator(f"[name={name}][value='{value}']")
            if not box.is_checked():
                self.hand.tick(box)
        self.hand.press(form.locator("button"))
        return self.at_the_desk()

    def at_the_desk(self) -> Room:
        """Wait for the console and read how people get in."""
        self.page.wait_for_url(re.compile(r"/rooms/\d+$"))
        self.connected()
        code = self.page.locator(".joining__code").text_content() or ""
        link = self.page.locator("#joining a[href*='/screen/']").get_attribute("href") or ""
        room = int(self.page.url.rpartition("/")[2])
        return Room(room, "".join(re.findall(r"\d", code)), "/screen/" + link.rpartition("/")[2])

    def opens_the_screen(self) -> Page:
        """Open the big screen from the lobby, as somebody does who drags its window to the projector."""
        with self.page.expect_popup() as coming:
            self.hand.press(self.page.locator("#open-screen"))
        return coming.value

    def comes_back(self, room: Room) -> None:
        """Load the console of a room that is open."""
        self.page.goto(f"{self.origin}/rooms/{room.id}")
        self.connected()

    def reloads(self) -> None:
        """Load the same page again."""
        self.page.reload()
        self.connected()

    def connected(self) -> None:
        """Wait until the desk hears the server."""
        expect(self.page.locator("html")).to_have_attribute("data-link", "open")

    def next(self) -> None:
        """Press the big button, and wait until the desk shows what came of it."""
        self.moves(lambda: self.hand.go_on(self.page))

    def presses(self, key: str) -> None:
        """Make a move by a key or clicker, and wait until the desk shows what came of it."""
        self.moves(lambda: self.page.keyboard.press(key))

    def moves(self, act: Callable[[], None]) -> None:
        """Do something that moves the room by one."""
        before = int(self.scene.get_attribute("data-moves") or "")
        # The desk takes two presses within 600 ms for one, so let them go by, as a person would.
        self.page.evaluate("ms => { passes(ms) }", DEBOUNCE_MS)
        act()
        expect(self.scene).to_have_attribute("data-moves", str(before + 1))
        self.hand.stay(self.page)

    def until(self, phase: str, round: int = 0) -> None:
        """Press Next until the room stands in a phase (of that round, or of the next activity that has it)."""
        for _ in range(MOST_STEPS):
            self.next()
            if self.stands(phase, round):
                return
        raise AssertionError(f"the room never came to {phase}")

    def stands(self, phase: str, round: int = 0) -> bool:
        """Whether the desk shows that phase and round."""
        step = self.scene.get_attribute("data-step") or ""
        return bool(re.fullmatch(rf"\d+\.{round or '[0-9]+'}\.{phase}", step))

    def counts(self) -> dict[str, int]:
        """People by letter, as the desk's own panel says them."""
        return {
            row.locator(".letter").inner_text(): _number(row.locator(".counts__number").inner_text())
            for row in self.scene.locator(".counts__row").all()
        }

    def closes(self) -> None:
        """Close the room: it asks first."""
        self.hand.go_on(self.page)
        self.hand.press(self.page.locator("#closing button[value=yes]"))
        expect(self.scene).to_have_attribute("data-phase", "ended")

    def exports(self) -> bytes:
        """Download the room's ZIP."""
        with self.page.expect_download() as coming:
            self.hand.press(self.page.locator("form[action$='/export.zip'] button").first)
        return coming.value.path().read_bytes()


class Phone:
    """Somebody who takes part."""

    def __init__(self, page: Page, origin: str, hand: Taps = TAPS) -> None:
        self.page, self.origin, self.hand = page, origin, hand

    @property
    def scene(self) -> Locator:
        """The phone's scene."""
        return self.page.locator("#scene")

    def joins(self, code: str) -> None:
        """Type the code at the door."""
        self.page.goto(self.origin)
        self.hand.write(self.page.locator("[name=code]"), code)
        self.hand.press(self.page.locator("form button"))
        self.page.wait_for_url(f"**/{code}")
        self.seated()

    def scans(self, code: str) -> None:
        """Come by the QR code's address."""
        self.page.goto(f"{self.origin}/{code}")
        self.seated()

    def reloads(self) -> None:
        """Load the same page again."""
        self.page.reload()
        self.seated()

    def seated(self) -> None:
        """Wait until the phone knows its own seat."""
        expect(self.page.locator("body")).to_have_attribute("data-phone", re.compile("."))

    def stands(self, phase: str, round: int | None = None) -> None:
        """Wait until the phone shows a phase."""
        expect(self.scene).to_have_attribute("data-phase", phase)
        if round is not None:
            expect(self.scene).to_have_attribute("data-round", str(round))

    def feels(self, state: str) -> None:
        """Wait until the phone tells its person this (a name of static/js/phone/state.js)."""
        expect(self.page.locator("body")).to_have_attribute("data-phone", state)

    def reads(self, words: str) -> None:
        """Wait until these words can be seen."""
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def seat(self) -> tuple[str | None, str | None]:
        """Where the yellow dot stands."""
        dot = self.scene.locator(".dot--now").first
        return dot.get_attribute("cx"), dot.get_attribute("cy")

    def option(self, letter: str) -> Locator:
        """The card of one answer."""
        return self.scene.locator("label.answer").filter(has=self.page.locator(".letter", has_text=letter))

    def chooses(self, letter: str) -> None:
        """Tick an answer."""
        self.hand.tick(self.option(letter).locator("input"))

    def sends(self) -> None:
        """Press the button that says what it sends."""
        self.hand.press(self.page.locator("#send"))

    def answers(self, letter: str) -> None:
        """Choose and send, and be told that it is in."""
        self.chooses(letter)
        self.sends()
        self.feels("answered")

    def changes_to(self, letter: str) -> None:
        """Change an answer that is in."""
        self.hand.press(self.page.get_by_role("button", name="Change my answer"))
        self.answers(letter)

    def counts(self) -> dict[str, int]:
        """People by letter, as the phone's chart says them."""
        rows = self.scene.locator(".rows li")
        expect(rows.first).to_be_visible()
        return {
            row.locator(".letter").inner_text(): _number(row.locator("svg[role=img]").get_attribute("aria-label"))
            for row in rows.all()
        }


class Wall:
    """The big screen."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin

    @property
    def scene(self) -> Locator:
        """The screen's scene."""
        return self.page.locator("#scene")

    def opens(self, room: Room) -> None:
        """Open the room's screen link."""
        self.page.goto(self.origin + room.screen)
        self.connected()

    def reloads(self) -> None:
        """Load the same page again."""
        self.page.reload()
        self.connected()

    def connected(self) -> None:
        """Wait until the screen hears the server."""
        expect(self.page.locator("html")).to_have_attribute("data-link", "open")

    def stands(self, phase: str, round: int | None = None) -> None:
        """Wait until the screen shows a phase."""
        expect(self.scene).to_have_attribute("data-phase", phase)
        if round is not None:
            expect(self.scene).to_have_attribute("data-round", str(round))

    def table(self) -> dict[str, list[int]]:
        """The table for readers: numbers by letter; before and after in a shift."""
        rows = self.scene.locator("table tbody tr")
        expect(rows.first).to_be_attached()
        return {
            (row.locator("th").text_content() or "")[0]: [
                _number(cell) for cell in row.locator("td").all_text_contents()
            ]
            for row in rows.all()
        }

    def dots(self) -> dict[str, int]:
        """Dots by letter, counted one by one."""
        rows = self.scene.locator(".row__chart")
        return {(row.get_attribute("data-mark") or "").upper(): row.locator(".unit").count() for row in rows.all()}


def _number(text: str | None) -> int:
    return int((text or "").replace(",", "").strip())
