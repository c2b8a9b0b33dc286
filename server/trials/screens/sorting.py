"""Things that are sorted into bins: walls and phones."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import Page

from server.activities.measures.nominals import Nominals
from server.trials.screens.camera import PHONE, SMALL_PHONE, Camera
from server.trials.screens.seed import Cast, examples
from server.trials.screens.statements import wall
from server.workshops.content import Workshop

PRACTICES = (
    ("ringing", "Ringing back as promised, even without news", "ringing back, no news"),
    ("fault", "Telling them of a fault before they find it", "telling of a fault"),
    ("discount", "A discount that ends tonight", "discount ends tonight"),
    ("leavers", "A better price for those who threaten to go", "a price for leavers"),
    ("score", "Asking for a top score in the survey", "asking for a top score"),
    ("name", "Their first name in every sentence", "first name every time"),
    ("silence", "Silence about the cheaper version", "hiding the cheaper one"),
    ("boss", "Copying their boss in, so that it moves", "copying their boss in"),
)
FOUR = ("do it", "do it sometimes", "ask first", "stop it")


def sorted_into_bins(cast: Cast, camera: Camera) -> None:
    """All of them."""
    two, four = _practices(), _practices(*FOUR)
    for people in (5, 12, 126, 300, 301, 5000):
        wall(cast, camera, f"screen-bins-{people}", "talk 1", people, two)
    for people in (12, 126):
        wall(cast, camera, f"screen-bins-{people}-stage", "talk 1", people, two, theme="dark")
    wall(cast, camera, "screen-bins-asked", "open 1", 126, two)
    for people in (126, 301):
        wall(cast, camera, f"screen-bins-in-four-{people}", "talk 1", people, four)
        wall(cast, camera, f"screen-bins-again-{people}", "shift 2", people, _practices(rounds=2))
    for theme, dark in (("", False), ("-stage", True)):
        phone = partial(_phone, cast, camera, dark=dark, told=two)
        phone(f"phone-bins-asked{theme}", "open 1")
        phone(f"phone-bins-asked-320{theme}", "open 1", size=SMALL_PHONE)
        phone(f"phone-bins{theme}", "talk 1")
        phone(f"phone-bins-320{theme}", "talk 1", size=SMALL_PHONE)
    _phone(cast, camera, "phone-bins-in-four", "talk 1", told=four)


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, *, told: Workshop, size: dict[str, int] = PHONE,
    dark: bool = False,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 126, 0 if phase.startswith("open") else None, workshop=told)
        act = _sort if phase.startswith("open") else _arrive
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act)


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _sort(page: Page) -> None:
    for part, bin in ((0, 0), (1, 1), (2, 0)):
        page.locator("fieldset fieldset").nth(part).locator("label").nth(bin).click()


def _practices(*bins: str, rounds: int = 1) -> Workshop:
    """The sampler's own example with the things of the design, in its own bins or others."""
    found = next(item.activity for item in examples() if isinstance(item.activity.poses(), Nominals))
    few = PRACTICES[:6] if bins else PRACTICES
    items = [{"key": key, "text": text, "short": short} for key, text, short in few]
    own = {"bins": [{"key": f"b{at}", "text": text} for at, text in enumerate(bins)]} if bins else {}
    words = {"items": items, "rounds": rounds, **own}
    module = {"module": "bins", "title": "Bins", "activities": [found.model_dump(mode="json") | words]}
    return Workshop.model_validate({"workshop": "bins", "title": "Bins", "minutes": 3, "modules": [module]})
