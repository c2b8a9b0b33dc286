"""The boards of this process: loaded at first use, kept in step with commits, forgotten when idle."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial

from sqlmodel import Session

from server.clock import monotonic
from server.room import joining
from server.room.board import Board
from server.settings import Settings
from server.stage import rows
from server.store.database import Reader

IDLE_SECONDS = 600


class Boards:
    """A cache of rooms. Rows are the truth; a board may be thrown away at any time."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self._settings, self._reader = settings, reader
        self._by_room: dict[int, Board] = {}
        self._by_code: dict[str, Board] = {}
        self._loading: dict[int, asyncio.Task[Board | None]] = {}
        self._touched: dict[int, float] = {}
        self._missed: set[int] = set()
        self._heard: dict[int, int] = {}

    def __iter__(self) -> Iterator[Board]:
        return iter(list(self._by_room.values()))

    def __len__(self) -> int:
        return len(self._by_room)

    def get(self, room: int) -> Board | None:
        """The board of a room, if it is in memory."""
        return self._by_room.get(room)

    async def of(self, room: int) -> Board | None:
        """The board of a room, loaded if need be; None if there is no such room."""
        self._touched[room] = monotonic()
        if room in self._by_room:
            return self._by_room[room]
        if room not in self._loading:
            self._loading[room] = asyncio.create_task(self._load(room))
        return await asyncio.shield(self._loading[room])

    async def owned(self, room: int, facilitator: int | None) -> Board | None:
        """The same for its own facilitator; for everybody else there is no such room."""
        board = await self.of(room)
        return board if board is not None and board.facilitator == facilitator else None

    def known(self, code: str) -> Board | None:
        """The board of the open room that has this code, if it is in memory."""
        board = self._by_code.get(code)
        return board if board is not None and not board.ended else None

    async def by_code(self, code: str) -> Board | None:
        """The board of the room that has this code."""
        if board := self.known(code):
            return board
        room = await self._reader.run(lambda session: joining.find_open(session, code))
        return await self.of(room.id) if room is not None and room.id is not None else None

    async def _load(self, room: int) -> Board | None:
        try:
            while True:
                self._missed.discard(room)
                board = await self._reader.run(partial(self._from_rows, room=room))
                if room not in self._missed:  # else something was committed after the rows were read
                    break
            if board is not None:
                self._by_room[room] = board
                if not board.ended:
                    self._by_code[board.code] = board
            return board
        finally:
            del self._loading[room]

    def _from_rows(self, session: Session, room: int) -> Board | None:
        return rows.load(session, room, self._settings)

    def in_step(self, room: int, version: int) -> Board | None:
        """The board, if this version is the next it needs. None if it knows it already, is not in
        memory, or has fallen behind: then `caught_up` is due."""
        board = self._by_room.get(room)
        if board is None or version != board.version + 1:
            return None
        board.version = version
        return board

    def heard(self, room: int, version: int) -> Board | None:
        """Somebody says that a room has come to this version; its board, if it is in memory."""
        if room in self._by_room:
            self._heard[room] = max(version, self._heard.get(room, 0))
        elif room in self._loading:
            self._missed.add(room)
        return self._by_room.get(room)

    def behind(self, board: Board) -> bool:
        """Whether something was committed that this board has not caught up with yet."""
        return board.version < self._heard.get(board.room, 0)

    async def caught_up(self, board: Board) -> bool | None:
        """Bring a board that fell behind up to its rows; whether anything was new, None if the room is gone."""
        fresh = await self._reader.run(partial(self._from_rows, room=board.room))
        if fresh is None:
            return None
        if fresh.version <= board.version:
            return False
        rows.adopt(board, fresh)
        return True

    def forget(self, room: int) -> None:
        """Throw a board away, and what is being read for one."""
        if room in self._loading:
            self._missed.add(room)
        board = self._by_room.pop(room, None)
        if board is not None and self._by_code.get(board.code) is board:
            del self._by_code[board.code]
        self._touched.pop(room, None)
        self._heard.pop(room, None)

    def idle(self) -> list[int]:
        """Rooms that nobody asked for in a while."""
        return [room for room, at in self._touched.items() if monotonic() - at > IDLE_SECONDS]
