"""A stage on a house's database, with far ends in place of sockets, and a room that votes."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

from server.live.door import Visitor
from server.live.talk import Talk
from server.live.wire import RoomProtocol
from server.phases import Phase
from server.room.board import Board, Person
from server.settings import Settings
from server.stage import Stage
from server.stage.hub import Audience, Hub
from server.store.database import Reader
from server.store.writer import Writer
from server.trials.swarm.frames import Parser
from tests.house import House


@asynccontextmanager
async def on_stage(house: House) -> AsyncIterator[Stage]:
    """All rooms of a house. Nothing is drawn unless a test says so."""
    reader, writer = Reader(house.path), Writer(house.path)
    writer.start()
    try:
        yield Stage(Settings(data=house.path.parent), reader, writer, Hub())
    finally:
        await writer.stop()
        reader.close()


async def board_of(stage: Stage, room: int) -> Board:
    """The board of a room that is there."""
    board = await stage.boards.of(room)
    assert board is not None
    return board


async def vote(stage: Stage, board: Board) -> None:
    """Press Next until the room votes on the plan."""
    while board.step != (Phase.OPEN, 1):
        await stage.move(board.room, "next", board.moves)


class Far:
    """The far end of a link, which reads everything at once."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.heard = asyncio.Event()
        self.transport = SimpleNamespace(write=self.write, get_write_buffer_size=lambda: 0, abort=lambda: None)

    def write(self, frame: bytes) -> None:
        """Some frames, or an empty write, which is nothing on a socket either."""
        self.messages += [json.loads(payload) for _, payload in Parser().feed(frame)]
        self.heard.set()

    def close(self, code: int, reason: str) -> None:
        """Nobody is sent away here."""
        raise AssertionError(f"closed with {code}: {reason}")

    @property
    def kinds(self) -> Counter[str]:
        """How many messages of each type."""
        return Counter(message["type"] for message in self.messages)

    @property
    def pictures(self) -> int:
        """How many pictures came."""
        return self.kinds["frame"] + self.kinds["count"]


def linked(stage: Stage, board: Board, audience: Audience, person: Person | None = None) -> tuple[Talk, Far]:
    """One more browser, welcomed as `live` does it."""
    far = Far()
    talk = Talk(stage, Visitor(board, audience, person), cast(RoomProtocol, far))
    stage.presence.arrive(board, talk.link)
    stage.redraw.welcome(talk.link, board)
    return talk, far


async def seated(stage: Stage, board: Board) -> Person:
    """One more participant."""
    taken, _ = await stage.take_seat(board.room)
    return board.people[taken.participant]
