"""Things put in order: walls and phones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playwright.sync_api import Page

from server.activities.measures.order import Order
from server.trials.screens.camera import PHONE, SMALL_PHONE, Camera
from server.trials.screens.seed import Cast, examples
from server.trials.screens.statements import wall
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
    told = orders(8, views=None)
    for people in (0, 4, 5, 12, 126, 300, 301, 5000):
        wall(cast, camera, f"screen-ordered-{people}", "talk 1", people, told)
    wall(cast, camera, "screen-ordered-12-four", "talk 1", 12, orders(4, views=None))
    for people in (12, 126):
        wall(cast, camera, f"screen-ordered-{people}-stage", "talk 1", people, told, theme="dark")
    wall(cast, camera, "screen-ordering", "open 1", 126, told)
    _twice(cast, camera)
    five = orders(5, views=None)
    for theme in ("", "-stage"):
        _phone(cast, camera, f"phone-ordering{theme}", "open 1", five, act=_order)
        _phone(cast, camera, f"phone-ordered{theme}", "talk 1", told)
    _phone(cast, camera, "phone-ordering-first", "open 1", five)
    _phone(cast, camera, "phone-ordering-320", "open 1", told, act=_order, size=SMALL_PHONE)
    _phone(cast, camera, "phone-ordered-sent", "open 1", told, act=_send)
    _phone(cast, camera, "phone-ordered-closed", "closed 1", told)


def _twice(cast: Cast, camera: Camera) -> None:
    """Two views, and two rounds."""
    views, rounds = orders(6), orders(6, views=None, rounds=2)
    for people in (4, 5, 12, 126, 300, 301, 5000):
        wall(cast, camera, f"screen-views-{people}", "talk 2", people, views)
    for people in (12, 126):
        wall(cast, camera, f"screen-reordered-{people}", "shift 2", people, rounds)
        wall(cast, camera, f"screen-views-{people}-stage", "talk 2", people, views, theme="dark")
    wall(cast, camera, "screen-views-126-eight", "talk 2", 126, orders(8))
    wall(cast, camera, "screen-view-second", "open 2", 126, views)
    _phone(cast, camera, "phone-views", "talk 2", views)
    _phone(cast, camera, "phone-view-second", "open 2", views)
    _phone(cast, camera, "phone-reordered", "shift 2", rounds)


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, told: Workshop, act: Callable[[Page], None] | None = None,
    size: dict[str, int] = PHONE,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 126, 0 if phase.startswith("open") else None, workshop=told)
        dark = name.endswith("-stage")
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act or _arrive)


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _order(page: Page) -> None:
    """Two cards moved, a third lifted."""
    page.locator("[data-up]").nth(2).click()
    page.locator("[data-down]").nth(3).click()
    page.locator("[data-lift]").nth(2).click()


def _send(page: Page) -> None:
    page.locator("[data-up]").nth(2).click()
    page.locator("#send").click()
    page.get_by_role("heading", name="Your answer is in.").wait_for()


def orders(many: int, **more: object) -> Workshop:
    """The sampler's own example with so many of the items of the design."""
    items = examples()
    found = next(item.activity for item in items if isinstance(item.activity.poses(), Order))
    things: Sequence[dict[str, str]] = [{"key": key, "text": text, "short": short} for key, text, short in ITEMS[:many]]
    activity = found.model_dump(mode="json") | {"items": things} | more
    module = {"module": "silence", "title": "Silence", "activities": [activity]}
    return Workshop.model_validate({"workshop": "silence", "title": "Silence", "minutes": 3, "modules": [module]})
