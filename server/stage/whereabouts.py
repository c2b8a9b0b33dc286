"""Where phones find a room: one of the addresses that this machine has when somebody asks."""

from __future__ import annotations

from server.addresses import Address
from server.refusals import Refused
from server.room import joining
from server.room.board import Board
from server.settings import Settings
from server.stage.news import News
from server.stage.redraw import Redraw
from server.store.writer import Writer


class Whereabouts:
    """The room's address is a row, so that every screen, reload and restart agrees on it."""

    def __init__(self, settings: Settings, news: News, redraw: Redraw, writer: Writer) -> None:
        self._settings, self._news, self._redraw, self._writer = settings, news, redraw, writer

    async def found(self, board: Board) -> tuple[Address, ...]:
        """What there is now. A room whose address is gone since gets the likeliest."""
        ways = self._settings.ways()
        if board.address not in {way.origin for way in ways}:
            await self._use(board.room, ways[0].origin)
        return ways

    async def choose(self, room: int, origin: str) -> None:
        """Show this one from now on; raises `Refused` if this machine does not have it."""
        if origin not in {way.origin for way in self._settings.ways()}:
            raise Refused("no-address", "This machine does not have that address now. Choose one that it has.")
        await self._use(room, origin)

    async def _use(self, room: int, origin: str) -> None:
        def used(version: int | None) -> None:
            board = self._news.board(room, version) if version is not None else None
            if board is not None:
                board.address, board.trial = origin, ""  # what a phone found out was about the other one
                self._redraw.now(room)

        await self._writer.run(lambda tx: joining.use_address(tx, room, origin), used)
