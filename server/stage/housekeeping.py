"""Rooms leave: out of memory when nobody looks, and for good when somebody says so or their time is over."""

from __future__ import annotations

from server.room import deleting
from server.stage.boards import Boards
from server.stage.hub import Audience, Hub
from server.stage.news import News
from server.store.writer import Writer


class Housekeeping:
    """What is cleared away, and who is told."""

    def __init__(self, hub: Hub, boards: Boards, news: News, writer: Writer) -> None:
        self._hub, self._boards, self._news, self._writer = hub, boards, news, writer

    async def tidy(self) -> None:
        """Every few seconds: cut who does not read, forget rooms that nobody looks at."""
        self._hub.cut_links_that_do_not_read()
        for room in self._boards.idle():
            if not any(self._hub.crowd(room, audience) for audience in Audience):
                self._news.forget(room)

    async def purge(self, keep_days: int) -> None:
        """The daily job: delete the rooms that are older than people were told."""
        for room in await self._writer.run(lambda tx: deleting.purge(tx, keep_days)):
            self._news.gone(room)

    async def delete_room(self, room: int) -> None:
        """Delete a room for everyone."""
        await self._writer.run(lambda tx: deleting.delete_room(tx, room))
        self._news.gone(room)
