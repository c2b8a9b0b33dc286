"""Texts that people write: the tray of whoever sorts them, walls and phones."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.contract.texts import Texts
from server.trials.screens.camera import Camera
from server.trials.screens.grouping import grouping, on_paper
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import SMALL, STAGE, THEMES, Subject, send
from server.workshops.content import Workshop

WRITTEN = "Our service team, I can give you their nu"
PHONES = 40


def written(cast: Cast, camera: Camera) -> None:
    """All of them."""
    sorted_, walled = texts(), texts(groups=[])
    marked = texts(groups=[], upvotes={"question": "I would say that"})
    _sorted(Subject(cast, camera, sorted_, PHONES))
    _walled(Subject(cast, camera, walled, PHONES))
    _marked(Subject(cast, camera, marked, PHONES))
    grouping(cast, camera, sorted_)
    on_paper(cast, camera, "results-grouped", sorted_, "talk 1")
    on_paper(cast, camera, "results-texts", walled, "talk 1")
    on_paper(cast, camera, "results-marked", marked, "talk 2")
    for name, told in (("grouping", sorted_), ("reading", walled)):
        half_done = Subject(cast, camera, told, hands=0.6)
        for theme in THEMES:
            half_done.desk(f"console-{name}{theme}", "closed 1", answered=104)


def _sorted(subject: Subject) -> None:
    for people, answered in ((0, 0), (4, 4), (5, 5), (12, 10), (126, 104), (300, 260), (301, 301), (5000, 4100)):
        subject.wall(f"screen-grouped-{people}", "talk 1", people, answered)
    for people in (12, 126):
        subject.wall(f"screen-grouped-{people}{STAGE}", "talk 1", people, people - 2)
    subject.wall("screen-text-asked", "open 1", 126, 83)
    subject.phones("phone-text", "open 1", _write, (*THEMES, SMALL))
    subject.phones("phone-grouped", "talk 1", looks=(*THEMES, SMALL))
    subject.phone("phone-written-sent", "open 1", _send)
    subject.phone("phone-written-closed", "closed 1")


def _walled(subject: Subject) -> None:
    subject.walls("screen-texts", "talk 1", (5, 12, 126))
    subject.wall("screen-texts-126-stage", "revealed 1", 126)
    subject.phones("phone-texts", "talk 1", _hung, THEMES)


def _marked(subject: Subject) -> None:
    subject.walls("screen-marked", "talk 2", (12, 126))
    subject.wall("screen-marking", "open 2", 126, 83)
    subject.phone("phone-marking", "open 2", _mark, answered=PHONES)
    subject.phone("phone-marked", "talk 2", _hung)


def _hung(page: Page) -> None:
    page.locator("[data-wall] li").first.wait_for()


def _mark(page: Page) -> None:
    page.locator("label.answer:not([data-my-off])").nth(1).click()


def _write(page: Page) -> None:
    page.locator("#scene textarea").first.press_sequentially(WRITTEN)


def _send(page: Page) -> None:
    _write(page)
    send(page)


def texts(**more: object) -> Workshop:
    """The sampler's own example, sensitive as it is in a firm."""
    return alone("words", "Words", asking(Texts) | {"sensitive": True} | more)
