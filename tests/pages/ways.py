"""Every way into the server, and who may go it. A new route without a row here fails a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import httpx2
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.testclient import TestClient

from tests.house import WORKSHOP, RoomAt

SIGN_IN = "303 /signin"
NO_SUCH_ROOM = "404"


class Way(NamedTuple):
    """A request, and what it comes to: for a stranger; for a participant of the room, and of another room; for a
    facilitator of other rooms, and for the room's own."""

    method: str
    route: str
    path: str
    stranger: str
    participant: str
    neighbour: str
    other: str
    host: str
    body: dict[str, str] | str = ""

    def to(self, room: RoomAt) -> str:
        """The address, for one room."""
        row = room.row
        return self.path.format(room=row.id, code=row.code, screen=row.screen_token)

    def go(self, browser: TestClient, room: RoomAt) -> httpx2.Response:
        """Ask for it."""
        if isinstance(self.body, dict):
            return browser.request(self.method, self.to(room), data=self.body)
        return browser.request(self.method, self.to(room), content=self.body)


def all_alike(method: str, route: str, path: str, comes_to: str, body: dict[str, str] | str = "") -> Way:
    """Open to everyone, or to nobody."""
    return Way(method, route, path, comes_to, comes_to, comes_to, comes_to, comes_to, body)


def seated(method: str, route: str, path: str, others: str, body: dict[str, str] | str = "") -> Way:
    """For who has a seat in this room."""
    return Way(method, route, path, others, "200", others, others, others, body)


def host_only(method: str, route: str, comes_to: str, body: dict[str, str] | str = "", path: str = "") -> Way:
    """Everyone else is led to the sign-in; to other facilitators there is no such room."""
    path = path or route
    sign_in = f"{SIGN_IN}?to={path}" if method == "GET" and route != "/library" else SIGN_IN
    other = NO_SUCH_ROOM if "{room}" in route else comes_to
    return Way(method, route, path, sign_in, sign_in, sign_in, other, comes_to, body)


LIVE = "/live/{audience}/{place}"
BEAT = '{"type": "snapshot"}'
OTHER = {"name": "Mallory", "password": "let me in please", "token": ""}
WAYS = (
    all_alike("GET", "/healthz", "/healthz", "200"),
    all_alike("HEAD", "/healthz", "/healthz", "200"),
    all_alike("GET", "/readyz", "/readyz", "200"),
    all_alike("HEAD", "/readyz", "/readyz", "200"),
    all_alike("GET", "/static", "/static/any/icon.svg", "200"),
    all_alike("GET", "/setup", "/setup", SIGN_IN),
    all_alike("POST", "/setup", "/setup", SIGN_IN, OTHER),
    all_alike("GET", "/signin", "/signin", "200"),
    all_alike("POST", "/signin", "/signin", "403", OTHER),
    all_alike("POST", "/signout", "/signout", SIGN_IN),
    host_only("GET", "/library", "200"),
    host_only("POST", "/rooms", "404", {"workshop": WORKSHOP.workshop, "minimum": "5", "theme": "paper"}),
    host_only("POST", "/rehearsals", "404", {"workshop": WORKSHOP.workshop, "people": "12"}),
    host_only("POST", "/rooms/{room}/rehearsal", "404", {"temper": "even"}),
    host_only("POST", "/rooms/{room}/rehearsal/end", "404"),
    host_only("GET", "/rooms/{room}", "200"),
    host_only("POST", "/rooms/{room}/moves", "200", {"verb": "next", "expects": "0"}),
    host_only("POST", "/rooms/{room}/acts", "422", {"activity": "plan", "round": "1", "what": "dance"}),
    host_only("GET", "/rooms/{room}/ask/{key}", "404", path="/rooms/{room}/ask/asked-1"),
    host_only("GET", "/rooms/{room}/results", "200"),
    host_only("POST", "/rooms/{room}/ask", "422", {"kind": "choice", "question": "Well?", "expects": "0"}),
    host_only(
        "POST", "/rooms/{room}/ask/{key}/take-out", "200", {"expects": "0"}, "/rooms/{room}/ask/asked-1/take-out"
    ),
    host_only("POST", "/rooms/{room}/export.zip", "200"),
    host_only("POST", "/rooms/{room}/delete", "303 /library"),
    host_only("POST", "/rooms/{room}/screen-link", "303 /rooms/{room}"),
    host_only("GET", "/rooms/{room}/door", "200"),
    host_only("POST", "/rooms/{room}/address", "422", {"origin": "http://192.0.2.66"}),
    all_alike("GET", "/", "/", "200"),
    all_alike("POST", "/join", "/join", "303 /000000", {"code": "000000"}),
    all_alike("GET", "/{code:code}", "/{code}", "200"),
    all_alike("GET", "/{code:code}", "/000000", "404"),
    all_alike("HEAD", "/{code:code}", "/{code}", "200"),
    seated("GET", "/{code:code}/wall", "/{code}/wall", "403"),
    seated("HEAD", "/{code:code}/wall", "/{code}/wall", "403"),
    seated("GET", "/{code:code}/asks", "/{code}/asks", "403"),
    seated("HEAD", "/{code:code}/asks", "/{code}/asks", "403"),
    all_alike("POST", "/{code:code}/seat", "/{code}/seat", "204"),
    all_alike("GET", "/{code:code}/test", "/{code}/test", "200"),
    all_alike("GET", "/{code:code}/test", "/000000/test", "404"),
    all_alike("POST", "/{code:code}/test", "/{code}/test", "204", {"way": "socket"}),
    all_alike("GET", "/screen/{token}", "/screen/{screen}", "200"),
    all_alike("GET", "/screen/{token}", "/screen/a-guess", "404"),
    seated("GET", LIVE, "/live/phone/{code}", "401"),
    seated("POST", LIVE, "/live/phone/{code}", "401", BEAT),
    all_alike("GET", LIVE, "/live/screen/{screen}", "200"),
    all_alike("POST", LIVE, "/live/screen/{screen}", "200", BEAT),
    all_alike("GET", LIVE, "/live/screen/a-guess", "404"),
    all_alike("POST", LIVE, "/live/screen/a-guess", "404", BEAT),
    Way("GET", LIVE, "/live/console/{room}", "401", "401", "401", NO_SUCH_ROOM, "200"),
    Way("POST", LIVE, "/live/console/{room}", "401", "401", "401", NO_SUCH_ROOM, "200", BEAT),
    all_alike("GET", LIVE, "/live/elsewhere/{room}", "422"),
)
SOCKETS = {LIVE, "/live/echo"}
"""Who may go these: `tests/live/test_who_may.py`."""


def routes(app: FastAPI) -> tuple[set[tuple[str, str]], set[str]]:
    """All (method, route) pairs of the server, and all routes of sockets."""
    pages: set[tuple[str, str]] = set()
    sockets: set[str] = set()
    for route in flat(app.routes):
        if isinstance(route, WebSocketRoute):
            sockets.add(route.path)
        elif isinstance(route, Mount):
            pages.add(("GET", route.path))
        elif isinstance(route, Route):
            pages |= {(method, route.path) for method in route.methods or ()}
        else:
            raise AssertionError(f"nobody knows what {route!r} is")
    return pages, sockets


def flat(some: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """Routes, those of included parts as well."""
    for route in some:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from flat(inner.routes)
