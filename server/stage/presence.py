"""Who is here: the links of a room, counted as people."""

from __future__ import annotations

from server.clock import monotonic
from server.room import joining
from server.room.board import Board
from server.stage.boards import Boards
from server.stage.hub import Audience, Hub, Link
from server.stage.redraw import Redraw
from server.store.writer import Writer


class Presence:
    """Browsers come and go here; a person with two of them is one person."""

    def __init__(self, hub: Hub, boards: Boards, redraw: Redraw, writer: Writer) -> None:
        self._hub, self._boards, self._redraw, self._writer = hub, boards, redraw, writer

    def arrive(self, board: Board, link: Link) -> None:
        """A browser has linked."""
        self._hub.join(link)
        self._count(board, link, +1)

    def depart(self, board: Board, link: Link) -> None:
        """It is gone."""
        self._hub.leave(link)
        self._count(board, link, -1)

    def _count(self, board: Board, link: Link, by: int) -> None:
        if link.audience is Audience.SCREEN:
            board.screens += by
        elif link.participant is not None and link.participant in board.people:
            person = board.people[link.participant]
            person.links += by
            person.seen = monotonic()
        self._redraw.soon(board.room)

    async def remember(self) -> None:
        """Write down who is here, so that a restart does not empty the room."""
        here = [who for board in self._boards for who, person in board.people.items() if person.links]
        if here:
            await self._writer.run(lambda tx: joining.seen(tx, here))
