"""Who may go which way: every route by stranger, by participant of another room and by facilitator; and no
unsafe way is open to another site's page."""

from __future__ import annotations

import httpx2
import pytest
from starlette.testclient import TestClient

from server.people.identity import participant_cookie
from tests.house import RoomAt
from tests.pages.browsers import ORIGIN, Served
from tests.pages.ways import SIGN_IN, SOCKETS, WAYS, Way, routes

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


def bo(served: Served, room: RoomAt) -> TestClient:
    """Bo sits in another room, and tries that seat's cookie under this room's name, too."""
    token = f"seat in another room than {room.id}"
    browser = served.seated(served.house.room(), served.browser(), token)
    browser.cookies.set(participant_cookie(room.id, https=False), token)
    return browser


def test_every_route_has_a_row(served: Served) -> None:
    pages, sockets = routes(served.app)
    assert pages == {(way.method, way.route) for way in WAYS}
    assert sockets == SOCKETS


@pytest.mark.parametrize("way", WAYS, ids=called)
def test_who_may_go_this_way(served: Served, way: Way) -> None:
    for who, expected in (("stranger", way.stranger), ("participant", way.participant), ("host", way.host)):
        room = served.house.room()
        browser = served.fay() if who == "host" else bo(served, room) if who == "participant" else served.browser()
        screen, before = room.row.screen_token, served.kept()
        answer = way.go(browser, room)
        assert outcome(answer) == expected.format(room=room.id), who
        if expected != way.host or expected == "401":
            assert served.kept() == before, f"a {who} changed something"
        if who != "host" and "{screen}" not in way.path:
            assert screen not in answer.text, f"a {who} was told the big screen's link"


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


def test_a_signed_out_browser_is_a_stranger(served: Served) -> None:
    fay = served.fay()
    assert fay.get("/library").status_code == 200
    fay.post("/signout")
    assert outcome(fay.get("/library")) == SIGN_IN
