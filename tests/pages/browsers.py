"""A server in this process and the browsers that visit it, without a network."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from sqlmodel import select
from starlette.testclient import TestClient

from server.app import create_app
from server.people import identity
from server.people.identity import facilitator_cookie, participant_cookie
from server.settings import Settings
from server.store.models import Answer, Facilitator, Move, Participant, Room, Round, SignIn
from tests.house import House, RoomAt, living

ORIGIN = "http://roomful.test"
HERE = "127.0.0.1"
ELSEWHERE = "192.0.2.7"
OURS = {"sec-fetch-site": "same-origin"}
TABLES = (Facilitator, SignIn, Room, Participant, Answer, Round, Move)


class Served:
    """One server: its database, its application, and whoever comes by."""

    def __init__(self, house: House, app: FastAPI, portal: BlockingPortal, origin: str) -> None:
        self.house, self.app, self.portal, self.origin = house, app, portal, origin
        self.https = origin.startswith("https:")
        self.watch = sqlite3.connect(house.path)

    def browser(self, address: str = ELSEWHERE, headers: dict[str, str] | None = None) -> TestClient:
        """Somebody's browser at that address; by default on a page of ours."""
        line = TestClient(
            self.app,
            base_url=self.origin,
            client=(address, 50_000),
            headers=OURS if headers is None else headers,
            follow_redirects=False,
            raise_server_exceptions=False,
        )
        line.portal = self.portal
        return line

    def fay(self, headers: dict[str, str] | None = None) -> TestClient:
        """Fay's browser, signed in."""
        browser = self.browser(headers=headers)
        token = self.house.commit(lambda tx: identity.sign_in(tx, self.house.fay))
        browser.cookies.set(facilitator_cookie(self.https), token)
        return browser

    def seated(self, room: RoomAt, browser: TestClient, token: str) -> TestClient:
        """A browser that holds a seat in a room."""
        room.seat(token)
        browser.cookies.set(participant_cookie(room.id, self.https), token)
        return browser

    def changes(self) -> int:
        """A number that is another one after every change to what is stored."""
        number: int = self.watch.execute("PRAGMA data_version").fetchone()[0]
        return number

    def kept(self) -> list[list[Any]]:
        """Everything that is stored."""
        with self.house.engine.connect() as rows:
            return [list(rows.execute(select(table))) for table in TABLES]

    def at_once(self, requests: Sequence[httpx2.Request], address: str = ELSEWHERE) -> list[httpx2.Response]:
        """All these requests in one moment."""

        async def all_of_them() -> list[httpx2.Response]:
            way = httpx2.ASGITransport(self.app, client=(address, 50_000))
            async with httpx2.AsyncClient(transport=way) as line:
                return await asyncio.gather(*(line.send(request) for request in requests))

        return self.portal.call(all_of_them)


@contextmanager
def serving(folder: Path, empty: Path, **settings: Any) -> Iterator[Served]:
    """A server until the block ends."""
    with living(folder, empty) as house:
        made = Settings(data=folder, **settings)
        app = create_app(made)
        with TestClient(app) as line:
            assert line.portal is not None
            served = Served(house, app, line.portal, made.public_origin or ORIGIN)
            with closing(served.watch):
                yield served
