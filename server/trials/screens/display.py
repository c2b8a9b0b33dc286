"""Display settings: what stands behind "Aa", the phone in the largest text, and walls with larger text."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.measures.nominals import Nominals
from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import FIRST, Cast
from server.trials.screens.subject import LOOKS, SMALL, STAGE, Subject


def display(cast: Cast, camera: Camera) -> None:
    """All of them."""
    voted, sorted_ = Subject(cast, camera, first=FIRST), Subject(cast, camera, alone("bins", "Bins", asking(Nominals)))
    voted.phones("phone-display", "open 1", _open, LOOKS)
    voted.phones("phone-largest", "open 1", _largest, ("", SMALL))
    voted.phones("phone-contrast", "talk 1", _contrast, ("", STAGE))
    sorted_.phone("phone-without-marks", "talk 1", _no_marks)
    for phase in ("open 1", "talk 1"):
        voted.wall(f"screen-larger-{phase.partition(' ')[0]}", phase, act=_larger)
    voted.wall(f"screen-larger-talk{STAGE}", "talk 1", act=_larger)


def _open(page: Page) -> None:
    page.locator("#aa-open").click()


def _pick(page: Page, name: str, value: str) -> None:
    _open(page)
    page.locator(f"#display [name={name}][value={value}]").check()
    page.locator("#display button").click()


def _largest(page: Page) -> None:
    _pick(page, "size", "largest")


def _contrast(page: Page) -> None:
    _pick(page, "contrast", "more")


def _no_marks(page: Page) -> None:
    _pick(page, "marks", "off")


def _larger(page: Page) -> None:
    page.locator("[data-larger]:not([hidden])").wait_for(state="attached")
    page.keyboard.press("l")
