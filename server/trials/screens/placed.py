"""Things that are placed on a field: walls, phones and the desk."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import Page

from server.activities.measures.spots import Spots
from server.trials.screens.camera import PHONE, SMALL_PHONE, Camera
from server.trials.screens.seed import Cast, examples
from server.trials.screens.statements import wall
from server.workshops.content import Workshop


def placed(cast: Cast, camera: Camera) -> None:
    """All of them."""
    two, one = _field(), _field(alone=True)
    for people in (5, 12, 126, 300, 301, 1240, 5000):
        wall(cast, camera, f"screen-placed-{people}", "talk 1", people, two)
    for people in (12, 126, 1240):
        wall(cast, camera, f"screen-placed-{people}-stage", "talk 1", people, two, theme="dark")
    wall(cast, camera, "screen-placed-alone-126", "talk 1", 126, one)
    wall(cast, camera, "screen-placed-again-126", "shift 2", 126, _field(rounds=2))
    wall(cast, camera, "screen-placing", "open 1", 126, two)
    for theme, dark in (("", False), ("-stage", True)):
        phone = partial(_phone, cast, camera, dark=dark, told=two)
        phone(f"phone-placing{theme}", "open 1")
        phone(f"phone-placing-320{theme}", "open 1", size=SMALL_PHONE)
        phone(f"phone-placed{theme}", "talk 1")
        phone(f"phone-placed-320{theme}", "talk 1", size=SMALL_PHONE)


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, *, told: Workshop, size: dict[str, int] = PHONE,
    dark: bool = False,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 126, 0 if phase.startswith("open") else None, workshop=told)
        act = _place if phase.startswith("open") else _arrive
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act)


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _place(page: Page) -> None:
    """Both, by tap, and the first one once more."""
    field = page.locator("[data-field]")
    box = field.bounding_box()
    assert box is not None
    for across, up in ((0.68, 0.32), (0.32, 0.68)):
        field.click(position={"x": box["width"] * across, "y": box["height"] * up})
    page.locator("[data-turn]").first.click()


def _field(alone: bool = False, rounds: int = 1) -> Workshop:
    """The sampler's own example, with one placement or both."""
    found = next(item.activity for item in examples() if isinstance(item.activity.poses(), Spots))
    data = found.model_dump(mode="json") | {"rounds": rounds}
    data |= {"placements": data["placements"][:1], "found": None} if alone else {}
    module = {"module": "field", "title": "Field", "activities": [data]}
    return Workshop.model_validate({"workshop": "field", "title": "Field", "minutes": 3, "modules": [module]})
