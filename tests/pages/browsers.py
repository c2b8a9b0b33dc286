"""A server in this process and the browsers that visit it, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from sqlalchemy import select, table, text
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from server.app import create_app
from server.people import identity
from server.people.identity import facilitator_cookie, participant_cookie
from server.settings import Settings
from server.store.models import Facilitator
from server.store.transaction import Transaction
from tests.house import House, RoomAt, living
from tests.people import GIL

ORIGIN = "http://roomful.test"
HERE = "127.0.0.1"
ELSEWHERE = "192.0.2.7"
OURS = {"sec-fetch-site": "same-origin"}
TABLES = tuple(SQLModel.metadata.tables)


class Served:
    """One server: its database, its application, and whoever comes by."""

    def __init__(self, house: House, app: FastAPI, portal: BlockingPortal, origin: str) -> None:
        self.house, self.app, self.portal, self.origin = house, app, portal, origin
        self.https = origin.startswith("https:")

    def browser(self, address: str = ELSEWHERE, headers: dict[str, str] | None = None) -> TestClient:
        """Somebody's browser at that address; by default on a page of ours."""
        line = TestClient(
            self.app,
            base_url=self.origin,
            client=(address, 50_000),
            headers=OURS | {"origin": self.origin} if headers is None else headers,
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

    def gil(self) -> TestClient:
        """The browser of another facilitator, signed in; no room here is Gil's."""
        browser = self.browser()
        known = self.house.all("SELECT id FROM facilitator WHERE name = ?", GIL.name)
        gil = known[0][0] if known else self.house.commit(_gil)
        browser.cookies.set(facilitator_cookie(self.https), self.house.commit(lambda tx: identity.sign_in(tx, gil)))
        return browser

    def seated(self, room: RoomAt, browser: TestClient, token: str) -> TestClient:
        """A browser that holds a seat in a room."""
        room.seat(token)
        browser.cookies.set(participant_cookie(room.id, self.https), token)
        return browser

    def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that is stored, by table. `PRAGMA data_version` would also count a log that begins anew."""
        with self.house.engine.connect() as rows:
            return {
                name: [tuple(row) for row in rows.execute(select(text("*")).select_from(table(name)))]
                for name in TABLES
            }

    def at_once(self, requests: Sequence[httpx2.Request], address: str = ELSEWHERE) -> list[httpx2.Response]:
        """All these requests in one moment."""

        async def all_of_them() -> list[httpx2.Response]:
            way = httpx2.ASGITransport(self.app, client=(address, 50_000))
            async with httpx2.AsyncClient(transport=way) as line:
                return await asyncio.gather(*(line.send(request) for request in requests))

        return self.portal.call(all_of_them)


def _gil(tx: Transaction) -> int:
    gil = Facilitator(name=GIL.name, password_hash="unknown")
    tx.session.add(gil)
    tx.session.flush()
    assert gil.id is not None
    return gil.id


@contextmanager
def serving(folder: Path, empty: Path, **settings: Any) -> Iterator[Served]:
    """A server until the block ends."""
    with living(folder, empty) as house:
        made = Settings(data=folder, **settings)
        app = create_app(made)
        with TestClient(app) as line:
            assert line.portal is not None
            served = Served(house, app, line.portal, made.public_origin or ORIGIN)
            yield served
