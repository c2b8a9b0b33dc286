"""The facilitator's side of a run: open a room, make moves, read what can be downloaded."""

from __future__ import annotations

import http.client
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from server.trials.swarm.address import Address, loopback

NAME, PASSWORD = "Fay", "a crowd of made-up phones"
MOST_STEPS = 12


class Refusal(Exception):
    """The server did not do what the facilitator asked."""


class RoomKey(NamedTuple):
    """What one needs to find a room: its id, the code for phones, the big screen's token."""

    id: int
    code: str
    screen_token: str


class Standing(NamedTuple):
    """Where a room stands, as its row says."""

    phase: str
    activity: str
    round: int


class Page(NamedTuple):
    """An answer to a plain request."""

    status: int
    location: str
    body: bytes


class Desk:
    """One facilitator's browser. Its methods block; from a loop call them in a thread."""

    def __init__(self, address: Address, database: Path) -> None:
        self.address = loopback(*address)
        self.database = database
        self.cookie = ""
        self.moves: dict[int, int] = {}

    def set_up(self, token: str) -> None:
        """Become this server's first facilitator."""
        self._expect(self.post("/setup", {"token": token, "name": NAME, "password": PASSWORD}), 303)

    def sign_in(self) -> None:
        """Come back after a set-up."""
        self._expect(self.post("/signin", {"name": NAME, "password": PASSWORD}), 303)

    def open_room(self, workshop: str, minimum: int = 5) -> RoomKey:
        """Open a room and look up its keys."""
        return self._opened(self.post("/rooms", {"workshop": workshop, "minimum": str(minimum), "theme": "paper"}))

    def rehearse(self, workshop: str, people: int, temper: str = "even") -> RoomKey:
        """The same with a rehearsal."""
        return self._opened(self.post("/rehearsals", {"workshop": workshop, "people": str(people), "temper": temper}))

    def _opened(self, page: Page) -> RoomKey:
        self._expect(page, 303)
        room = int(page.location.rstrip("/").rpartition("/")[2])
        row = self._row(room)
        self.moves[room] = row["moves"]
        return RoomKey(room, row["code"], row["screen_token"])

    def stands(self, room: int) -> Standing:
        """Where a room stands now."""
        row = self._row(room)
        return Standing(row["phase"], row["activity"], row["round"])

    def advance(self, room: int, phase: str) -> Standing:
        """Press Next at least once, and until the room stands in `phase`."""
        for _ in range(MOST_STEPS):
            self.move(room, "next")
            if (standing := self.stands(room)).phase == phase:
                return standing
        raise Refusal(f"the room never came to {phase}")

    def _row(self, room: int) -> sqlite3.Row:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as rows:
            rows.row_factory = sqlite3.Row
            found: sqlite3.Row | None = rows.execute("SELECT * FROM room WHERE id = ?", (room,)).fetchone()
        if found is None:
            raise Refusal(f"there is no room {room}")
        return found

    def move(self, room: int, verb: str) -> bool:
        """Make a move from where this desk believes the room stands; whether it was applied."""
        fields = {"verb": verb, "expects": str(self.moves[room])}
        page = self.post(f"/rooms/{room}/moves", fields, accept="application/json")
        self._expect(page, 200)
        answer = json.loads(page.body)
        self.moves[room] = int(answer["moves"])
        return bool(answer["applied"])

    def get(self, path: str) -> Page:
        """Load a page or a download."""
        return self._ask("GET", path, "", "*/*")

    def post(self, path: str, form: dict[str, str], accept: str = "text/html") -> Page:
        """Send a form from a page of this server."""
        return self._ask("POST", path, urlencode(form), accept)

    def _ask(self, method: str, path: str, body: str, accept: str) -> Page:
        headers = {"Accept": accept, "Origin": self.address.origin, "Sec-Fetch-Site": "same-origin"}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.cookie:
            headers["Cookie"] = self.cookie
        with closing(http.client.HTTPConnection(*self.address, timeout=30)) as line:
            line.request(method, path, body=body or None, headers=headers)
            reply = line.getresponse()
            payload = reply.read()
        fresh = (reply.headers.get("Set-Cookie") or "").partition(";")[0]
        self.cookie = fresh or self.cookie
        return Page(reply.status, reply.headers.get("Location") or "", payload)

    def _expect(self, page: Page, status: int) -> None:
        if page.status != status:
            raise Refusal(f"{page.status} instead of {status}: {page.body[:300]!r}")
