"""Who is here: the links of a room, counted as people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial

from server.clock import monotonic
from server.refusals import Refused
from server.room import presence
from server.room.board import Board, Person
from server.room.presence import Present
from server.stage.hub import Audience, Hub, Link
from server.stage.news import News
from server.stage.redraw import Redraw
from server.store.writer import Writer


class Presence:
    """Browsers come and go here; a person with two of them is one person."""

    def __init__(self, hub: Hub, news: News, redraw: Redraw, writer: Writer) -> None:
        self._hub, self._news, self._redraw, self._writer = hub, news, redraw, writer
        self._changed: dict[int, Present] = {}

    def arrive(self, board: Board, link: Link) -> None:
        """A browser has linked."""
        self._hub.join(link)
        self._count(board, link, +1)

    def depart(self, board: Board, link: Link) -> None:
        """It is gone."""
        self._hub.leave(link)
        self._count(board, link, -1)

    def asked(self, board: Board, person: Person) -> None:
        """Somebody whose sockets are blocked has asked by plain HTTP: they are here."""
        at = monotonic()
        is_news = not person.connected(at)
        person.polled = person.seen = at
        if is_news:
            self._redraw.soon(board.room)

    def _count(self, board: Board, link: Link, by: int) -> None:
        if link.audience is Audience.SCREEN:
            board.screens += by
        elif link.participant is not None and link.participant in board.people:
            self._linked(board, board.people[link.participant], by)
        self._redraw.soon(board.room)

    def _linked(self, board: Board, person: Person, by: int) -> None:
        person.links += by
        person.here = person.links > 0
        person.seen = monotonic()
        self._changed[person.participant] = Present(board.room, person.here)

    def stand_in(self, board: Board, participants: Iterable[int], by: int) -> None:
        """Made-up people come or go. They have no browser, and count as if they had one."""
        for participant in participants:
            self._linked(board, board.people[participant], by)
        self._redraw.soon(board.room)

    async def begin(self) -> None:
        """Nobody is linked yet; a restart does not empty the room."""
        with suppress(Refused):  # a full disk does not keep the server from starting
            await self._writer.run(presence.nobody_is_linked)

    async def remember(self) -> None:
        """Write down who came and who went since the last time."""
        changed, self._changed = self._changed, {}
        if not changed:
            return
        try:
            await self._writer.run(lambda tx: presence.came_and_went(tx, changed), partial(self._remembered, changed))
        except Refused:
            self._changed = changed | self._changed
            raise

    def _remembered(self, changed: Mapping[int, Present], versions: Mapping[int, int]) -> None:
        for room, version in versions.items():
            board = self._news.board(room, version)
            if board is not None:
                for participant in changed.keys() & board.people.keys():
                    person = board.people[participant]
                    person.here = person.links > 0
                self._redraw.soon(room)
