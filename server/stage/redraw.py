"""The tick: which scenes are dirty, and when each is drawn, once, and sent; screens and consoles before phones."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from server.clock import monotonic
from server.room.board import Board, Person
from server.stage.boards import Boards
from server.stage.hub import Audience, Hub, Link, Picture
from server.stage.pictures import Latest, Pictures
from server.stumbles import stumble

log = structlog.get_logger()
ALL = set(Audience)
CALM = {Audience.SCREEN: 1.0, Audience.CONSOLE: 1.0, Audience.PHONE: 2.0}
"""How long a change may wait that people make all the time and nobody waits for, so that many are one picture."""
INTERVAL = {Audience.SCREEN: 0.1, Audience.CONSOLE: 0.25, Audience.PHONE: 0.5}
SHARE_FOR_PHONES = 0.4


class Redraw:
    """Which scenes are dirty, and when each may be drawn again."""

    def __init__(self, hub: Hub, boards: Boards, epoch: int) -> None:
        self.pictures = Pictures(epoch)
        self._hub, self._boards = hub, boards
        self._dirty: dict[int, set[Audience]] = {}
        self._calm: dict[tuple[int, Audience], float] = {}
        self._due: dict[tuple[int, Audience], float] = {}
        self._latest: dict[tuple[int, Audience], Latest] = {}
        self._turns: dict[int, asyncio.Task[None]] = {}
        self._urgent: set[int] = set()
        self._wake = asyncio.Event()

    @property
    def renders(self) -> int:
        """How many pictures were drawn so far."""
        return self.pictures.renders

    def soon(self, room: int) -> None:
        """Something changed: each audience sees it at its next turn."""
        if self._dirty.get(room) != ALL:
            self._dirty[room] = set(Audience)
            self._wake.set()

    def calmly(self, room: int) -> None:
        """Something changed that may wait for more of its sort; any other change takes it along."""
        at = monotonic()
        waits = [(room, audience) for audience in Audience if (room, audience) not in self._calm]
        self._calm.update({key: at + CALM[key[1]] for key in waits})
        if waits:
            self._wake.set()

    def now(self, room: int) -> None:
        """The room moved: everyone sees it at once."""
        for audience in Audience:
            self._due.pop((room, audience), None)
        self._dirty[room] = set(Audience)
        self._urgent.add(room)
        self._wake.set()

    async def run(self) -> None:
        """Draw what is due, for ever. Time alone never causes a frame."""
        while True:
            delay = self._draw_due(monotonic())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay):
                    await self._wake.wait()
            self._wake.clear()

    def _draw_due(self, at: float) -> float | None:
        """Draw what may be drawn; seconds until the next may be, None if nothing is dirty."""
        waits: list[float] = []
        for (room, audience), when in list(self._calm.items()):
            if when > at:
                waits.append(when - at)
            else:
                del self._calm[room, audience]
                self._dirty.setdefault(room, set()).add(audience)
        for room in list(self._dirty):
            board = self._boards.get(room)
            for audience in [a for a in INTERVAL if a in self._dirty[room]]:
                wait = self._due.get((room, audience), 0) - at
                if audience is Audience.PHONE and room in self._turns:
                    continue  # the turn that is under way wakes us when it ends
                if board is not None and wait > 0:
                    waits.append(wait)
                    continue
                self._dirty[room].discard(audience)
                if board is not None:
                    self._draw_or_log(board, audience, at)
            if not self._dirty[room]:
                del self._dirty[room]
        return min(waits, default=None)

    def _draw_or_log(self, board: Board, audience: Audience, at: float) -> None:
        try:
            self._draw(board, audience, at)
        except Exception as error:  # one room's broken picture must not stop the others
            log.error("not drawn", room=board.room, audience=audience, **stumble(error))

    def _draw(self, board: Board, audience: Audience, at: float) -> None:
        self._due[board.room, audience] = at + INTERVAL[audience]
        self._calm.pop((board.room, audience), None)
        crowd = list(self._hub.crowd(board.room, audience))
        if not crowd:
            self._latest.pop((board.room, audience), None)
            return
        if audience is not Audience.PHONE:
            self._hub.show_all(board.room, audience, self._whole(board, audience).picture)
            return
        self._urgent.discard(board.room)
        scene = str(board.moves)
        part = self.pictures.counts(board)
        strangers = any(link.shown != scene for link in crowd)
        picture = self._whole(board, audience).picture if strangers else Picture(scene, b"")
        turn = asyncio.create_task(self._in_turn(board.room, Picture(scene, picture.whole, part)))
        self._turns[board.room] = turn

    async def _in_turn(self, room: int, picture: Picture) -> None:
        try:
            busy = await self._hub.show_in_turn(room, Audience.PHONE, picture)
        finally:
            del self._turns[room]
        pause = 0.0 if room in self._urgent else max(INTERVAL[Audience.PHONE], busy / SHARE_FOR_PHONES)
        self._due[room, Audience.PHONE] = monotonic() - busy + pause
        if room in self._dirty:
            self._wake.set()

    def forget(self, room: int) -> None:
        """A room is gone from memory."""
        for audience in Audience:
            self._latest.pop((room, audience), None)
            self._due.pop((room, audience), None)
            self._calm.pop((room, audience), None)

    def snapshot(self, board: Board, audience: Audience, person: Person | None = None) -> Latest:
        """The whole picture for one newcomer, drawn with their own seat in it. A crowd shares one drawing, and may miss
        who came within the last moments: the next tick brings them."""
        latest = self._latest.get((board.room, audience))
        if latest is None or latest.moves != board.moves or monotonic() - latest.drawn >= INTERVAL[audience]:
            return self._whole(board, audience)
        has_them = person is None or person.seat < latest.people  # seats are given in order
        return latest if has_them else self._whole(board, audience)

    def size_for_phones(self, board: Board) -> int:
        """How many bytes the whole picture takes on its way to a phone."""
        return len(self._whole(board, Audience.PHONE).picture.whole)

    def welcome(self, link: Link, board: Board) -> None:
        """Show one link the whole picture."""
        link.shown = ""
        person = None if link.participant is None else board.people.get(link.participant)
        self._hub.show(link, self.snapshot(board, link.audience, person).picture)

    def _whole(self, board: Board, audience: Audience) -> Latest:
        latest = self._latest[board.room, audience] = self.pictures.whole(board, audience)
        return latest
