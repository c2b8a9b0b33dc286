"""Boards kept abreast of what is committed, here or by another process, and what becomes of a room that is gone."""

from __future__ import annotations

import asyncio

from server.room.board import Board
from server.stage.boards import Boards
from server.stage.hub import Audience, Hub
from server.stage.redraw import Redraw


class News:
    """What is committed reaches the boards here. Nothing that is said carries the truth; the rows do."""

    def __init__(self, hub: Hub, boards: Boards, redraw: Redraw) -> None:
        self._hub, self._boards, self._redraw = hub, boards, redraw
        self.under_way: dict[int, asyncio.Task[None]] = {}

    def board(self, room: int, version: int) -> Board | None:
        """The board that shall take in this commit of ours; one that fell behind is caught up from rows."""
        board = self._boards.in_step(room, version)
        if board is None:
            self.heard(room, version)
        return board

    def heard(self, room: int, version: int) -> None:
        """A room is at this version: all that one process tells another."""
        board = self._boards.heard(room, version)
        if board is not None and board.version < version and room not in self.under_way:
            self.under_way[room] = task = asyncio.create_task(self.catch_up(room))
            task.add_done_callback(lambda _: self.under_way.pop(room))

    async def catch_up(self, room: int) -> None:
        """Bring a board up to its rows, and show what is new in them."""
        board = self._boards.get(room)
        going = board is not None
        while going and board is not None:
            token = board.screen_token
            fresh = await self._boards.caught_up(board)
            if fresh is None:
                self.gone(room)
            if not fresh:
                return
            if board.screen_token != token:
                self.screens_gone(room)
            self._redraw.now(room)
            going = self._boards.behind(board)

    def screens_gone(self, room: int) -> None:
        """The big screen has a new link; close what holds the old one."""
        self._hub.close(list(self._hub.crowd(room, Audience.SCREEN)), 4404, "This link was replaced.")

    def forget(self, room: int) -> None:
        """Nobody looks: rows will do until somebody asks again."""
        self._boards.forget(room)
        self._redraw.forget(room)

    def gone(self, room: int) -> None:
        """The room was deleted: nobody may look at it any longer."""
        self.forget(room)
        self._hub.close_room(room, 4410, "This room was deleted.")
