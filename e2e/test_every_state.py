"""Everybody can use every state that no walk passes: half-way, sent, lost, refused, empty, asked over another page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from e2e import looks
from e2e.cast import DESK, PHONE, PROJECTOR, Cast
from e2e.fake_desk import a_desk
from e2e.fake_room import FakeRoom, Message, phone_pages
from e2e.loopback import serving
from e2e.test_every_kind import KINDS, wall, wrong
from e2e.test_other_eyes import LOOKS
from e2e.walk import CALM, Looker
from server.activities.contract.question import Lean
from server.clock import now
from server.dice import dice_of
from server.room.board import Board
from server.scenes.library import library
from server.scenes.render import page
from server.scenes.results import results
from tests.boards import SAMPLER, a_board

ONE_EACH = {activity.kind: key for key, activity in KINDS.items()}


class Close(Looker):
    """Somebody who looks closely, in daylight, in the dark and in colours of their own."""

    def looks_at(self, where: str, tab: Page) -> None:
        """Look at a page as it stands."""
        self.note("order", where, looks.measure(tab, "order"))
        self.note("axe", where, looks.axe(tab, self.cast))
        tab.emulate_media(color_scheme="dark")
        self.note("axe", f"{where}, dark", looks.axe(tab, self.cast, looks.OF_COLOUR))
        tab.emulate_media(color_scheme="light", forced_colors="active")
        self.note("unreadable", where, tab.evaluate(f"({LOOKS}).unreadable()"))
        tab.emulate_media(forced_colors="none")


@pytest.fixture(scope="module")
def looker(browser: Browser, playwright: Playwright) -> Iterator[Close]:
    """Somebody who looks closely."""
    with Cast(browser, playwright) as cast:
        yield Close(cast)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The phone's pages."""
    with phone_pages() as address:
        yield address


def a_phone(looker: Close) -> Page:
    """A phone in a hand."""
    return looker.cast.page("a phone", looker.cast.context(**PHONE, **CALM))


def asked(key: str, phase: str = "open", language: str = "en") -> Board:
    """A room of twelve at one of the sampler's questions."""
    return a_board(12, phase, 1, key, workshop=SAMPLER, language=language)


def gave(key: str) -> dict[str, Message]:
    """Somebody's answer that is in."""
    value = KINDS[key].poses().guess(dice_of(7), Lean())
    return {f"{key}.1": {"answer_id": f"{1:032x}", "rev": 1, "value": value}}


def test_an_answer_that_is_in(looker: Close, address: str) -> None:
    tab = a_phone(looker)
    for key in ONE_EACH.values():
        FakeRoom(tab, address, asked(key), answers=gave(key))
        expect(tab.locator("body")).to_have_attribute("data-phone", "answered")
        looker.looks_at(f"{key}, answered", tab)
    assert wrong(looker) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_card_that_is_lifted(looker: Close, address: str, language: str) -> None:
    tab = a_phone(looker)
    FakeRoom(tab, address, asked("silence", language=language), answers=gave("silence"))
    tab.locator("[data-do=change]").click()
    tab.locator("[data-lift]").nth(1).click()
    expect(tab.locator("[data-my-lifted]")).to_be_visible()
    looker.looks_at(f"a lifted card, {language}", tab)
    assert wrong(looker) == {}


