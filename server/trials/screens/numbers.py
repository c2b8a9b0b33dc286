"""Amounts and shared points: walls and phones."""

from __future__ import annotations

from playwright.sync_api import Page

from server.trials.screens.camera import Camera
from server.trials.screens.sampled import Fields, alone, called
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, THEMES, Subject

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
    for name, asked in (("sum", called("errands")), ("share", called("effort")), ("reasons", _reasons())):
        subject = Subject(cast, camera, alone("numbers", "Numbers", asked | {"rounds": 2}))
        subject.walls(f"screen-{name}", "talk 1", (0, 4, 5, 12, 126, 300, 301, 5000))
        subject.walls(f"screen-{name}", "talk 1", (12, 126), STAGE)
        subject.wall(f"screen-{name}-asked", "open 1")
        subject.walls(f"screen-{name}-again", "shift 2", (12, 126, 5000))
        subject.phones(f"phone-{name}-asked", "open 1", _fill)
        subject.phones(f"phone-{name}-talk", "talk 1", looks=THEMES)


def _fill(page: Page) -> None:
    """Begun, and not sent: a number to start from, or half of the points."""
    starts = page.locator("[data-start='50']")
    if starts.count():
        starts.click()
        return
    for line, taps in ((0, 1), (1, 5), (2, 2)):
        for _ in range(taps):
            page.locator("[data-shares] [data-part]").nth(line).locator("button").last.click()


def _reasons() -> Fields:
    """As many things to share out points between as there may be."""
    things = [{"key": key, "text": text, "short": short} for key, text, short in REASONS]
    asked = "Your last few ‘I couldn’t, because ...’: share out 100 points."
    return called("effort") | {"title": "“Because ...”", "question": asked, "options": things, "cues": {}}
