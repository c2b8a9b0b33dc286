"""One participant's phone: a cookie, an outbox, and at most one socket at a time that comes back by itself."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from secrets import SystemRandom
from time import monotonic
from typing import Any

from server.trials.swarm.address import Address
from server.trials.swarm.doings import Doings
from server.trials.swarm.host import Host
from server.trials.swarm.outbox import Outbox, Pending
from server.trials.swarm.step import step_of
from server.trials.swarm.web import Browser
from server.trials.swarm.wire import ABNORMAL, Socket, kind_of

FIRST_RETRY, SLOWEST_RETRY = 2.0, 4.0
BEAT_EVERY, SILENCE, ACK_WITHIN = 15.0, 25.0, 4.0
FINAL = frozenset({4401, 4403, 4404, 4410})
_chance = SystemRandom()


class JoinFailed(Exception):
    """The server gave no seat."""


class Phone:
    """A made-up participant. Nothing but `join` waits for the server. `stopped` is why it stays away, 0 if not."""

    __slots__ = (
        "_beat_at", "_frame", "_heard", "_host", "_knows", "_open", "_retry", "_socket", "_tasks", "_tries",
        "address", "code", "cookie", "doings", "first_retry", "outbox", "stopped", "version", "you",
    )  # fmt: skip

    def __init__(self, address: Address, code: str, host: Host, cookie: str = "") -> None:
        self.address, self.code, self.cookie = address, code, cookie
        self.first_retry = FIRST_RETRY
        self.outbox, self.doings = Outbox(), Doings(self.say)
        self.you: dict[str, Any] = {}
        self.version = self.stopped = 0
        self._host = host
        self._socket: Socket | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._tries = 0
        self._open = self._knows = False
        self._frame, self._heard, self._beat_at = b"", 0.0, 0.0

    @property
    def is_linked(self) -> bool:
        """Whether there is a socket, and the server said who this is."""
        return self._knows

    @property
    def step(self) -> Mapping[str, Any]:
        """What the newest frame says is asked."""
        return step_of(self._frame)

    async def join(self, *, page: bool = False) -> None:
        """Take a seat over HTTP, as scanning the code does; `page` loads the page first."""
        async with Browser(self.address, self.cookie) as browser:
            if page:
                await browser.get(f"/{self.code}")
            reply = await browser.post(f"/{self.code}/seat")
        if reply.status != 204:
            raise JoinFailed(f"{reply.status} {reply.body[:200]!r}")
        self.cookie = browser.cookie

    def answer(self, activity: str, round: int, value: object) -> Pending:
        """Write an answer down and send it, now or when there is a link again."""
        before = len(self.outbox.waiting)
        pending = self.outbox.put((activity, round), value)
        if len(self.outbox.waiting) > before:
            self._host.gives(self)
        self._send(pending)
        return pending

    def say(self, message: bytes) -> None:
        """Send any bytes as a text, if there is a link."""
        if self._socket is not None and self._open:
            self._socket.send(message)

    def link(self) -> None:
        """Open a socket, replacing any that is there."""
        self._forget_retry()
        self.unlink()
        self._socket = socket = Socket(self.address, f"/live/phone/{self.code}", self, self.cookie)
        self._heard = self._now()
        task = asyncio.get_running_loop().create_task(self._connect(socket))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def unlink(self) -> None:
        """Drop the socket without a word."""
        if self._socket is not None:
            self._socket.abort()
            self._lose(0)

    def stop(self) -> None:
        """Put the phone away for good."""
        self.stopped = self.stopped or 1000
        self._forget_retry()
        self.unlink()

    def tend(self, now: float) -> None:
        """Beat, send what is due, and replace a link that went dead; call it about once a second."""
        patience = SILENCE if self._open else ACK_WITHIN
        if self._socket is not None and (now - self._heard > patience or self.outbox.overdue(now - ACK_WITHIN)):
            self.link()
        elif self._open:
            if now - self._beat_at >= BEAT_EVERY:
                self._beat_at = now
                self.say(b'{"type":"beat","version":%d}' % self.version)
            self._send_due()
            self.doings.tend(now)

    def opened(self, socket: Socket) -> None:
        """The socket is open: everything in the outbox goes out again."""
        if socket is not self._socket:
            socket.abort()
            return
        self._open = True
        self._heard = self._beat_at = self._now()
        for pending in self.outbox.waiting.values():
            self._send(pending)
        self.doings.again(self._heard)

    def received(self, socket: Socket, payload: bytes) -> None:
        """Take in one message from the server."""
        if socket is not self._socket:
            return
        self._heard = self._now()
        match kind_of(payload):
            case "frame" | "count" as kind:
                self._frame = payload if kind == "frame" else self._frame
                self._host.framed(self, payload)
            case "you":
                self._know(json.loads(payload))
            case "ack" | "refused" as kind:
                message = json.loads(payload)
                if not self.doings.heard(message, self._heard):
                    told = self.outbox.acked if kind == "ack" else self.outbox.refused
                    self._settle(told(message, self._heard))

    def closed(self, socket: Socket, code: int) -> None:
        """The socket is gone: come back, unless the server said not to."""
        if socket is self._socket:
            self.stopped = code if code in FINAL else self.stopped
            self._lose(code)
            self._come_back()

    async def _connect(self, socket: Socket) -> None:
        try:
            await socket.connect()
        except OSError:
            self.closed(socket, ABNORMAL)
        if socket is not self._socket:
            socket.abort()

    def _come_back(self) -> None:
        if self.stopped or self._retry is not None:
            return
        longest = min(SLOWEST_RETRY, self.first_retry * 2**self._tries)
        self._tries += 1
        self._retry = asyncio.get_running_loop().call_later(_chance.uniform(0, longest), self.link)

    def _forget_retry(self) -> None:
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None

    def _lose(self, code: int) -> None:
        self._socket, self._open = None, False
        if self._knows:
            self._knows = False
            self._host.unlinked(self, code)

    def _know(self, you: dict[str, Any]) -> None:
        self.you, self.version = you, max(self.version, you["version"])
        self.outbox.diary.seat = you["seat"]
        for pending in self.outbox.told(you):
            self._settle(pending)
        if not self._knows:
            self._knows, self._tries = True, 0
            self._host.linked(self)

    def _send(self, pending: Pending) -> None:
        if self._open:
            self.outbox.send(pending, self._now(), self.say)

    def _send_due(self) -> None:
        for pending in self.outbox.waiting.values():
            if not pending.sent:
                self._send(pending)

    def _now(self) -> float:
        return monotonic()

    def _settle(self, pending: Pending | None) -> None:
        if pending is not None:
            self._host.settled(self, pending)