def test_what_is_not_whole_or_goes_wrong_on_a_phone(looker: Close, address: str) -> None:
    tab = a_phone(looker)
    room = FakeRoom(tab, address, asked("tools"))
    for box in tab.locator("[name=value]").all():
        box.click()
    expect(tab.locator("#send")).to_be_disabled()
    looker.looks_at("too many are ticked", tab)
    room.shows(asked("errands"))
    tab.locator("[name=value]").fill("10000000")
    expect(tab.locator("#send")).to_be_disabled()
    looker.looks_at("a number out of range", tab)
    room.shows(asked("lunch"))
    expect(tab.locator("#note")).to_be_visible()
    looker.looks_at("a note", tab)
    tab.locator("label.answer").first.click()
    tab.locator("#send").click()
    expect(tab.locator("body")).to_have_attribute("data-phone", "sending")
    looker.looks_at("sending", tab)
    room.refuses("not-saved", final=False)
    expect(tab.get_by_role("alert")).to_be_visible()
    looker.looks_at("not saved", tab)
    room.reachable = False
    room.drops()
    expect(tab.locator("html")).to_have_attribute("data-link", "offline")
    looker.looks_at("kept, offline", tab)
    assert wrong(looker) == {}


def test_a_door_that_is_closed(looker: Close, address: str) -> None:
    tab = a_phone(looker)
    room = FakeRoom(tab, address, asked("lunch", "closed"))
    room.drops(4410)
    expect(tab.locator("#stopped")).to_be_visible()
    looker.looks_at("a room that was deleted", tab)
    for error in ("rehearsal", "too-many"):
        with serving(door=page("pages/join.html", {"code": "482917", "error": error}, "en")) as site:
            tab.goto(f"{site}door")
            looker.looks_at(f"the door, {error}", tab)
    assert wrong(looker) == {}


def test_what_lies_over_the_desk(looker: Close) -> None:
    tab = looker.cast.page("the desk", looker.cast.context(viewport=DESK, **CALM))
    keys = tab.keyboard
    with a_desk(tab, a_board(phase="talk")) as desk:
        keys.press("a")
        tab.locator("#asking [name=question]").fill("Who?")
        tab.locator("#asking [name=kind][value=scale]").check(force=True)
        looker.looks_at("asking by statements", tab)
        tab.locator("#asking [name=kind][value=choice]").check(force=True)
        for line in tab.locator("#asking [name=answer]:visible").all():
            line.fill("Me")
        keys.press("Control+Enter")  # to a server that knows no such room
        expect(tab.locator("#asking").get_by_role("alert")).to_be_visible()
        looker.looks_at("asking, and a no", tab)
        keys.press("Escape")
        tab.locator("#skip").click()
        looker.looks_at("skipping", tab)
        keys.press("Escape")
        keys.press("f")
        tab.locator("#joining form[action$='/screen-link'] button").click()
        looker.looks_at("a new link over the way in", tab)
        keys.press("Escape")
        keys.press("Escape")
        desk.drops()
        expect(tab.locator("#trouble")).to_be_visible()
        looker.looks_at("no connection", tab)
    assert wrong(looker) == {}


def test_what_is_empty(looker: Close) -> None:
    tab = looker.cast.page("Fay", looker.cast.context(viewport=DESK, **CALM))
    with a_desk(tab, a_board(0, phase="lobby")):
        looker.looks_at("a lobby with nobody", tab)
    shelf = library("Fay", [], [], "/workshops", "en")
    nothing = results(a_board(phase="read"), frozenset(), now())
    pages = {
        "library": page(shelf.template, shelf.context, "en"),
        "results": page(nothing.template, nothing.context, "en"),
    }
    with serving(**pages) as site:
        for name in pages:
            tab.goto(f"{site}{name}")
            looker.looks_at(f"{name} with nothing on it", tab)
    assert wrong(looker) == {}


@pytest.mark.parametrize("code", [4404, 4410])
def test_a_wall_that_is_gone(looker: Close, code: int) -> None:
    tab = looker.cast.page("the wall", looker.cast.context(viewport=PROJECTOR, **CALM))
    with serving(wall=wall(asked("lunch"))) as site:
        tab.goto(f"{site}wall")
        page = f"document.getElementById('gone-{code}').content.cloneNode(true)"
        tab.evaluate(f"() => document.getElementById('scene').replaceWith({page})")
        looker.looks_at(f"a wall closed with {code}", tab)
    assert wrong(looker) == {}
