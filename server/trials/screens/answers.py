"""Several answers, a right answer, and a talk without a result: walls, phones and a console."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from server.trials.screens.camera import Camera
from server.trials.screens.opinions import Moves
from server.trials.screens.sampled import alone, called
from server.trials.screens.seed import Cast
from server.trials.screens.subject import SMALL, THEMES, Subject, send

SIZES = (5, 12, 126, 301)
GONE: Moves = {("C", "A"): 2, ("B", "A"): 1}


def several(cast: Cast, camera: Camera) -> None:
    """Several can be ticked, in two rounds."""
    tools = _subject(cast, camera, "tools", rounds=2)
    tools.wall("screen-ticking", "open 1")
    tools.walls("screen-ticked", "talk 1", SIZES)
    tools.walls("screen-ticked-again", "shift 2", SIZES)
    tools.wall("screen-ticked-126-stage", "talk 1")
    tools.wall("screen-ticked-again-12-stage", "shift 2", 12)
    tools.phones("phone-ticking", "open 1", _tick, (*THEMES, SMALL))
    tools.phones("phone-ticked", "talk 1", looks=THEMES)
    tools.phone("phone-ticked-sent", "open 1", _send)
    tools.phone("phone-ticked-again", "shift 2")
    tools.desk("console-ticked", "talk 1")


def right(cast: Cast, camera: Camera) -> None:
    """One is right: revealed at once, or kept back until the room has voted again."""
    shown, kept = _subject(cast, camera, "nearest", hold=False), _subject(cast, camera, "nearest")
    shown.walls("screen-right", "talk 1", SIZES)
    kept.walls("screen-right-again", "shift 2", SIZES)
    shown.wall("screen-right-126-stage", "talk 1")
    kept.wall("screen-right-again-12-stage", "shift 2", 12)
    for theme in THEMES:
        kept.wall(f"screen-kept{theme}", "talk 1")
    shown.phones("phone-right", "talk 1", looks=(*THEMES, SMALL))
    kept.phones("phone-kept", "talk 1", looks=(*THEMES, SMALL))
    kept.phone("phone-right-again", "shift 2")
    kept.desk("console-kept", "talk 1")
    shown.desk("console-right", "talk 1")
    kept.desk("console-right-again", "shift 2")


def _subject(cast: Cast, camera: Camera, key: str, **changes: Any) -> Subject:
    """An example of the sampler, alone."""
    asked = called(key)
    told = alone(key, asked["title"], asked | changes, minutes=asked["minutes"])
    return Subject(cast, camera, told, moves=GONE)


def _tick(page: Page) -> None:
    for at in (0, 2):
        page.locator("#scene label:has(input[type=checkbox])").nth(at).click()


def _send(page: Page) -> None:
    _tick(page)
    send(page)
