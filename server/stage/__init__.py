"""The stage: verbs go in (answer, move, take a seat), pictures come out.

The only place that knows both the hub and the database. Everything here runs on the event loop;
what commits goes through the writer, what reads through the reader, and boards follow in commit order.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from markupsafe import Markup

from server.refusals import Refused
from server.reports import exports
from server.room import answer_rows, facilitation, joining, pretence
from server.room.answer_rows import Own
from server.room.answers import Given, Giving, Offer
from server.room.board import Board, Person
from server.room.facilitation import Moved, Sealed
from server.room.joining import Renewed, Seated
from server.settings import Settings
from server.stage import results, rows
from server.stage.acts import Acts
from server.stage.boards import Boards
from server.stage.heart import Heart
from server.stage.housekeeping import Housekeeping
from server.stage.hub import Hub
from server.stage.news import News
from server.stage.presence import Presence
from server.stage.previews import Previews
from server.stage.redraw import Redraw
from server.stage.replies import Reply, awaited
from server.stage.whereabouts import Whereabouts
from server.store.database import Reader, epoch
from server.store.transaction import Transaction
from server.store.writer import Writer
from server.workshops import filter
from server.workshops.content import Workshop


class Stage:
    """All rooms of this process."""

    def __init__(self, settings: Settings, reader: Reader, writer: Writer, hub: Hub) -> None:
        self.settings, self.reader, self.writer, self.hub = settings, reader, writer, hub
        self.boards = Boards(settings, reader)
        self.redraw = Redraw(hub, self.boards, reader.at_once(epoch))
        self.news = News(hub, self.boards, self.redraw)
        self.presence = Presence(hub, self.news, self.redraw, writer)
        self.acts = Acts(self.news, self.redraw, writer)
        self.heart = Heart(self.boards, self.acts, self.move)
        self.previews = Previews(self.news, self.redraw, writer)
        self.housekeeping = Housekeeping(hub, self.boards, self.news, writer)
        self.whereabouts = Whereabouts(settings, self.news, self.redraw, writer)

    # What participants do.

    def seated(self, code: str, token_of: Callable[[int], str]) -> tuple[Board, Person] | None:
        """Who holds a seat in the open room of this code. Somebody else's wrong codes, tried from the same
        Wi-Fi, must not keep them out; so this asks nobody how often they failed. It looks in memory only: a
        read of rows would tell by its time that the code is right, to whoever made a token up."""
        board = self.boards.known(code)
        person = board.holder(joining.hashed(token_of(board.room))) if board else None
        return (board, person) if board and person else None

    async def holder(self, board: Board, token: str) -> Person | None:
        """Who a token stands for. A board that has fallen behind may not know them yet; the rows do."""
        if not token:
            return None
        kept = joining.hashed(token)
        if known := board.holder(kept):
            return known
        if await self.reader.run(lambda session: joining.holds_seat(session, board.room, kept)):
            await self.news.catch_up(board.room)
        return board.holder(kept)

    def answer(self, board: Board, participant: int, offer: Offer, reply: Reply[Given]) -> None:
        """Have an answer counted. `reply` is called after the commit, with what is stored or with why not."""
        activity = board.activity_of(offer.activity)
        if activity is None:
            reply(None, Refused("wrong-activity", "There is no such activity in this room."))
            return

        def done(given: Given | None, error: Exception | None) -> None:
            if given is not None and given.fresh:
                self._answered(board.room, given)
            reply(given, error)

        self.writer.submit(Giving(board.room, participant, activity, offer), done)

    async def answer_now(self, board: Board, participant: int, offer: Offer) -> Given:
        """Have an answer counted, and wait for it; raises `Refused`."""
        return await awaited(partial(self.answer, board, participant, offer))

    async def own(self, board: Board, person: Person) -> list[Own]:
        """What somebody has answered so far. Nothing is read for who never did, unless the board has fallen behind."""
        if not board.has_answered(person.participant) and not self.boards.behind(board):
            return []
        return await self.reader.run(lambda session: answer_rows.of_participant(session, person.participant))

    def _answered(self, room: int, given: Given) -> None:
        board = self.news.board(room, given.version)
        if board is not None:
            rows.book_of(board, given.activity, given.round).enter(given.participant, given.value)
            rows.unmake_next(board, given.activity, given.round)
            self.previews.look(board, (given.activity, given.round))
            self.redraw.soon(room)

    async def take_seat(self, room: int, made_up: bool = False) -> tuple[Seated, str]:
        """A new participant and the token that is theirs; raises `Refused`."""
        token, capacity = secrets.token_urlsafe(16), pretence.MOST if made_up else self.settings.room_capacity
        seat = partial(joining.take_seat, room_id=room, token=token, capacity=capacity, made_up=made_up)
        return await self.writer.run(seat, self._seated), token

    def _seated(self, seated: Seated) -> None:
        board = self.news.board(seated.room, seated.version)
        if board is not None:
            person = Person(seated.participant, seated.seat, seated.joined_move)
            board.admit(person, seated.token_hash)
            self.redraw.soon(seated.room)

    # What facilitators do.

    async def open_room(
        self,
        facilitator: int,
        workshop: Workshop,
        minimum: int,
        theme: str,
        protected: bool = False,
        rehearsal: bool = False,
    ) -> int:
        """Open a room, with the list of foul words as it is now; its id."""
        house = await asyncio.to_thread(filter.words, self.settings.filter)
        workshop = workshop.watched(house)
        opened = partial(joining.open_room, protected=protected, rehearsal=rehearsal)
        return await self.writer.run(lambda tx: opened(tx, facilitator, workshop, minimum, theme))

    async def move(self, room: int, verb: str, expects: int) -> Moved | None:
        """Make a move; None if there is no such room. Who is here is written first: a close counts them."""
        with suppress(Refused):
            await self.presence.remember()
        return await self.writer.run(lambda tx: facilitation.move(tx, room, verb, expects), self._moved)

    async def ask(self, asking: Callable[[Transaction], Moved | None]) -> Moved | None:
        """Put in a typed question, reword it or take it out (`facilitation.asking`); raises `Refused`."""
        return await self.writer.run(asking, self._moved)

    def _moved(self, moved: Moved | None) -> None:
        if moved is None or not moved.applied or moved.room.id is None:
            return
        board = self.news.board(moved.room.id, moved.version)
        if board is not None:
            if moved.workshop is not None:
                board.workshop, board.items = moved.workshop, moved.workshop.run_of_show()
            rows.stand(board, moved.room, moved.rounds, moved.ways)
            self.previews.look(board, (moved.room.activity, moved.room.round))
            self.redraw.now(moved.room.id)

    async def export(self, room: int) -> bytes:
        """The room's ZIP. What it lets out is sealed first, so that no round grows by a few afterwards."""

        def seal(tx: Transaction) -> Sealed | None:
            return facilitation.seal(tx, room, exports.rounds_to_seal(tx.session, room))

        await self.writer.run(seal, self._sealed)
        return await self.reader.run(lambda session: exports.archive(session, room))

    async def results(self, room: int) -> Markup | None:
        """The room's results page; None if there is no such room."""
        return await self.reader.run(lambda session: results.drawn(session, room, self.settings))

    def _sealed(self, sealed: Sealed | None) -> None:
        board = self.news.board(sealed.room, sealed.version) if sealed else None
        if board is not None and sealed is not None:
            for key in sealed.rounds:
                board.books[key].released = True
            rows.compare(board, sealed.ways)
            self.redraw.soon(board.room)

    async def renew_screen_link(self, room: int) -> None:
        """Give the big screen a new address and close what holds the old one."""
        await self.writer.run(lambda tx: joining.renew_screen_link(tx, room), self._renewed)

    def _renewed(self, renewed: Renewed) -> None:
        self.news.screens_gone(renewed.room)
        board = self.news.board(renewed.room, renewed.version)
        if board is not None:
            board.screen_token = renewed.token
            self.redraw.now(renewed.room)
