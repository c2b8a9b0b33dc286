"""Two lines that are set: walls, phones and the desk."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.measures.pairs import Pairs
from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, Subject


def lined(cast: Cast, camera: Camera) -> None:
    """All of them."""
    told = Subject(cast, camera, alone("lines", "Lines", asking(Pairs), minutes=4))
    told.walls("screen-lined", "talk 1", (5, 12, 30, 126, 300, 301, 1240))
    told.walls("screen-lined", "talk 1", (12, 126, 1240), STAGE)
    told.wall("screen-lining", "open 1")
    told.phones("phone-lining", "open 1", _set)
    told.phones("phone-lined", "talk 1")
    told.desk("console-lined", "talk 1")


def _set(page: Page) -> None:
    """The first one."""
    page.locator("[data-pair] [type=range]").first.fill("4")
