"""A big screen or a console that only looks on, and notes when it saw what."""

from __future__ import annotations

import asyncio
import json
from time import monotonic
from typing import Any, NamedTuple

from server.trials.swarm.address import Address
from server.trials.swarm.wire import Socket, kind_of


class Seen(NamedTuple):
    """A frame and when it arrived, on the client's monotonic clock."""

    at: float
    payload: bytes

    def json(self) -> Any:
        """The frame, parsed."""
        return json.loads(self.payload)


class Watcher:
    """One link that keeps every frame it gets. It does not come back by itself."""

    def __init__(self, address: Address, path: str, cookie: str = "") -> None:
        self.frames: list[Seen] = []
        self.code = 0
        self._socket = Socket(address, path, self, cookie)
        self._stir = asyncio.Event()

    async def __aenter__(self) -> Watcher:
        await self._socket.connect()
        await self.next(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._socket.close()

    async def next(self, seen: int, seconds: float = 10) -> Seen:
        """The first frame after the first `seen` ones."""
        async with asyncio.timeout(seconds):
            while len(self.frames) <= seen:
                self._stir.clear()
                await self._stir.wait()
        return self.frames[seen]

    def opened(self, socket: Socket) -> None:
        """Nothing to say."""

    def received(self, socket: Socket, payload: bytes) -> None:
        """Keep a frame."""
        if kind_of(payload) == "frame":
            self.frames.append(Seen(monotonic(), payload))
            self._stir.set()

    def closed(self, socket: Socket, code: int) -> None:
        """Remember why."""
        self.code = code
        self._stir.set()
