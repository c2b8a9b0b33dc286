"""Texts that people write: the tray of whoever sorts them, walls and phones."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from server.activities.contract.texts import Texts
from server.trials.screens.camera import DESK, PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.desks import fay
from server.trials.screens.grouping import grouping, on_paper
from server.trials.screens.seed import Cast, examples
from server.workshops.content import Workshop

WRITTEN = "Our service team, I can give you their nu"


def written(cast: Cast, camera: Camera) -> None:
    """All of them."""
    sorted_, walled = texts(), texts(groups=[])
    for people, answered in ((0, 0), (4, 4), (5, 5), (12, 10), (126, 104), (300, 260), (301, 301), (5000, 4100)):
        _wall(cast, camera, f"screen-grouped-{people}", "talk 1", people, answered, sorted_)
    for people in (5, 12, 126):
        _wall(cast, camera, f"screen-texts-{people}", "talk 1", people, people, walled)
    marked = texts(groups=[], upvotes={"question": "I would say that"})
    for people in (12, 126):
        _wall(cast, camera, f"screen-marked-{people}", "talk 2", people, people, marked)
    _wall(cast, camera, "screen-marking", "open 2", 126, 83, marked)
    _phone(cast, camera, "phone-marking", "open 2", marked, _mark)
    _phone(cast, camera, "phone-marked", "talk 2", marked, _hung)
    for people in (12, 126):
        _wall(cast, camera, f"screen-grouped-{people}-stage", "talk 1", people, people - 2, sorted_, "dark")
    _wall(cast, camera, "screen-texts-126-stage", "revealed 1", 126, 126, walled, "dark")
    _wall(cast, camera, "screen-text-asked", "open 1", 126, 83, sorted_)
    for theme in ("", "-stage"):
        dark = bool(theme)
        _phone(cast, camera, f"phone-text{theme}", "open 1", sorted_, _write, dark=dark)
        _phone(cast, camera, f"phone-grouped{theme}", "talk 1", sorted_, dark=dark)
        _phone(cast, camera, f"phone-texts{theme}", "talk 1", walled, _hung, dark=dark)
    _phone(cast, camera, "phone-grouped-320", "talk 1", sorted_, size=SMALL_PHONE)
    _phone(cast, camera, "phone-text-320", "open 1", sorted_, _write, size=SMALL_PHONE)
    _phone(cast, camera, "phone-written-sent", "open 1", sorted_, _send)
    _phone(cast, camera, "phone-written-closed", "closed 1", sorted_)
    grouping(cast, camera, sorted_)
    on_paper(cast, camera, "results-grouped", sorted_, "talk 1")
    on_paper(cast, camera, "results-texts", walled, "talk 1")
    on_paper(cast, camera, "results-marked", marked, "talk 2")
    for name, phase, told in (("grouping", "closed 1", sorted_), ("reading", "closed 1", walled)):
        for theme in ("", "-stage"):
            if camera.wants(f"console-{name}{theme}"):
                place = cast.room(phase, 126, 104, workshop=told, hands=0.6)
                camera.visit(
                    f"console-{name}{theme}", f"/rooms/{place.room}", DESK, dark=bool(theme), cookies=[fay(cast)]
                )


def _wall(
    cast: Cast, camera: Camera, name: str, phase: str, people: int, answered: int, told: Workshop, theme: str = "paper"
) -> None:
    if camera.wants(name):
        place = cast.room(phase, people, answered, workshop=told, theme=theme)
        camera.visit(name, f"/screen/{place.screen}", WALL)


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, told: Workshop, act: Callable[[Page], None] | None = None,
    *, size: dict[str, int] = PHONE, dark: bool = False,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 40, 0 if phase == "open 1" else None, workshop=told)
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act or _arrive)


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _hung(page: Page) -> None:
    page.locator("[data-wall] li").first.wait_for()


def _mark(page: Page) -> None:
    page.locator("label.answer:not([data-my-off])").nth(1).click()


def _write(page: Page) -> None:
    page.locator("textarea").first.press_sequentially(WRITTEN)


def _send(page: Page) -> None:
    _write(page)
    page.locator("#send").click()
    page.get_by_role("heading", name="Your answer is in.").wait_for()


def texts(**more: object) -> Workshop:
    """The sampler's own example, sensitive as it is in a firm."""
    items = examples()
    found = next(item.activity for item in items if isinstance(item.activity.poses(), Texts))
    activity = found.model_dump(mode="json") | {"sensitive": True} | more
    module = {"module": "words", "title": "Words", "activities": [activity]}
    return Workshop.model_validate({"workshop": "words", "title": "Words", "minutes": 3, "modules": [module]})
