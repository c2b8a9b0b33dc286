"""Questions from the room: the wall that looks at them, one that is lifted over a vote, phones and the desk."""

from __future__ import annotations

from playwright.sync_api import Page

from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, called
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, Subject


def asked(cast: Cast, camera: Camera) -> None:
    """All of them."""
    item = Subject(cast, camera, alone("asks", "Questions", called("questions"), minutes=4))
    beside = Subject(
        cast, camera, alone("beside", "Lunch", called("lunch"), called("questions") | {"from_start": True}, minutes=9)
    )
    item.walls("screen-asks", "talk 0", (5, 12, 126, 300, 301, 5000))
    item.walls("screen-asks", "talk 0", (12, 126), STAGE)
    item.wall("screen-asks-collected", "read 0")
    item.wall("screen-asks-few", "talk 0", 4)
    beside.wall("screen-asks-lifted", "open 1")
    item.phones("phone-asks", "talk 0", _me_too)
    beside.phones("phone-asks-beside", "open 1", _opens)
    item.desk("console-asks", "talk 0")
    beside.desk("console-asks-beside", "open 1", _reads)


def _me_too(page: Page) -> None:
    page.locator(".ask__too[aria-pressed=false]").first.click()
    page.locator(".ask__too[aria-pressed=true]").first.wait_for()


def _opens(page: Page) -> None:
    page.locator("#asks-door summary").click()
    page.locator(".ask").first.wait_for()
    page.locator("#asks-text").fill("Is passing on")


def _reads(page: Page) -> None:
    page.locator("#asks-read").click()
