"""A pretended Roomful for testing the load client: a WebSocket that does what its script says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from server.trials.swarm.address import Address, loopback

Script = Callable[["Pretend", ServerConnection, dict[str, Any]], Any]


class Pretend:
    """Answers by `script`; remembers what it stored and how often somebody linked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.links = 0
        self.cookies: list[str | None] = []
        self.got: list[dict[str, Any]] = []
        self.server: Server | None = None

    @property
    def address(self) -> Address:
        """Where it listens."""
        assert self.server is not None
        return loopback(*next(iter(self.server.sockets)).getsockname()[:2])

    async def attend(self, socket: ServerConnection) -> None:
        """One link, from greeting to end."""
        assert socket.request is not None
        self.links += 1
        self.cookies.append(socket.request.headers.get("Cookie"))
        try:
            await socket.send(json.dumps({"type": "you", "version": 1, "seat": 7, "joined_move": 0, "answers": {}}))
            async for text in socket:
                message = json.loads(text)
                self.got.append(message)
                await self.script(self, socket, message)
        except ConnectionClosed:
            pass


async def ack(room: Pretend, socket: ServerConnection, message: dict[str, Any]) -> None:
    """Promise to keep an answer."""
    if message["type"] == "answer":
        kept = {name: message[name] for name in ("answer_id", "activity", "round", "rev")}
        await socket.send(json.dumps({"type": "ack", **kept, "version": len(room.got)}))


def refusal(message: dict[str, Any], code: str, *, rev: int | None = None, final: bool = False) -> str:
    """No, and why."""
    answer_id = message["answer_id"]
    return json.dumps(
        {"type": "refused", "code": code, "message": "No.", "answer_id": answer_id, "rev": rev, "final": final}
    )


@asynccontextmanager
async def pretending(script: Script) -> AsyncIterator[Pretend]:
    """A pretended room, listening until the block ends."""
    room = Pretend(script)
    async with serve(room.attend, "127.0.0.1", 0, compression=None) as room.server:
        yield room
    await asyncio.sleep(0)
