"""What stands before the camera: a workshop in made-up rooms, its walls, its phones, and Fay's desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypedDict, Unpack

from playwright.sync_api import Page

from server.trials.screens.camera import DESK, PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.opinions import Moves, Votes
from server.trials.screens.peopled import Place, Said
from server.trials.screens.seed import Cast
from server.workshops.content import Workshop

STAGE, SMALL = "-stage", "-320"
THEMES = ("", STAGE)
LOOKS = (*THEMES, SMALL, SMALL + STAGE)

Act = Callable[[Page], None]


class Facts(TypedDict, total=False):
    """What else is so in all rooms of a subject; see `Cast.room`."""

    first: Votes
    moves: Moves
    said: Said
    minimum: int
    blank: bool
    hands: float


class Subject:
    """A workshop (or the late shipment) in rooms of so many `people`, if not of others. The name of a picture says how
    it is taken: "-stage" in the dark, "-320" on the smallest phone. While a room votes, nobody has answered."""

    def __init__(
        self, cast: Cast, camera: Camera, told: Workshop | None = None, people: int = 126, **facts: Unpack[Facts]
    ) -> None:
        self._cast, self._camera, self._told, self._people, self._facts = cast, camera, told, people, facts

    def wall(
        self, name: str, phase: str, people: int | None = None, answered: int | None = None, act: Act | None = None
    ) -> None:
        """A big screen after a key that is pressed there."""
        if self._camera.wants(name):
            place = self.room(phase, people, answered, theme="dark" if name.endswith(STAGE) else "paper")
            self._camera.visit(name, f"/screen/{place.screen}", WALL, act=act)

    def walls(self, name: str, phase: str, sizes: Sequence[int], look: str = "") -> None:
        """The big screens of rooms of these sizes."""
        for people in sizes:
            self.wall(f"{name}-{people}{look}", phase, people)

    def phone(
        self, name: str, phase: str, act: Act | None = None, *, people: int | None = None, answered: int | None = None,
        who: int | None = 0,
    ) -> None:  # fmt: skip
        """Somebody's phone after what a hand does there; nobody's is that of whoever comes now."""
        if self._camera.wants(name):
            place = self.room(phase, people, answered)
            size = SMALL_PHONE if name.removesuffix(STAGE).endswith(SMALL) else PHONE
            own = [] if who is None else place.cookies[who : who + 1]
            dark, seated = name.endswith(STAGE), partial(_seated, act)
            self._camera.visit(name, f"/{place.code}", size, dark=dark, cookies=own, act=seated)

    def phones(self, name: str, phase: str, act: Act | None = None, looks: Sequence[str] = LOOKS) -> None:
        """The same phone in all these looks."""
        for look in looks:
            self.phone(f"{name}{look}", phase, act)

    def desk(
        self, name: str, phase: str, act: Act | None = None, *, people: int | None = None, answered: int | None = None
    ) -> None:
        """Fay's desk after what she does there."""
        if self._camera.wants(name):
            path = f"/rooms/{self.room(phase, people, answered).room}"
            self._camera.visit(name, path, DESK, dark=name.endswith(STAGE), cookies=[self._cast.fay], act=act)

    def room(self, phase: str, people: int | None = None, answered: int | None = None, theme: str = "paper") -> Place:
        """One of its rooms, made anew."""
        many = self._people if people is None else people
        given = 0 if answered is None and phase.startswith("open") else answered
        return self._cast.room(phase, many, given, workshop=self._told, theme=theme, **self._facts)


def _seated(act: Act | None, page: Page) -> None:
    """Once the phone knows its own seat, or that it is late."""
    page.locator("body[data-phone]").wait_for()
    if act is not None:
        act(page)


def send(page: Page) -> None:
    """Send what is filled in, and wait until it is in."""
    page.locator("#send").click()
    page.get_by_role("heading", name="Your answer is in.").wait_for()
