"""The pictures by name: what each shows, and how one gets there."""

from collections.abc import Callable, Mapping
from functools import partial

from playwright.sync_api import Page

from server.trials.screens import answers, desks, played, pretend
from server.trials.screens.camera import DESK, PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.numbers import numbers
from server.trials.screens.orders import ordered
from server.trials.screens.peopled import Place
from server.trials.screens.placed import placed
from server.trials.screens.seed import FIRST, MOVES, Cast
from server.trials.screens.sorting import sorted_into_bins
from server.trials.screens.splits import split
from server.trials.screens.statements import rated
from server.trials.screens.texts import written
from server.trials.screens.walked import walked
from server.trials.swarm.proxy import Cut
from server.trials.swarm.proxy_thread import proxy_in_thread
from server.workshops.content import Workshop

CROWD = {("B", "A"): 900, ("C", "A"): 310, ("A", "C"): 120, ("D", "B"): 80}
LONG = (
    "Let us sign today at the price of this quarter, and I promise myself that the spring release has all that "
    "we spoke of"
)


def shoot(cast: Cast, camera: Camera) -> None:
    """All of them."""
    for part in (
        desks.library, _walls, _results, _shifts, _phones, _without_answer, _lost, rated, ordered, numbers,
        sorted_into_bins, placed, answers.several, answers.right, split, written, walked, desks.consoles, _doors,
        pretend.rehearsals, played.shoot,
    ):  # fmt: skip
        part(cast, camera)


def _wall(camera: Camera, name: str, make: Callable[[], Place]) -> None:
    if camera.wants(name):
        camera.visit(name, f"/screen/{make().screen}", WALL)


def _walls(cast: Cast, camera: Camera) -> None:
    for people in (0, 4, 126, 300, 301, 5000):
        _wall(camera, f"screen-lobby-{people}", partial(cast.room, "lobby", people))
    _wall(camera, "screen-lobby-126-stage", lambda: cast.room("lobby", 126, theme="dark"))
    _wall(camera, "screen-read", lambda: cast.room("read", 126))
    for people, answered in ((126, 0), (126, 1), (126, 83), (300, 210), (301, 210), (5000, 3122)):
        name = f"screen-voting-{answered}-of-{people}"
        _wall(camera, name, partial(cast.room, "open 1", people, answered))
    _wall(camera, "screen-voting-83-of-126-stage", lambda: cast.room("open 1", 126, 83, theme="dark"))
    _wall(camera, "screen-voting-8-options", lambda: cast.room("open 1", 126, 83, workshop=options(cast, 8, LONG)))
    _wall(camera, "screen-closed", lambda: cast.room("closed 1", 126))
    _wall(camera, "screen-blank", lambda: cast.room("open 1", 126, 83, blank=True))
    _wall(camera, "screen-ended", lambda: cast.room("ended", 126))


def _results(cast: Cast, camera: Camera) -> None:
    votes: Mapping[str, tuple[int, Mapping[str, int] | None]] = {
        "126": (126, FIRST), "4": (4, None), "300": (300, None), "301": (301, None), "5000": (5000, None),
        "one-sided": (126, {"B": 118, "C": 6, "D": 2}),
    }  # fmt: skip
    for name, (people, first) in votes.items():
        _wall(camera, f"screen-talk-{name}", partial(cast.room, "talk 1", people, first=first))
    _wall(camera, "screen-talk-126-stage", lambda: cast.room("talk 1", 126, first=FIRST, theme="dark"))
    _wall(camera, "screen-revealed-126", lambda: cast.room("revealed 1", 126, first=FIRST))
    _wall(camera, "screen-talk-2-options", lambda: cast.room("talk 1", 126, workshop=options(cast, 2, "Yes, today")))
    _wall(
        camera,
        "screen-talk-2-options-10",
        lambda: cast.room("talk 1", 10, first={"A": 7, "B": 3}, workshop=options(cast, 2, "Yes, today")),
    )
    _wall(camera, "screen-talk-8-options", lambda: cast.room("talk 1", 126, workshop=options(cast, 8, LONG)))


def _shifts(cast: Cast, camera: Camera) -> None:
    _wall(camera, "screen-shift-126", lambda: cast.room("shift 2", 126, first=FIRST, moves=MOVES))
    stage = partial(cast.room, "shift 2", 126, first=FIRST, moves=MOVES, theme="dark")
    _wall(camera, "screen-shift-126-stage", stage)
    _wall(camera, "screen-shift-13", lambda: cast.room("shift 2", 13, first={"A": 7, "B": 6}, moves={("B", "A"): 6}))
    _wall(camera, "screen-shift-5000", lambda: cast.room("shift 2", 5000, moves=CROWD))


