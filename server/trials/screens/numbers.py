"""Amounts and shared points: walls and phones."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import Page

from server.trials.screens.camera import PHONE, SMALL_PHONE, Camera
from server.trials.screens.seed import Cast, examples
from server.trials.screens.statements import wall
from server.workshops.content import Workshop

REASONS = (
    ("people", "People who did not care", "people"),
    ("message", "A message misunderstood", "misunderstandings"),
    ("machine", "A machine that broke down", "machines"),
    ("material", "Faulty material", "material"),
    ("weather", "The weather", "the weather"),
    ("luck", "Plain bad luck", "bad luck"),
)


def numbers(cast: Cast, camera: Camera) -> None:
    """All of them."""
    for name, told in (("sum", _example("errands")), ("share", _example("effort")), ("reasons", _reasons())):
        for people in (0, 4, 5, 12, 126, 300, 301, 5000):
            wall(cast, camera, f"screen-{name}-{people}", "talk 1", people, told)
        wall(cast, camera, f"screen-{name}-126-stage", "talk 1", 126, told, theme="dark")
        wall(cast, camera, f"screen-{name}-12-stage", "talk 1", 12, told, theme="dark")
        wall(cast, camera, f"screen-{name}-asked", "open 1", 126, told)
        for people in (12, 126, 5000):
            wall(cast, camera, f"screen-{name}-again-{people}", "shift 2", people, told)
        for theme, dark in (("", False), ("-stage", True)):
            phone = partial(_phone, cast, camera, told=told, dark=dark)
            phone(f"phone-{name}-asked{theme}", "open 1")
            phone(f"phone-{name}-asked-320{theme}", "open 1", size=SMALL_PHONE)
            phone(f"phone-{name}-talk{theme}", "talk 1")


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, *, told: Workshop, size: dict[str, int] = PHONE,
    dark: bool = False,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 126, 0 if phase.startswith("open") else None, workshop=told)
        act = _fill if phase.startswith("open") else _arrive
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act)


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _fill(page: Page) -> None:
    """Begun, and not sent: a number to start from, or half of the points."""
    _arrive(page)
    starts = page.locator("[data-start='50']")
    if starts.count():
        starts.click()
        return
    for line, taps in ((0, 1), (1, 5), (2, 2)):
        for _ in range(taps):
            page.locator("[data-shares] [data-part]").nth(line).locator("button").last.click()


def _example(key: str) -> Workshop:
    """The sampler's own example alone, in two rounds."""
    items = examples()
    found = next(item.activity for item in items if item.activity.key == key)
    return _alone(found.model_dump(mode="json", by_alias=True) | {"rounds": 2})


def _reasons() -> Workshop:
    """As many things to share out points between as there may be."""
    found = _example("effort").run_of_show()[0].activity.model_dump(mode="json", by_alias=True)
    things = [{"key": key, "text": text, "short": short} for key, text, short in REASONS]
    asked = "Your last few ‘I couldn’t, because ...’: share out 100 points."
    return _alone(found | {"title": "“Because ...”", "question": asked, "options": things, "cues": {}})


def _alone(activity: dict[str, object]) -> Workshop:
    module = {"module": "numbers", "title": "Numbers", "activities": [activity]}
    told = {"workshop": "numbers", "title": "Numbers", "minutes": 3, "modules": [module]}
    return Workshop.model_validate(told)
