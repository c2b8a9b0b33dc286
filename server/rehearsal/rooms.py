"""All rehearsals of this process: one a facilitator, gone without a trace when it ends."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from sqlmodel import col

from server.refusals import Refused
from server.rehearsal.rehearsal import Rehearsal
from server.room import deleting
from server.room.pretence import FEWEST, MOST, Pretence
from server.stage import Stage
from server.store.models import Room
from server.workshops.content import Workshop

MINIMUM = 5
LAST_LOOK_SECONDS = 1.0


class Rehearsals:
    """Opened and ended here; what made-up people do in them runs as a task each."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._running: dict[int, Rehearsal] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._one_by_one = asyncio.Lock()

    async def begin(self) -> None:
        """At a start: rehearsals that stood when the server went down are deleted."""
        with suppress(Refused):  # a full disk does not keep the server from starting
            await self._stage.writer.run(deleting.end_rehearsals)

    async def open(self, facilitator: int, workshop: Workshop, pretence: Pretence, theme: str = "paper") -> int:
        """Open a rehearsal in place of the one that this facilitator has; its id. Raises `Refused`."""
        if not FEWEST <= pretence.people <= MOST:
            raise Refused("wrong-people", f"A pretend room has {FEWEST} to {MOST:,} people.")
        async with self._one_by_one:  # or two clicks open two, and nobody leaves the first one
            theirs = col(Room.facilitator_id) == facilitator
            for room in await self._stage.writer.run(lambda tx: deleting.end_rehearsals(tx, theirs)):
                self._gone(room)
            room = await self._stage.open_room(facilitator, workshop, MINIMUM, theme, rehearsal=True)
            board = await self._stage.boards.of(room)
            if board is None:
                raise Refused("no-room", "This rehearsal is over already.")
            self._running[room] = rehearsal = Rehearsal(self._stage, board, pretence)
            self._tasks[room] = asyncio.create_task(self._live(rehearsal))
            return room

    def of(self, room: int) -> Rehearsal | None:
        """The rehearsal in a room."""
        return self._running.get(room)

    async def end(self, room: int) -> None:
        """Delete a rehearsal, for everybody who looks at it."""
        await self._stage.writer.run(lambda tx: deleting.end_rehearsal(tx, room))
        self._gone(room)

    async def stop(self) -> None:
        """At a shutdown: nobody made up does anything any more."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _live(self, rehearsal: Rehearsal) -> None:
        await rehearsal.live()
        await asyncio.sleep(LAST_LOOK_SECONDS)  # the last picture goes out first
        await self.end(rehearsal.board.room)

    def _gone(self, room: int) -> None:
        self._running.pop(room, None)
        task = self._tasks.pop(room, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
        self._stage.news.gone(room)
