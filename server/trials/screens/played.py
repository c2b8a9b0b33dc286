"""Rooms played for real: people on sockets, one of them in a browser, the wall, and Fay at her desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from server.bootstrap import ROOT
from server.trials.screens.camera import DESK, PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.opinions import LETTERS
from server.trials.screens.seed import Cast
from server.trials.swarm.bystanders import Bystanders, bystanders
from server.trials.swarm.desk import RoomKey, Standing

ARABIC = ROOT / "e2e" / "content" / "arabic"

# What ten people choose at first and after talking, person by person: seven change their mind. Ann is the last.
FIRST, SECOND = "AABACABDAB", "BBBBBABABA"

ON_THE_WALL = ("lobby", "voting", "revealed", "talk", "again", "shift")
AT_THE_DESK = ("voting", "talk", "shift")
IN_THE_HAND = ("asking", "answered", "again", "moved")


@dataclass(frozen=True)
class Play:
    """Who plays what. `closely` has Ann's phone and Fay's desk in the picture, too."""

    name: str
    people: int
    workshop: str = "late-shipment"
    activity: str = "first-step"
    keys: Sequence[str] = ("pass-on", "evidence", "outside-help", "part-delivery")
    dark: bool = False
    closely: bool = False

    def pictures(self) -> list[str]:
        """What its pictures are called."""
        looks: list[tuple[str, tuple[str, ...]]] = [("screen", ON_THE_WALL)]
        if self.closely:
            looks += [("console", AT_THE_DESK), *((phone, IN_THE_HAND) for phone in self.phones())]
        return [f"{self.name}-{look}-{stop}" for look, stops in looks for stop in stops]

    def phones(self) -> dict[str, dict[str, int]]:
        """Which sizes of phone; small ones in the bright theme only, where nothing but the colours differs."""
        return {"phone": PHONE} if self.dark else {"phone": PHONE, "phone-320": SMALL_PHONE}

    def votes(self, pattern: str) -> list[str]:
        """What everybody chooses, by person."""
        return [self.keys[LETTERS.index(pattern[who % len(pattern)])] for who in range(self.people)]


TEN = Play("room-10", 10, closely=True)
TEN_IN_A_HALL = Play("room-10-stage", 10, dark=True, closely=True)
TEN_IN_ARABIC = Play(
    "arabic", 10, workshop="arabic", activity="shipment", keys=("call", "date", "again", "hand"), closely=True
)
SMALL = tuple(Play(f"room-{people}", people) for people in (1, 5, 8, 12, 20, 30))


def shoot(cast: Cast, camera: Camera) -> None:
    """Every room from its lobby to its shift."""
    for part in (*SMALL, TEN, TEN_IN_A_HALL, TEN_IN_ARABIC):
        if any(camera.wants(name) for name in part.pictures()):
            if part is TEN_IN_ARABIC:
                shutil.copytree(ARABIC, cast.database.parent / "workshops" / "arabic", dirs_exist_ok=True)
            with _company(cast, camera, part) as company:
                company.play()


@contextmanager
def _company(cast: Cast, camera: Camera, part: Play) -> Iterator[Company]:
    room = cast.desk.open_room(part.workshop)
    if part.dark:
        cast.desk.move(room.id, "theme-dark")
    with ExitStack() as stack:
        others = part.people - (1 if part.closely else 0)
        crowd = stack.enter_context(bystanders(cast.server.address, room.code, others))
        wall = stack.enter_context(camera.page(WALL, dark=part.dark))
        wall.goto(f"{camera.origin}/screen/{room.screen_token}")
        ann = None
        if part.closely:
            ann = stack.enter_context(camera.page(PHONE, dark=part.dark))
            ann.goto(f"{camera.origin}/{room.code}")
            ann.locator("body[data-phone=lobby]").wait_for()
        yield Company(cast, camera, part, room, crowd, wall, ann)


@dataclass(frozen=True)
class Company:
    """Everybody in one room."""

    cast: Cast
    camera: Camera
    part: Play
    room: RoomKey
    crowd: Bystanders
    wall: Page
    ann: Page | None

    def play(self) -> None:
        """From the lobby to the shift."""
        self._look_up("lobby", here=self.part.people)
        self._vote("voting", 1, FIRST)
        self._goto("revealed", 1)
        self._look_up("revealed")
        self._goto("talk", 1)
        self._look_up("talk")
        self._at_the_desk("talk")
        self._vote("again", 2, SECOND)
        self._goto("shift", 2)
        self._look_up("shift")
        self._at_the_desk("shift")
        self._in_hand("moved", "[data-phone=moved]")

    def _vote(self, name: str, round: int, pattern: str) -> None:
        """Half the room has answered when everybody is looked at; then Ann answers, and the others."""
        votes, half = self.part.votes(pattern), max(1, self.part.people // 2)
        self._goto("open", round)
        self._in_hand({1: "asking", 2: "again"}[round], "[data-phone=choosing]")
        self._answer(round, votes, range(half))
        self._look_up(name, here=half)
        if self.ann:
            self.ann.locator(f"label.answer:has([value={votes[-1]}])").click()
            self.ann.locator("#send").click()
            self.ann.locator("body[data-phone=answered]").wait_for()
            if round == 1:
                self._at_the_desk(name)
                self.ann.locator("#answered:not([data-my-wait])").wait_for()
                self._in_hand("answered", "[data-phone=answered]")
        self._answer(round, votes, range(half, self.part.people - (1 if self.ann else 0)))

    def _answer(self, round: int, votes: Sequence[str], people: Sequence[int]) -> None:
        for who in people:
            self.crowd.one_answers(who, self.part.activity, round, votes[who])

    def _goto(self, phase: str, round: int) -> None:
        desk, goal = self.cast.desk, Standing(phase, self.part.activity, round)
        while desk.stands(self.room.id) != goal:
            desk.move(self.room.id, "next")
        for page in (self.wall, self.ann):
            if page:
                page.locator(f"#scene[data-phase={phase}][data-round='{round}']").first.wait_for()

    def _look_up(self, name: str, here: int | None = None) -> None:
        """The wall, loaded anew: nobody on it has only just come. `here` seats are filled."""
        if not self.camera.wants(f"{self.part.name}-screen-{name}"):
            return
        filled = ".seat--here" if here is not None else ".big"
        self.wall.wait_for_function(f"many => document.querySelectorAll('{filled}').length === many", arg=here or 1)
        self.wall.reload()
        self.wall.locator("html[data-link=open]").wait_for()
        self.camera.take(self.wall, f"{self.part.name}-screen-{name}")

    def _at_the_desk(self, name: str) -> None:
        cookie, _, token = self.cast.desk.cookie.partition("=")
        if self.ann:
            self.camera.visit(
                f"{self.part.name}-console-{name}", f"/rooms/{self.room.id}", DESK, dark=self.part.dark,
                cookies=[(cookie, token)], act=lambda page: page.locator("html[data-link=open]").wait_for(),
            )  # fmt: skip

    def _in_hand(self, name: str, feels: str) -> None:
        """Ann's phone, in every size."""
        if not self.ann:
            return
        self.ann.locator(f"body{feels}").wait_for()
        for what, size in self.part.phones().items():
            if self.camera.wants(f"{self.part.name}-{what}-{name}"):
                self.ann.set_viewport_size({"width": size["width"], "height": size["height"]})
                self.camera.take(self.ann, f"{self.part.name}-{what}-{name}")
