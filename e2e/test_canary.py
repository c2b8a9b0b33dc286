"""Nothing comes out before its time: what is hidden stands in no byte that a phone, the screen or a stranger gets."""

import http.client
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from e2e.cast import Cast
from e2e.ears import Ears
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Room, Wall
from server.trials.swarm.address import Address
from server.trials.swarm.bystanders import bystanders

# Activity, phase and round of each moment of the canary workshop.
MOMENTS = (
    *("-.lobby.0", "perch.read.0", "nest.read.1", "nest.open.1", "nest.closed.1", "nest.revealed.1", "nest.talk.1"),
    *("nest.open.2", "nest.closed.2", "nest.shift.2", "song.read.1", "song.open.1"),
)
# Its words for the room, and the moment from which on they may be heard.
DUE = {
    "perch.read.0": "wagtail dunnock linnet",
    "nest.read.1": "redstart brambling siskin",
    "nest.open.1": "fieldfare whinchat thornbush reedbed",
    "nest.talk.1": "crossbill",
    "nest.shift.2": "twite",
    "song.read.1": "nightjar corncrake",
    "song.open.1": "wryneck hoopoe",
}
ONLY_FOR_THE_DESK = "goshawk bittern sparrowhawk capercaillie ptarmigan honey-buzzard"
CARDS_NEVER_HELD = "hawfinch goldcrest bluethroat"
VOTES = {"nest.open.1": ["thornbush"] * 5 + ["reedbed"] * 4, "nest.open.2": ["reedbed"] * 9}
AS_IT_IS: dict[str, Any] = {"extra_http_headers": {"Accept-Encoding": "identity"}}
PHONES = {"Ann", "Bo", "a socket"}
KEYS = ("thornbush", "reedbed")
PATHS = (
    *("/", "/{code}", "/library", "/rooms", "/rooms/{id}", "/rooms/{id}/export.zip", "/signin", "/setup", "/healthz"),
    *("/live/console/{id}", "/live/phone/{code}", "/live/screen/{id}", "/screen/{id}", "/readyz", "/rooms/{id}/moves"),
)
SOCKETS = ("/live/console/{id}", "/live/phone/{code}", "/live/screen/{id}")
CLOSE_CODES = """(paths) => Promise.all(paths.map((path) => new Promise((done) => {
  new WebSocket(path.replace(/^/, location.origin.replace("http", "ws"))).onclose = ({ code }) => done(code);
})))"""


@dataclass
class Company:
    """Everybody whose line is listened to."""

    ears: Ears
    fay: Facilitator
    ann: Phone
    bo: Phone
    wall: Wall
    mallory: Phone
    room: Room


@pytest.fixture
def company(house: House, cast: Cast) -> Iterator[Company]:
    """The lobby of a room. Mallory has a seat, in another room."""
    ears = Ears()
    with ExitStack() as lines:

        def line(who: str) -> str:
            return lines.enter_context(ears.at_the_line_of(who, house.server.address))

        fay = cast.facilitator(house, line("Fay"), **AS_IT_IS)
        ann, bo, mallory = (cast.phone(name, line(name), **AS_IT_IS) for name in ("Ann", "Bo", "Mallory"))
        wall = cast.wall(line("the big screen"), **AS_IT_IS)
        room = fay.opens("canary")
        ann.joins(room.code)
        bo.scans(room.code)
        wall.opens(room)
        mallory.scans(house.desk.open_room("sampler").code)
        yield Company(ears, fay, ann, bo, wall, mallory, room)
        cast.leave()


def test_no_word_comes_before_its_time(company: Company, house: House) -> None:
    ears = company.ears
    heard = partial(ears.hear, "a socket")
    with bystanders(house.server.address, company.room.code, 9, heard) as others:
        for ears.moment, (activity, phase, round) in ((moment, moment.split(".")) for moment in MOMENTS):
            if phase != "lobby":
                company.fay.next()
            for each in (company.ann, company.bo, company.wall):
                each.stands(phase, int(round) or None)
            if ears.moment in VOTES:
                others.answer(activity, int(round), VOTES[ears.moment])
                company.ann.answers("B")
            company.bo.reloads()
            company.wall.reloads()
            strangers_try_everything(company, house.server.address)
    judge(ears)


def strangers_try_everything(company: Company, address: Address) -> None:
    """Ask for every path there is without any cookie, and open every socket with the cookie of another room."""
    names = vars(company.room)
    for path in PATHS:
        with closing(http.client.HTTPConnection(*address, timeout=15)) as line:
            line.request("GET", path.format(**names))
            company.ears.hear("a stranger", line.getresponse().read())
    codes = company.mallory.page.evaluate(CLOSE_CODES, [path.format(**names) for path in SOCKETS])
    assert codes == [4401, 4401, 4404]


def judge(ears: Ears) -> None:
    """Nobody heard a word too early, the room heard each in time, and the desk heard what is for the desk."""
    for moment, words in DUE.items():
        early = MOMENTS[: MOMENTS.index(moment)]
        for word in words.split():
            heard = ears.who_heard(word)
            assert not {(who, when) for who, when in heard if who != "Fay" and when in early}, word
            assert {who for who, _ in heard} >= (PHONES if word in KEYS else PHONES | {"the big screen"}), word
    for word in f"{ONLY_FOR_THE_DESK} {CARDS_NEVER_HELD}".split():
        assert {who for who, _ in ears.who_heard(word)} <= {"Fay"}, word
    for word in ONLY_FOR_THE_DESK.split():
        assert ears.who_heard(word), word
