"""Everybody can use every kind: one of each, from the sampler, at each of its stops, on phone, wall and desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from e2e.cast import DESK, PHONE, PROJECTOR, Cast
from e2e.fake_desk import desk_page
from e2e.fake_room import FakeRoom, phone_pages
from e2e.loopback import serving
from e2e.walk import CALM, Looker
from server.activities.contract.activity import Activity
from server.phases import Phase
from server.room.board import Board
from server.scenes.render import html, page
from server.scenes.screen import screen
from tests.boards import NOW, SAMPLER, a_board

KINDS = {item.activity.key: item.activity for item in SAMPLER.run_of_show() if item.activity.takes_answers}
PEOPLE = 12


@pytest.fixture(scope="module")
def looker(browser: Browser, playwright: Playwright) -> Iterator[Looker]:
    """Somebody who looks closely."""
    with Cast(browser, playwright) as cast:
        yield Looker(cast)


def stops(activity: Activity, *but: Phase) -> dict[str, Board]:
    """A room of twelve at each stop of an activity, by the names of pages, but at those that look like another one."""
    course = {f"{step.phase}{step.round}": step for step in activity.course() if step.phase not in but}
    return {
        name: a_board(PEOPLE, step.phase, step.round, activity.key, workshop=SAMPLER) for name, step in course.items()
    }


def wall(board: Board) -> str:
    """The big screen."""
    shell = {"room": 1, "token": "t", "theme": board.theme}
    return page("pages/screen.html", {**shell, "scene_html": html(screen(board, NOW), "en")}, "en")


def wrong(looker: Looker) -> dict[str, list[str]]:
    """What was found since the last time, by what was looked for."""
    found = {what: places for what, places in looker.found.items() if places}
    looker.found.clear()
    return found


def picture(tab: Page, name: str) -> None:
    """A file of what stands on a page, in the folder that TAKE_PICTURES names, for whoever wants to look, too."""
    if folder := os.environ.get("TAKE_PICTURES"):
        tab.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("key", KINDS)
def test_everybody_can_use_it_on_a_phone(looker: Looker, key: str) -> None:
    context = looker.cast.context(**PHONE, **CALM)
    tab = looker.cast.page("a phone", context)
    with phone_pages() as site:
        first, *others = stops(KINDS[key], Phase.READ, Phase.REVEALED).items()
        room = FakeRoom(tab, site, first[1])
        for name, board in (first, *others):
            room.shows(board)
            picture(tab, f"{key}-{name}-phone")
            looker.look_at_a_phone(f"{key}, {name}", tab, axe=board.step.phase is not Phase.CLOSED)
    context.close()
    assert wrong(looker) == {}


@pytest.mark.parametrize("key", KINDS)
def test_everybody_can_read_it_on_the_wall(looker: Looker, key: str) -> None:
    context = looker.cast.context(viewport=PROJECTOR, **CALM)
    tab = looker.cast.page("the wall", context)
    pages = {name: wall(board) for name, board in stops(KINDS[key], Phase.CLOSED).items()}
    with serving(**pages) as site:
        for name in pages:
            tab.goto(site + name)
            picture(tab, f"{key}-{name}-wall")
            looker.look_up(f"{key}, {name}", tab, axe=not name.startswith(Phase.REVEALED))
    context.close()
    assert wrong(looker) == {}


@pytest.mark.parametrize("key", KINDS)
def test_whoever_facilitates_can_use_it_at_the_desk(looker: Looker, key: str) -> None:
    context = looker.cast.context(viewport=DESK, **CALM)
    tab = looker.cast.page("the desk", context)
    pages = {name: desk_page(board) for name, board in stops(KINDS[key], Phase.READ, Phase.TALK).items()}
    with serving(**pages) as site:
        for name in pages:
            tab.set_viewport_size(DESK)
            tab.goto(site + name)
            picture(tab, f"{key}-{name}-desk")
            # As high as all of it: what lies half behind the bar of moves, until one scrolls, is no small target.
            tab.set_viewport_size({"width": DESK["width"], "height": 1_800})
            looker.look(f"{key}, {name}", tab, axe=name == next(reversed(pages)))
    context.close()
    assert wrong(looker) == {}