def _phone(
    camera: Camera, name: str, make: Callable[[], Place], act: Callable[[Page], None] | None = None,
    *, size: dict[str, int] = PHONE, dark: bool = False, who: int = 0,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = make()
        own = place.cookies[who : who + 1]
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=own, act=partial(_seated, act=act))


def _seated(page: Page, act: Callable[[Page], None] | None = None) -> None:
    """Once the phone knows its own seat, or that it is late."""
    page.locator("body[data-phone]").wait_for()
    if act is not None:
        act(page)


def _choose(page: Page) -> None:
    page.locator("label:has(input[type=radio])").nth(1).click()


def _send(page: Page) -> None:
    _choose(page)
    page.locator("#send").click()
    page.get_by_role("heading", name="Your answer is in.").wait_for()
    page.locator("#answered:not([data-my-wait])").wait_for()


def _twice_as_large(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    _choose(page)


def _phones(cast: Cast, camera: Camera) -> None:
    for theme, dark in (("", False), ("-stage", True)):
        _phone(camera, f"phone-waiting{theme}", lambda: cast.room("lobby", 64), dark=dark)
        _phone(camera, f"phone-chosen{theme}", lambda: cast.room("open 1", 126, 0), _choose, dark=dark)
        _phone(camera, f"phone-answered{theme}", lambda: cast.room("open 1", 126, 0), _send, dark=dark)
        _phone(camera, f"phone-talk{theme}", lambda: cast.room("talk 1", 126, first=FIRST), dark=dark)
    _phone(camera, "phone-choosing-320", lambda: cast.room("open 1", 126, 0), size=SMALL_PHONE)
    _phone(camera, "phone-chosen-200-percent", lambda: cast.room("open 1", 126, 0), _twice_as_large)
    _phone(
        camera,
        "phone-8-long-options",
        lambda: cast.room("open 1", 126, 0, workshop=options(cast, 8, LONG)),
        _choose,
    )
    _phone(camera, "phone-small-team", lambda: cast.room("lobby", 6, minimum=2))
    _phone(camera, "phone-talk-5000", lambda: cast.room("talk 1", 5000))
    _phone(camera, "phone-moved", lambda: cast.room("shift 2", 126, first=FIRST, moves=MOVES), who=3)
    _phone(camera, "phone-stayed", lambda: cast.room("shift 2", 126, first=FIRST, moves={("B", "A"): 9}), who=0)
    _phone(camera, "phone-ended", lambda: cast.room("ended", 126))


def _without_answer(cast: Cast, camera: Camera) -> None:
    """Those who did not vote: too slow, or not there yet."""
    _phone(camera, "phone-closed", lambda: cast.room("closed 1", 6, 0))
    if camera.wants("phone-late"):
        place = cast.room("talk 1", 126, first=FIRST)
        camera.visit("phone-late", f"/{place.code}", PHONE, act=_seated)


def _lost(cast: Cast, camera: Camera) -> None:
    """A phone that walks out of the Wi-Fi's reach."""
    if not (camera.wants("phone-offline") or camera.wants("phone-reconnecting")):
        return
    place = cast.room("open 1", 126, 0)
    with (
        proxy_in_thread(cast.server.address) as wifi,
        camera.page(PHONE, cookies=place.cookies[:1], origin=wifi.address.origin) as page,
    ):
        page.goto(f"{wifi.address.origin}/{place.code}")
        page.locator("html[data-link=open]").wait_for()
        _choose(page)
        wifi.plan(lambda: Cut(up=0))
        wifi.drop_all()
        page.locator("html[data-link=reconnecting]").wait_for()
        camera.take(page, "phone-reconnecting")
        page.locator("#send").click()
        page.locator("html[data-link=offline]").wait_for()
        camera.take(page, "phone-offline")


def _doors(_cast: Cast, camera: Camera) -> None:
    camera.visit("phone-join", "/", PHONE)
    camera.visit("phone-join-stage", "/", PHONE, dark=True)
    camera.visit("phone-wrong-code", "/000001", PHONE)
    camera.visit("signin", "/signin", DESK)


def options(cast: Cast, number: int, text: str) -> Workshop:
    """The workshop's decision alone, with so many answers that all say the same."""
    items = cast.late.run_of_show()
    deep = max(items, key=lambda item: len(item.steps)).activity.model_dump(mode="json")
    short = {"title": "Quarter end", "question": "The customer would sign today. What do you say?", "story": None}
    many = [{"key": f"o{at}", "text": text} for at in range(number)]
    module = {"module": "extremes", "title": "Quarter end", "activities": [deep | short | {"options": many}]}
    return Workshop.model_validate({"workshop": "extremes", "title": "Quarter end", "minutes": 10, "modules": [module]})
