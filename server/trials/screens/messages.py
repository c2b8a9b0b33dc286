"""Messages of two sides that are put in order by the clock: walls, phones and the desk."""

from __future__ import annotations

from playwright.sync_api import Page

from server.trials.screens.camera import Camera
from server.trials.screens.sampled import Fields, alone, called
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, THEMES, Subject
from server.workshops.content import Workshop

MORE = (
    ("supplier", "customer", "Bruns & Sons", "We are talking to another supplier", "another supplier"),
    ("calls", "own", "Call tracker", "You are 11 calls under target", "11 calls under target"),
)
LONGEST = "We have waited since Monday for news"
BY = "Northside dairies"


def ordered_by_the_clock(cast: Cast, camera: Camera) -> None:
    """All of them."""
    eight, again = Subject(cast, camera, inbox()), Subject(cast, camera, inbox(rounds=2))
    eight.walls("screen-inbox", "talk 1", (0, 4, 5, 12, 126, 300, 301, 5000))
    eight.walls("screen-inbox", "talk 1", (12, 126), STAGE)
    eight.walls("screen-inbox-asked", "open 1", (12, 126))
    eight.wall("screen-inbox-asked-stage", "open 1")
    again.walls("screen-inbox-again", "shift 2", (126,))
    longest = Subject(cast, camera, _longest())
    longest.wall("screen-inbox-longest", "talk 1")
    longest.wall("screen-inbox-longest-asked", "open 1")
    eight.phones("phone-inbox-first", "open 1")
    eight.phones("phone-inbox", "open 1", _lift)
    eight.phones("phone-inbox-seen", "talk 1", looks=THEMES)
    longest.phone("phone-inbox-longest-320", "open 1")
    eight.desk("desk-inbox", "open 1", people=12, answered=7)
    eight.desk("desk-inbox-before", "read", people=12)
    eight.desk("desk-inbox-seen", "talk 1", people=12)


def _lift(page: Page) -> None:
    """Two cards moved, a third lifted."""
    page.locator("[data-up]").nth(2).click()
    page.locator("[data-down]").nth(3).click()
    page.locator("[data-lift]").nth(2).click()


def inbox(**more: object) -> Workshop:
    """The sampler's own example with all eight messages of the design."""
    asked = called("inbox")
    further = [_message(*each) for each in MORE]
    return alone("inbox", "Inbox", asked | {"messages": [*asked["messages"], *further]} | more)


def _longest() -> Workshop:
    """Eight of the longest messages."""
    asked = called("inbox")
    sides = [side["key"] for side in asked["sides"]]
    messages = [_message(f"m{at}", sides[at % 2], BY, LONGEST, f"message {at}") for at in range(8)]
    return alone("inbox", "Inbox", asked | {"messages": messages, "story": None})


def _message(key: str, side: str, sender: str, text: str, short: str) -> Fields:
    return {"key": key, "side": side, "from": sender, "text": text, "short": short}
