"""One walk through a whole house that looks at every page in every phase, and notes what is wrong."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from playwright.sync_api import Page, expect

from e2e import looks
from e2e.cast import DESK, Cast
from e2e.house import House
from e2e.verbs import Room
from server.trials.swarm.bystanders import bystanders
from server.trials.swarm.desk import Desk
from server.trials.swarm.serving import Server
from tests.people import FAY, MALLORY

ANSWERS = {
    ("usual", 1): ["call"] * 6 + ["date"] * 6,
    ("usual", 2): ["date"] * 12,
    ("longest", 1): ["long-1"] * 6 + ["long-8"] * 6,
    ("longest", 2): ["long-8"] * 12,
}
CALM: dict[str, Any] = {"reduced_motion": "reduce"}


class Looker:
    """Looks at pages. What is wrong is kept by what was looked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.found: dict[str, list[str]] = defaultdict(list)

    def note(self, what: str, where: str, wrong: list[str]) -> None:
        """Remember what is wrong."""
        self.found[what] += [f"{where}: {each}" for each in wrong]

    def look(self, where: str, page: Page, *, axe: bool = True) -> None:
        """Look at a page that follows the colours of its device."""
        if axe:
            page.emulate_media(color_scheme="light")
            self.note("axe", where, looks.axe(page, self.cast))
            page.emulate_media(color_scheme="dark")
            self.note("axe", f"{where}, dark", looks.axe(page, self.cast, looks.OF_COLOUR))
        self.note("order", where, looks.measure(page, "order"))
        self.note("sideways", f"{where} at 320 px", looks.at_320(page))
        self.note("sideways", f"{where} at 200 %", looks.at_200_percent(page))

    def look_at_a_phone(self, where: str, page: Page, *, axe: bool = True) -> None:
        """The same for what is held in one hand."""
        self.look(where, page, axe=axe)
        self.note("targets", where, looks.measure(page, "smallTargets", 44))

    def look_up(self, where: str, page: Page, *, axe: bool = True) -> None:
        """Look at the big screen."""
        self.note("text", where, looks.measure(page, "smallText", 28))
        self.note("frame", where, looks.measure(page, "outside", looks.SAFE_FRAME))
        self.note("overlaps", where, looks.measure(page, "overlaps"))
        self.note("halved", where, looks.measure(page, "halved"))
        if axe:
            self.note("axe", where, looks.axe(page, self.cast))


