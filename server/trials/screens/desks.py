"""The pictures of the facilitator's pages: the library, and the desk in a room."""

from collections.abc import Sequence
from functools import partial

from playwright.sync_api import Page

from server.trials.screens.camera import DESK, SMALL_PHONE, WALL, Camera
from server.trials.screens.seed import FIRST, MOVES, Cast
from server.trials.screens.subject import Subject
from server.trials.swarm.bystanders import bystanders
from server.trials.swarm.desk import Standing

VOTE = Standing("open", "first-step", 1)
PREVIEWED = {"pass-on": 31, "evidence": 33, "outside-help": 13, "part-delivery": 6}


def consoles(cast: Cast, camera: Camera) -> None:
    """The desk in a room, from its lobby to its end."""
    cookies = [cast.fay]
    _voting_desk(cast, camera, cookies)
    plain, voted = Subject(cast, camera), Subject(cast, camera, first=FIRST)
    plain.desk("console-lobby", "lobby", people=84)
    voted.desk("console-talk", "talk 1")
    Subject(cast, camera, first=FIRST, moves=MOVES).desk("console-shift", "shift 2")
    plain.desk("console-closing", "ended")
    _asking(cast, camera, cookies)


def _asking(cast: Cast, camera: Camera, cookies: Sequence[tuple[str, str]]) -> None:
    """A question that is typed in the middle of a room, and the page of what rooms were shown."""
    talk = partial(cast.room, "talk 1", 126, first=FIRST)
    for name, size, act in (
        ("console-asking", DESK, _types), ("console-asking-320", SMALL_PHONE, _types), ("console-asked", DESK, _asks),
        ("console-asking-words", DESK, _asks_for_words),
    ):  # fmt: skip
        if camera.wants(name):
            camera.visit(name, f"/rooms/{talk().room}", size, cookies=cookies, act=act)
    for people in (5, 12, 126, 5000):
        if camera.wants(f"results-{people}"):
            place = cast.room("shift 2", people, moves={("B", "A"): max(1, people // 6)}, theme="dark")
            tall = {"width": DESK["width"], "height": 2000}
            camera.visit(f"results-{people}", f"/rooms/{place.room}/results", tall, cookies=cookies)
    if camera.wants("results-none"):
        camera.visit("results-none", f"/rooms/{cast.room('lobby', 12).room}/results", DESK, cookies=cookies)


def _types(page: Page) -> None:
    page.locator("#ask").click()
    page.locator("[name=question]").fill("Who of us has called a customer this week without being asked?")
    for at, answer in enumerate(("Twice or more", "Once", "Not yet")):
        page.locator("[name=answer]").nth(at).fill(answer)


def _asks_for_words(page: Page) -> None:
    _types(page)
    page.locator(".asking__kind", has_text="Own words").click()
    page.locator("[name=group]").first.fill("Something that we promised")


def _asks(page: Page) -> None:
    _types(page)
    page.locator(".asking button:not([type])").click()
    page.locator("[data-rewords]").wait_for()


def _voting_desk(cast: Cast, camera: Camera, cookies: Sequence[tuple[str, str]]) -> None:
    """A desk with everybody really there: the preview follows answers that come in while somebody looks."""
    if not camera.wants("console-voting"):
        return
    desk, room = cast.desk, cast.desk.open_room("late-shipment")
    with bystanders(cast.server.address, room.code, 126) as people, camera.page(WALL) as wall:
        wall.goto(f"{camera.origin}/screen/{room.screen_token}")
        while desk.stands(room.id) != VOTE:
            desk.move(room.id, "next")
        with camera.page(DESK, cookies=cookies) as page:
            page.goto(f"{camera.origin}/rooms/{room.id}")
            page.locator("main[data-phase=open]").wait_for()
            answers = [key for key, votes in PREVIEWED.items() for _ in range(votes)]
            dealt = [answers[turn * 37 % len(answers)] for turn in range(len(answers))]
            people.answer(VOTE.activity, VOTE.round, dealt)
            page.get_by_text("83 of 126 answered").wait_for()
            page.locator(".private dl.counts").wait_for()
            camera.take(page, "console-voting")
        desk.move(room.id, "theme-dark")
        camera.visit("console-voting-stage", f"/rooms/{room.id}", DESK, cookies=cookies, dark=True)


def library(cast: Cast, camera: Camera) -> None:
    """First of all, before the other pictures fill it with rooms."""
    cookies = [cast.fay]
    if camera.wants("library"):
        camera.visit("library-new", "/library", DESK, cookies=cookies)
        cast.room("talk 1", 126, first=FIRST)
        cast.room("ended", 48)
    camera.visit("library", "/library", DESK, cookies=cookies)
    camera.visit("library-stage", "/library", DESK, cookies=cookies, dark=True)
