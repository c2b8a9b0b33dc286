"""What people write for themselves: walls that say how many, and phones that have it to the end."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.measures.own import Own
from server.activities.measures.promise import Promise
from server.trials.screens.camera import Camera
from server.trials.screens.grouping import on_paper
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import SMALL, STAGE, THEMES, Subject, send

SENTENCE = "say what I know, and what I don’t, the same day."


def own(cast: Cast, camera: Camera) -> None:
    """All of them."""
    sentence = Subject(cast, camera, alone("count", "Count on me", asking(Own)))
    for people, answered in ((5, 5), (12, 10), (126, 119), (300, 280), (301, 290), (5000, 4100)):
        sentence.wall(f"screen-own-{people}", "talk 1", people, answered)
    sentence.wall(f"screen-own-126{STAGE}", "talk 1", answered=119)
    sentence.phones("phone-own", "open 1", _end, (*THEMES, SMALL))
    sentence.phone("phone-own-sent", "open 1", _sent)
    sentence.phones("phone-own-shown", "talk 1", looks=(*THEMES, SMALL))
    sentence.phones("phone-own-ended", "ended", looks=(*THEMES, SMALL))
    sentence.desk("console-own", "closed 1", answered=119)
    told = alone("one", "One millimetre", asking(Promise))
    promised(Subject(cast, camera, told))
    on_paper(cast, camera, "results-promises", told, "talk 1")
    mirrored = Subject(cast, camera, alone("one", "One millimetre", asking(Promise), language="ar"))
    mirrored.wall("screen-ruler-mirrored", "talk 1", 12)
    mirrored.phone("phone-promise-mirrored", "open 1", _promise)


def promised(subject: Subject) -> None:
    """Promises on the ruler."""
    for people, answered in ((5, 5), (12, 11), (126, 96), (300, 280), (301, 301), (5000, 4100)):
        subject.wall(f"screen-ruler-{people}", "talk 1", people, answered)
    subject.wall("screen-ruler-shown", "revealed 1", answered=96)
    subject.wall(f"screen-ruler-126{STAGE}", "talk 1", answered=96)
    subject.wall("screen-promise-asked", "open 1", answered=61)
    subject.phones("phone-promise", "open 1", _promise, (*THEMES, SMALL))
    subject.phones("phone-promise-sent", "open 1", _promised, (*THEMES, SMALL))
    subject.phones("phone-ruler", "talk 1", looks=(*THEMES, SMALL))
    subject.phone("phone-promise-ended", "ended")
    subject.desk("console-ruler", "closed 1", answered=96)


def _end(page: Page) -> None:
    page.locator("[data-answer] textarea").fill(SENTENCE)


def _sent(page: Page) -> None:
    _end(page)
    send(page)


def _promise(page: Page) -> None:
    page.locator("[data-answer] textarea").fill("I’ll phone back even when I have no news.")
    page.locator(".days label:visible").nth(3).click()


def _promised(page: Page) -> None:
    _promise(page)
    send(page)
