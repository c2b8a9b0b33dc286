"""Roomful under test: a server of its own and a room in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from server.trials.swarm.content import write_workshop
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.desk import Desk, RoomKey, Standing
from server.trials.swarm.oracle import Row, read_done, read_rows
from server.trials.swarm.serving import LIFTED, ROOT, Server, serve
from server.trials.swarm.watcher import Watcher


@dataclass
class Rig:
    """Everything a measurement needs to reach."""

    server: Server
    desk: Desk
    room: RoomKey

    @property
    def pid(self) -> int:
        """The process that holds the sockets now."""
        return self.server.pid

    def crowd(self) -> Crowd:
        """An empty crowd for the room; fill it inside its `async with`."""
        return Crowd(self.server.address, self.room.code)

    def rows(self) -> list[Row]:
        """Every stored answer of the room."""
        return read_rows(self.server.database, self.room.id)

    def done(self) -> list[tuple[int, str]]:
        """Every stored action of a participant's, by seat and id, in the order in which they are told."""
        return read_done(self.server.database, self.room.id)

    def screen(self) -> Watcher:
        """A big screen that looks on."""
        return Watcher(self.server.address, f"/live/screen/{self.room.screen_token}")

    def console(self) -> Watcher:
        """The facilitator's own socket."""
        return Watcher(self.server.address, f"/live/console/{self.room.id}", self.desk.cookie)

    async def advance(self, phase: str) -> Standing:
        """Press Next until the room stands in `phase`."""
        return await asyncio.to_thread(self.desk.advance, self.room.id, phase)

    async def move(self, verb: str) -> bool:
        """Make one move."""
        return await asyncio.to_thread(self.desk.move, self.room.id, verb)

    def counters(self) -> dict[str, int]:
        """What the server says it has done so far."""
        counters: dict[str, int] = json.loads(self.desk.get("/healthz").body)
        return counters


@asynccontextmanager
async def rig(
    data: Path,
    *,
    supervised: bool = False,
    limits: Mapping[str, str] = LIFTED,
    write: Callable[[Path], str] = write_workshop,
    tree: Path = ROOT,
) -> AsyncIterator[Rig]:
    """A running server with one room of the workshop that `write` puts there, still in the lobby. Joining is not
    limited unless `limits` says so. The program is that in `tree`."""
    workshop = write(data)
    with serve(data, supervised=supervised, tree=tree, **limits) as server:
        desk = await asyncio.to_thread(server.desk)
        room = await asyncio.to_thread(desk.open_room, workshop)
        yield Rig(server, desk, room)
