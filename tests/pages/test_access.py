"""Who may go which way: every route by a stranger, by whoever holds the big screen's link, by a participant, by one of
another room, by another facilitator and by the room's own; and no unsafe way is open to another site's page."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
import pytest
from starlette.testclient import TestClient

from server.people.identity import facilitator_cookie, participant_cookie
from server.phases import Phase
from server.room import deleting
from tests.house import RoomAt
from tests.pages.browsers import ORIGIN, Served
from tests.pages.ways import LIVE, NO_SUCH_ROOM, SIGN_IN, SOCKETS, WAYS, Way, routes

UNSAFE = tuple(way for way in WAYS if way.method not in ("GET", "HEAD"))
FOREIGN = {
    "missing": {},
    "another site": {"sec-fetch-site": "cross-site"},
    "a neighbour's site": {"sec-fetch-site": "same-site"},
    "a foreign origin": {"origin": "https://mallory.example"},
    "an origin that begins like ours": {"origin": f"{ORIGIN}.mallory.example"},
    "an origin that ends like ours": {"origin": "http://mallory-roomful.test"},
    "another port": {"origin": f"{ORIGIN}:8080"},
    "our name as a user": {"origin": "http://roomful.test@mallory.example"},
    "another scheme": {"origin": "file://roomful.test"},
    "a sandboxed frame": {"origin": "null"},
    "nothing": {"origin": ""},
    "another site with our origin": {"sec-fetch-site": "cross-site", "origin": ORIGIN},
}


def called(way: Way) -> str:
    return f"{way.method} {way.path}"


def outcome(answer: httpx2.Response) -> str:
    return f"{answer.status_code} {answer.headers.get('location', '')}".strip()


def ann(served: Served, room: RoomAt) -> TestClient:
    """Ann sits in the room."""
    return served.seated(room, served.browser(), f"a-seat-in-{room.id}")


def bo(served: Served, room: RoomAt) -> TestClient:
    """Bo sits in another room, and tries that seat's cookie under this room's name, too."""
    token = f"a-seat-in-another-room-than-{room.id}"
    browser = served.seated(served.house.room(), served.browser(), token)
    browser.cookies.set(participant_cookie(room.id, https=False), token)
    return browser


def onlooker(served: Served, room: RoomAt) -> TestClient:
    """Somebody who read the link of the big screen, and tries what is in it as every cookie."""
    browser = served.browser()
    for name in (facilitator_cookie(https=False), participant_cookie(room.id, https=False)):
        browser.cookies.set(name, room.row.screen_token)
    return browser


VISITORS: dict[str, Callable[[Served, RoomAt], TestClient]] = {
    "stranger": lambda served, _: served.browser(),
    "onlooker": onlooker,
    "participant": ann,
    "neighbour": bo,
    "other": lambda served, _: served.gil(),
    "host": lambda served, _: served.fay(),
}


def test_every_route_has_a_row(served: Served) -> None:
    pages, sockets = routes(served.app)
    assert pages == {(way.method, way.route) for way in WAYS}
    assert sockets == SOCKETS


@pytest.mark.parametrize("way", WAYS, ids=called)
def test_who_may_go_this_way(served: Served, way: Way) -> None:
    for who, visit in VISITORS.items():
        room = served.house.room()
        browser = visit(served, room)
        screen, before = room.row.screen_token, served.kept()
        answer = way.go(browser, room)
        expected = way.stranger if who == "onlooker" else getattr(way, who)
        assert outcome(answer) == expected.format(room=room.id), who
        if expected != way.host or expected == "401" or way.method == "GET":
            assert served.kept() == before, f"a {who} changed something"
        if who != "host" and "{screen}" not in way.path:
            assert screen not in answer.text, f"a {who} was told the big screen's link"


@pytest.mark.parametrize("way", [way for way in WAYS if way.other == NO_SUCH_ROOM != way.stranger], ids=called)
def test_another_facilitator_cannot_tell_a_room_from_none(served: Served, way: Way) -> None:
    room, gil = served.house.room(), served.gil()
    told = way.go(gil, room)
    served.house.commit(lambda tx: deleting.delete_room(tx, room.id))
    served.app.state.stage.boards.forget(room.id)
    assert told.content == gil.request(told.request.method, told.url, content=told.request.content).content


@pytest.mark.parametrize("way", UNSAFE, ids=called)
def test_no_other_site_makes_a_facilitator_do_it(served: Served, way: Way) -> None:
    room, fay = served.house.room(), served.fay(headers={})
    before = served.kept()
    for name, headers in FOREIGN.items():
        fay.headers = httpx2.Headers(headers)
        answer = way.go(fay, room)
        assert answer.status_code == 403, name
        assert "That came from another site." in answer.text or "foreign-origin" in answer.text, name
        assert served.kept() == before, name


@pytest.mark.parametrize("ours", [{"origin": ORIGIN}, {"sec-fetch-site": "same-origin"}], ids=["origin", "site"])
@pytest.mark.parametrize("way", UNSAFE, ids=called)
def test_our_own_pages_may(served: Served, way: Way, ours: dict[str, str]) -> None:
    room = served.house.room()
    assert outcome(way.go(served.fay(headers=ours), room)) == way.host.format(room=room.id)


SAID = (
    '{"type":"answer","answer_id":"%s","activity":"plan","round":1,"rev":1,"value":"call"}' % ("0" * 32),
    '{"type":"action","action_id":"%s","activity":"plan","round":1,"what":"hide","value":"call"}' % ("0" * 32),
)


@pytest.mark.parametrize("said", SAID, ids=["answer", "action"])
@pytest.mark.parametrize("place", ["screen/{screen}", "console/{room}"])
def test_only_phones_answer_and_act_by_plain_http(served: Served, place: str, said: str) -> None:
    for who, visit in VISITORS.items():
        room = served.house.room().goto(Phase.OPEN)
        browser, before = visit(served, room), served.kept()
        way = Way("POST", LIVE, f"/live/{place}", "", "", "", "", "", said)
        answer = way.go(browser, room)
        if answer.status_code == 200:
            assert [message["code"] for message in answer.json()] == ["unknown-type"], who
        assert served.kept() == before, who


def test_a_signed_out_browser_is_a_stranger(served: Served) -> None:
    fay = served.fay()
    assert fay.get("/library").status_code == 200
    fay.post("/signout")
    assert outcome(fay.get("/library")) == SIGN_IN