class Walk(Looker):
    """From the first visit to the closed room."""

    room: Room

    def __init__(self, server: Server, cast: Cast) -> None:
        super().__init__(cast)
        self.house = House(server, Desk(server.address, server.database))
        self.stranger = cast.page("a stranger", cast.context(viewport=DESK, **CALM))

    def set_up(self) -> None:
        """The first visit; then everybody gets a browser."""
        page, house = self.stranger, self.house
        page.goto(f"{house.origin}/setup?token={house.server.setup_token}")
        self.look("set-up", page)
        page.locator("[name=name]").fill(FAY.name)
        page.locator("[name=password]").fill(FAY.password)
        page.locator("form button:not([data-shows])").click()
        page.wait_for_url("**/library")
        self.look("library, new", page)
        house.desk.sign_in()
        self.fay, self.wall = self.cast.facilitator(house, **CALM), self.cast.wall(house.origin, **CALM)
        self.ann, self.bo = (self.cast.phone(name, house.origin, **CALM) for name in ("Ann", "Bo"))
        for each in (self.wall, self.ann, self.bo):
            each.page.add_init_script(looks.MOTION)

    def play(self) -> None:
        """Every stop of the room that holds everything at its longest."""
        desk = self.house.desk
        self.room = self.fay.opens("extremes")
        desk.moves[self.room.id] = 0
        self.wall.opens(self.room)
        for phone in (self.ann, self.bo):
            phone.scans(self.room.code)
        with bystanders(self.house.server.address, self.room.code, 12) as others:
            self.look_everywhere("lobby")
            self.look_at_what_lies_above()
            self.move("next")
            self.move("invite")
            self.look_everywhere("the code once more")
            self.move("uninvite")
            while (stands := desk.stands(self.room.id)).phase != "ended":
                usual = stands.activity != "longest"
                if stands.phase == "open":
                    self.look_at_a_phone(f"choosing, {stands.activity}", self.bo.page, axe=usual)
                    others.answer(stands.activity, stands.round, ANSWERS[stands.activity, stands.round])
                    self.ann.answers("B" if usual else "H")
                self.look_everywhere(" ".join(map(str, stands)), axe=usual)
                self.move("next")
            self.look_everywhere("ended")
        self.fay.page.goto(f"{self.house.origin}/rooms/{self.room.id}/results")
        self.look("results", self.fay.page)

    def look_everywhere(self, where: str, *, axe: bool = True) -> None:
        """Look at the desk, Ann's phone, and the big screen in both themes."""
        page = self.wall.page
        self.look_up(f"screen, {where}", page, axe=axe)
        self.note("motion", f"screen, {where}", looks.moved(page))
        self.look_at_a_phone(f"phone, {where}", self.ann.page, axe=axe)
        self.note("motion", f"phone, {where}", looks.moved(self.ann.page))
        self.look(f"desk, {where}", self.fay.page, axe=axe)
        if axe and where != "ended":
            for theme in ("dark", "paper"):
                self.move(f"theme-{theme}")
                expect(page.locator("html")).to_have_attribute("data-theme", theme)
                if theme == "dark":
                    self.note("axe", f"screen, {where}, stage", looks.axe(page, self.cast, looks.OF_COLOUR))

    def look_at_what_lies_above(self) -> None:
        """Dialogs over the desk, banners over a phone, and the blank screen."""
        page = self.fay.page
        page.keyboard.press("f")
        self.look("joining", page)
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        self.look("asking", page)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Close room").click()
        self.look("closing", page)
        page.keyboard.press("Escape")
        for link in ("reconnecting", "offline"):
            self.ann.page.evaluate("(link) => { document.documentElement.dataset.link = link }", link)
            self.look_at_a_phone(f"phone, {link}", self.ann.page)
        self.ann.reloads()
        self.move("blank")
        self.look_everywhere("blank")
        self.move("unblank")

    def move(self, verb: str) -> None:
        """Make a move, and wait until every page shows what came of it."""
        desk = self.house.desk
        assert desk.move(self.room.id, verb), verb
        moves = str(desk.moves[self.room.id])
        expect(self.fay.scene).to_have_attribute("data-moves", moves)
        expect(self.wall.scene).to_have_attribute("data-step", moves)
        for phone in (self.ann, self.bo):
            phone.stands(desk.stands(self.room.id).phase)

    def look_at_doors(self) -> None:
        """The pages outside a room, at the desk and on a phone."""
        page, origin = self.stranger, self.house.origin
        page.goto(f"{origin}/library")
        page.locator("details.opener summary").first.click()
        self.look("library", page)
        page.locator("form[data-asks=deleting] button").first.click()
        self.look("deleting", page)
        page.context.clear_cookies()
        page.goto(f"{origin}/signin")
        page.locator("[name=name]").fill(MALLORY.name)
        page.locator("[name=password]").fill(MALLORY.password)
        page.keyboard.press("Enter")
        expect(page.locator("[role=alert]")).to_be_visible()
        self.look("signing in, refused", page)
        page.goto(f"{origin}/nowhere")
        self.look("nothing here", page)
        phone = self.bo.page
        phone.goto(origin)
        self.look_at_a_phone("the door", phone)
        phone.locator("[name=code]").fill("000000")
        phone.keyboard.press("Enter")
        expect(phone.locator("[role=alert]")).to_be_visible()
        self.look_at_a_phone("the door, wrong code", phone)
        phone.goto(f"{origin}/{self.room.code}/test")
        expect(phone.locator("[data-way=socket]")).to_be_visible()
        self.look_at_a_phone("trying the way in", phone)
