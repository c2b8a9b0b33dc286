"""The stage: verbs go in (answer, move, take a seat), pictures come out.

The only place that knows both the hub and the database. Everything here runs on the event loop;
what commits goes through the writer, what reads through the reader, and boards follow in commit order.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from functools import partial
from time import monotonic

from sqlmodel import Session

from server import answers, exports, facilitation, joining
from server.activities.base import Activity, Refused
from server.answers import Given, Offer
from server.board import Board, Person
from server.database import Reader
from server.facilitation import Moved
from server.hub import Audience, Hub, Link
from server.joining import Seated
from server.models import Participant
from server.settings import Settings
from server.stage import boards
from server.stage.redraw import Redraw
from server.workshops.content import Workshop
from server.writer import Transaction, Writer

Reply = Callable[[Given | None, Exception | None], None]
IDLE_SECONDS = 600


class Stage:
    """All rooms of this process."""

    def __init__(self, settings: Settings, reader: Reader, writer: Writer, hub: Hub) -> None:
        self.settings, self.reader, self.writer, self.hub = settings, reader, writer, hub
        self.boards: dict[int, Board] = {}
        self.redraw = Redraw(hub, self.boards)
        self._loading: dict[int, asyncio.Task[Board | None]] = {}
        self._touched: dict[int, float] = {}
        self._missed: set[int] = set()
        self._catching_up: set[asyncio.Task[None]] = set()

    async def board(self, room: int) -> Board | None:
        """The board of a room, loaded if need be; None if there is no such room."""
        self._touched[room] = monotonic()
        if room in self.boards:
            return self.boards[room]
        if room not in self._loading:
            self._loading[room] = asyncio.create_task(self._load(room))
        return await asyncio.shield(self._loading[room])

    async def _load(self, room: int) -> Board | None:
        try:
            while True:
                self._missed.discard(room)
                board = await self.reader.run(partial(self._from_rows, room=room))
                if room not in self._missed:  # else something was committed after the rows were read
                    break
            if board is not None:
                self.boards[room] = board
            return board
        finally:
            del self._loading[room]

    def _from_rows(self, session: Session, room: int) -> Board | None:
        return boards.load(session, room, self.settings)

    async def by_code(self, code: str) -> Board | None:
        """The board of the room that has this code."""
        for board in self.boards.values():
            if board.code == code and not board.ended:
                return board
        room = await self.reader.run(lambda session: joining.find_open(session, code))
        return await self.board(room.id) if room is not None and room.id is not None else None

    # What participants do.

    def answer(self, board: Board, participant: int, offer: Offer, reply: Reply) -> None:
        """Have an answer counted. `reply` is called after the commit, with what is stored or with why not."""
        activity = self._activity(board, offer.activity)
        if activity is None:
            reply(None, Refused("wrong-activity", "There is no such activity in this room."))
            return

        def done(given: Given | None, error: Exception | None) -> None:
            if given is not None and given.fresh:
                self._answered(board.room, given)
            reply(given, error)

        self.writer.submit(
            partial(_give, room=board.room, participant=participant, activity=activity, offer=offer), done
        )

    async def give(self, board: Board, participant: int, offer: Offer) -> Given:
        """Have an answer counted, and wait for it; raises `Refused`."""
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()

        def reply(given: Given | None, error: Exception | None) -> None:
            if future.cancelled():
                return
            if given is not None:
                future.set_result(given)
            else:
                future.set_exception(error or AssertionError("neither given nor refused"))

        self.answer(board, participant, offer, reply)
        return await future

    @staticmethod
    def _activity(board: Board, key: str) -> Activity | None:
        current = board.activity
        if current is not None and current.key == key:
            return current
        return next((item.activity for item in board.items if item.activity.key == key), None)

    def _answered(self, room: int, given: Given) -> None:
        board = self._in_step(room, given.version)
        if board is not None:
            boards.book_of(board, given.activity, given.round).enter(given.participant, given.value)
            self.redraw.soon(room)

    async def take_seat(self, room: int) -> tuple[Seated, str]:
        """A new participant and the token that is theirs; raises `Refused`."""
        token, capacity = secrets.token_urlsafe(16), self.settings.room_capacity
        seated = await self.writer.run(lambda tx: joining.take_seat(tx, room, token, capacity))
        board = self._in_step(room, seated.version)
        if board is not None:
            board.people[seated.participant] = Person(seated.seat, seen=monotonic())
            self.redraw.soon(room)
        return seated, token

    # What facilitators do.

    async def open_room(self, facilitator: int, workshop: Workshop, minimum: int, theme: str) -> int:
        """Open a room; its id."""
        return await self.writer.run(lambda tx: joining.open_room(tx, facilitator, workshop, minimum, theme))

    async def move(self, room: int, verb: str, expects: int) -> Moved | None:
        """Make a move; None if there is no such room."""
        moved = await self.writer.run(lambda tx: facilitation.move(tx, room, verb, expects))
        if moved is not None and moved.applied:
            board = self._in_step(room, moved.version)
            if board is not None:
                boards.stand(board, moved.room, list(moved.rounds))
                self.redraw.now(room)
        return moved

    async def export(self, room: int) -> bytes:
        """The room's ZIP. What it lets out is sealed first, so that no round grows by a few afterwards."""

        def seal(tx: Transaction) -> int:
            facilitation.seal(tx, exports.rounds_to_seal(tx.session, room))
            return tx.next_version(room)

        version = await self.writer.run(seal)
        packed = await self.reader.run(lambda session: exports.archive(session, room))
        board = self.boards.get(room)
        if board is not None and version > board.version:
            await self._catch_up(board)
        return packed

    async def renew_screen_link(self, room: int) -> None:
        """Give the big screen a new address and close what holds the old one."""
        token = await self.writer.run(lambda tx: joining.renew_screen_link(tx, room))
        self.hub.close(list(self.hub.crowd(room, Audience.SCREEN)), 4404, "This link was replaced.")
        if room in self.boards:
            self.boards[room].screen_token = token
            self.redraw.now(room)

    async def delete_room(self, room: int) -> None:
        """Delete a room for everyone."""
        await self.writer.run(lambda tx: joining.delete_room(tx, room))
        self._forget(room)

    # Who is here.

    def arrive(self, board: Board, link: Link) -> None:
        """A browser has linked."""
        self.hub.join(link)
        self._present(board, link, +1)

    def depart(self, board: Board, link: Link) -> None:
        """It is gone."""
        self.hub.leave(link)
        self._present(board, link, -1)

    def _present(self, board: Board, link: Link, by: int) -> None:
        if link.audience is Audience.SCREEN:
            board.screens += by
        elif link.participant is not None and link.participant in board.people:
            person = board.people[link.participant]
            person.links += by
            person.seen = monotonic()
        self.redraw.soon(board.room)

    def glimpsed(self, board: Board, person: Participant | None) -> None:
        """Somebody without a socket looked: they are here."""
        if person is not None and person.id in board.people:
            board.people[person.id].seen = monotonic()

    def _in_step(self, room: int, version: int) -> Board | None:
        """The board, if this version is the next it needs; one that fell behind is caught up from rows."""
        board = self.boards.get(room)
        if board is None:
            self._missed.add(room)
            return None
        if version > board.version + 1:
            task = asyncio.create_task(self._catch_up(board))
            self._catching_up.add(task)
            task.add_done_callback(self._catching_up.discard)
        elif version == board.version + 1:
            board.version = version
            return board
        return None

    async def _catch_up(self, board: Board) -> None:
        fresh = await self.reader.run(partial(self._from_rows, room=board.room))
        if fresh is not None and fresh.version > board.version:
            boards.adopt(board, fresh)
            self.redraw.now(board.room)

    # Keeping house.

    async def keep_house(self) -> None:
        """Once in a while: remember who is here, cut who does not read, purge what is old."""
        self.hub.cut_the_deaf()
        here = [who for board in self.boards.values() for who, person in board.people.items() if person.links]
        if here:
            await self.writer.run(lambda tx: joining.seen(tx, here))
        for room in [room for room, at in self._touched.items() if monotonic() - at > IDLE_SECONDS]:
            if not any(self.hub.crowd(room, audience) for audience in Audience):
                self.boards.pop(room, None)
                del self._touched[room]

    async def purge(self) -> None:
        """The daily job: delete the rooms that are older than people were told."""
        keep = self.settings.keep_days
        for room in await self.writer.run(lambda tx: joining.purge(tx, keep)):
            self._forget(room)

    def _forget(self, room: int) -> None:
        self.boards.pop(room, None)
        self._touched.pop(room, None)
        self.hub.close_room(room, 4410, "This room was deleted.")


def _give(tx: Transaction, *, room: int, participant: int, activity: Activity, offer: Offer) -> Given:
    return answers.give(tx, room, participant, activity, offer)
