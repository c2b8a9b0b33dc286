"""Things put in order: walls and phones."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.measures.order import Order
from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, THEMES, Subject, send
from server.workshops.content import Workshop

ITEMS = (
    ("busy", "They are busy with their own deadline", "Their deadline"),
    ("contact", "Our contact left the company", "A lost contact"),
    ("calls", "We only call when we want something", "Our own calls"),
    ("delivery", "Our last delivery fell short", "Our last delivery"),
    ("solved", "They solved it without us", "Solved without us"),
    ("listen", "We did not listen the last time", "Not listening"),
    ("price", "Somebody else is cheaper and never said so", "The price"),
    ("nobody", "Nobody on our side is in charge of them any more", "Nobody in charge"),
)


def ordered(cast: Cast, camera: Camera) -> None:
    """All of them."""
    eight, five, four = (Subject(cast, camera, orders(many, views=None)) for many in (8, 5, 4))
    eight.walls("screen-ordered", "talk 1", (0, 4, 5, 12, 126, 300, 301, 5000))
    eight.walls("screen-ordered", "talk 1", (12, 126), STAGE)
    four.wall("screen-ordered-12-four", "talk 1", 12)
    eight.wall("screen-ordering", "open 1")
    _twice(cast, camera)
    five.phones("phone-ordering", "open 1", _order, THEMES)
    five.phone("phone-ordering-first", "open 1")
    eight.phones("phone-ordered", "talk 1", looks=THEMES)
    eight.phone("phone-ordering-320", "open 1", _order)
    eight.phone("phone-ordered-sent", "open 1", _send)
    eight.phone("phone-ordered-closed", "closed 1")


def _twice(cast: Cast, camera: Camera) -> None:
    """Two views, and two rounds."""
    views, eight = Subject(cast, camera, orders(6)), Subject(cast, camera, orders(8))
    rounds = Subject(cast, camera, orders(6, views=None, rounds=2))
    views.walls("screen-views", "talk 2", (4, 5, 12, 126, 300, 301, 5000))
    views.walls("screen-views", "talk 2", (12, 126), STAGE)
    rounds.walls("screen-reordered", "shift 2", (12, 126))
    eight.wall("screen-views-126-eight", "talk 2")
    views.wall("screen-view-second", "open 2")
    views.phone("phone-views", "talk 2")
    views.phone("phone-view-second", "open 2")
    rounds.phone("phone-reordered", "shift 2")


def _order(page: Page) -> None:
    """Two cards moved, a third lifted."""
    page.locator("[data-up]").nth(2).click()
    page.locator("[data-down]").nth(3).click()
    page.locator("[data-lift]").nth(2).click()


def _send(page: Page) -> None:
    page.locator("[data-up]").nth(2).click()
    send(page)


def orders(many: int, **more: object) -> Workshop:
    """The sampler's own example with so many of the items of the design."""
    things = [{"key": key, "text": text, "short": short} for key, text, short in ITEMS[:many]]
    return alone("silence", "Silence", asking(Order) | {"items": things} | more)
