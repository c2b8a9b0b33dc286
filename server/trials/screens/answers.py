"""Several answers, a right answer, and a talk without a result: walls, phones and a console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from server.trials.screens.camera import DESK, PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.desks import fay
from server.trials.screens.peopled import Moves
from server.trials.screens.seed import Cast, examples
from server.workshops.content import Workshop

SIZES = (5, 12, 126, 301)
GONE: Moves = {("C", "A"): 2, ("B", "A"): 1}
THEMES = (("", False), ("-stage", True))


def several(cast: Cast, camera: Camera) -> None:
    """Several can be ticked, in two rounds."""
    told = _alone("tools", rounds=2)
    _wall(cast, camera, "screen-ticking", "open 1", 126, told)
    for people in SIZES:
        _wall(cast, camera, f"screen-ticked-{people}", "talk 1", people, told)
        _wall(cast, camera, f"screen-ticked-again-{people}", "shift 2", people, told)
    _wall(cast, camera, "screen-ticked-126-stage", "talk 1", 126, told, dark=True)
    _wall(cast, camera, "screen-ticked-again-12-stage", "shift 2", 12, told, dark=True)
    for theme, dark in THEMES:
        _phone(cast, camera, f"phone-ticking{theme}", "open 1", told, _tick, dark=dark)
        _phone(cast, camera, f"phone-ticked{theme}", "talk 1", told, dark=dark)
    _phone(cast, camera, "phone-ticking-320", "open 1", told, _tick, size=SMALL_PHONE)
    _phone(cast, camera, "phone-ticked-sent", "open 1", told, _send)
    _phone(cast, camera, "phone-ticked-again", "shift 2", told)
    _console(cast, camera, "console-ticked", "talk 1", told)


def right(cast: Cast, camera: Camera) -> None:
    """One is right: revealed at once, or kept back until the room has voted again."""
    shown, kept = _alone("nearest", hold=False), _alone("nearest")
    for people in SIZES:
        _wall(cast, camera, f"screen-right-{people}", "talk 1", people, shown)
        _wall(cast, camera, f"screen-right-again-{people}", "shift 2", people, kept)
    _wall(cast, camera, "screen-right-126-stage", "talk 1", 126, shown, dark=True)
    _wall(cast, camera, "screen-right-again-12-stage", "shift 2", 12, kept, dark=True)
    for theme, dark in THEMES:
        _wall(cast, camera, f"screen-kept{theme}", "talk 1", 126, kept, dark=dark)
        _phone(cast, camera, f"phone-right{theme}", "talk 1", shown, dark=dark)
        _phone(cast, camera, f"phone-kept{theme}", "talk 1", kept, dark=dark)
    _phone(cast, camera, "phone-right-320", "talk 1", shown, size=SMALL_PHONE)
    _phone(cast, camera, "phone-kept-320", "talk 1", kept, size=SMALL_PHONE)
    _phone(cast, camera, "phone-right-again", "shift 2", kept)
    for name, phase, told in (("kept", "talk 1", kept), ("right", "talk 1", shown), ("right-again", "shift 2", kept)):
        _console(cast, camera, f"console-{name}", phase, told)


def _alone(key: str, **changes: Any) -> Workshop:
    """An example of the sampler, alone."""
    items = examples()
    asked = next(item.activity for item in items if item.activity.key == key).model_dump(mode="json")
    module = {"module": key, "title": key, "activities": [asked | changes]}
    return Workshop.model_validate(
        {"workshop": key, "title": asked["title"], "minutes": asked["minutes"], "modules": [module]}
    )


def _wall(
    cast: Cast, camera: Camera, name: str, phase: str, people: int, told: Workshop, *, dark: bool = False
) -> None:
    if camera.wants(name):
        theme = "dark" if dark else "paper"
        place = cast.room(
            phase, people, 0 if phase.startswith("open") else None, workshop=told, theme=theme, moves=GONE
        )
        camera.visit(name, f"/screen/{place.screen}", WALL)


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, told: Workshop, act: Callable[[Page], None] | None = None,
    *, size: dict[str, int] = PHONE, dark: bool = False,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 126, 0 if phase.startswith("open") else None, workshop=told, moves=GONE)
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act or _arrive)


def _console(cast: Cast, camera: Camera, name: str, phase: str, told: Workshop) -> None:
    if camera.wants(name):
        place = cast.room(phase, 126, workshop=told, moves=GONE)
        camera.visit(name, f"/rooms/{place.room}", DESK, cookies=[fay(cast)])


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _tick(page: Page) -> None:
    for at in (0, 2):
        page.locator("label:has(input[type=checkbox])").nth(at).click()


def _send(page: Page) -> None:
    _tick(page)
    page.locator("#send").click()
    page.get_by_role("heading", name="Your answer is in.").wait_for()
