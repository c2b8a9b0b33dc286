"""The pictures by name: what each shows, and how one gets there."""

from playwright.sync_api import Page

from server.trials.screens import answers, desks, played, pretend
from server.trials.screens.asked import asked
from server.trials.screens.camera import DESK, PHONE, Camera
from server.trials.screens.display import display
from server.trials.screens.lined import lined
from server.trials.screens.messages import ordered_by_the_clock
from server.trials.screens.numbers import numbers
from server.trials.screens.orders import ordered
from server.trials.screens.own import own
from server.trials.screens.picked import picked
from server.trials.screens.placed import placed
from server.trials.screens.predicted import predicted
from server.trials.screens.sampled import alone
from server.trials.screens.seed import FIRST, MOVES, Cast
from server.trials.screens.sorting import sorted_into_bins
from server.trials.screens.splits import split
from server.trials.screens.statements import rated
from server.trials.screens.subject import STAGE, THEMES, Subject, send
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
        picked, desks.library, _walls, _results, _shifts, _phones, _without_answer, _lost, rated, ordered,
        ordered_by_the_clock, numbers, sorted_into_bins, placed, lined, predicted, answers.several, answers.right,
        split, written, asked, own, walked, desks.consoles, _doors, display, pretend.rehearsals, played.shoot,
    ):  # fmt: skip
        part(cast, camera)


def _walls(cast: Cast, camera: Camera) -> None:
    late = Subject(cast, camera)
    late.walls("screen-lobby", "lobby", (0, 4, 126, 300, 301, 5000))
    late.walls("screen-lobby", "lobby", (126,), STAGE)
    late.wall("screen-read", "read")
    for people, answered in ((126, 0), (126, 1), (126, 83), (300, 210), (301, 210), (5000, 3122)):
        late.wall(f"screen-voting-{answered}-of-{people}", "open 1", people, answered)
    late.wall("screen-voting-83-of-126-stage", "open 1", 126, 83)
    Subject(cast, camera, options(cast, 8, LONG)).wall("screen-voting-8-options", "open 1", 126, 83)
    late.wall("screen-closed", "closed 1")
    Subject(cast, camera, blank=True).wall("screen-blank", "open 1", 126, 83)
    late.wall("screen-ended", "ended")


def _results(cast: Cast, camera: Camera) -> None:
    late, voted = Subject(cast, camera), Subject(cast, camera, first=FIRST)
    late.walls("screen-talk", "talk 1", (4, 300, 301, 5000))
    voted.walls("screen-talk", "talk 1", (126,))
    voted.walls("screen-talk", "talk 1", (126,), STAGE)
    Subject(cast, camera, first={"B": 118, "C": 6, "D": 2}).wall("screen-talk-one-sided", "talk 1")
    voted.wall("screen-revealed-126", "revealed 1")
    two = options(cast, 2, "Yes, today")
    Subject(cast, camera, two).wall("screen-talk-2-options", "talk 1")
    Subject(cast, camera, two, first={"A": 7, "B": 3}).wall("screen-talk-2-options-10", "talk 1", 10)
    Subject(cast, camera, options(cast, 8, LONG)).wall("screen-talk-8-options", "talk 1")


def _shifts(cast: Cast, camera: Camera) -> None:
    shifted = Subject(cast, camera, first=FIRST, moves=MOVES)
    for theme in THEMES:
        shifted.wall(f"screen-shift-126{theme}", "shift 2")
    Subject(cast, camera, first={"A": 7, "B": 6}, moves={("B", "A"): 6}).wall("screen-shift-13", "shift 2", 13)
    Subject(cast, camera, moves=CROWD).wall("screen-shift-5000", "shift 2", 5000)


def _choose(page: Page) -> None:
    page.locator("#scene label:has(input[type=radio])").nth(1).click()


def _send(page: Page) -> None:
    _choose(page)
    send(page)
    page.locator("#answered:not([data-my-wait])").wait_for()


def _twice_as_large(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    _choose(page)


def _phones(cast: Cast, camera: Camera) -> None:
    late, voted = Subject(cast, camera), Subject(cast, camera, first=FIRST)
    Subject(cast, camera, people=64).phones("phone-waiting", "lobby", looks=THEMES)
    late.phones("phone-chosen", "open 1", _choose, THEMES)
    late.phones("phone-answered", "open 1", _send, THEMES)
    voted.phones("phone-talk", "talk 1", looks=THEMES)
    late.phone("phone-choosing-320", "open 1")
    late.phone("phone-chosen-200-percent", "open 1", _twice_as_large)
    Subject(cast, camera, options(cast, 8, LONG)).phone("phone-8-long-options", "open 1", _choose)
    Subject(cast, camera, minimum=2).phone("phone-small-team", "lobby", people=6)
    late.phone("phone-talk-5000", "talk 1", people=5000)
    Subject(cast, camera, first=FIRST, moves=MOVES).phone("phone-moved", "shift 2", who=3)
    Subject(cast, camera, first=FIRST, moves={("B", "A"): 9}).phone("phone-stayed", "shift 2")
    late.phone("phone-ended", "ended")


def _without_answer(cast: Cast, camera: Camera) -> None:
    """Those who did not vote: too slow, or not there yet."""
    Subject(cast, camera).phone("phone-closed", "closed 1", people=6, answered=0)
    Subject(cast, camera, first=FIRST).phone("phone-late", "talk 1", who=None)


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
    return alone("extremes", "Quarter end", deep | short | {"options": many}, minutes=10)
