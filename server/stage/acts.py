"""What people and facilitators do besides answering: stored by the writer, noted on the board, drawn when it is due."""

from __future__ import annotations

from functools import partial

from server.activities.contract.event import CLOCK, FACILITATOR
from server.refusals import Refused
from server.room.actions import Acted, Acting, Action
from server.room.board import Board
from server.stage import rows
from server.stage.news import News
from server.stage.redraw import Redraw
from server.stage.replies import Reply, awaited
from server.store.writer import Writer


class Acts:
    """Actions of a room."""

    def __init__(self, news: News, redraw: Redraw, writer: Writer) -> None:
        self._news, self._redraw, self._writer = news, redraw, writer

    def take(self, board: Board, actor: int, action: Action, reply: Reply[Acted], at_ms: int | None = None) -> None:
        """Have an action stored. `reply` is called after the commit, with what is stored or with why not."""
        activity = board.activity_of(action.activity)
        if activity is None:
            reply(None, Refused("wrong-activity", "There is no such activity in this room."))
            return

        def done(acted: Acted | None, error: Exception | None) -> None:
            if acted is not None and acted.fresh:
                self._acted(board.room, acted)
            reply(acted, error)

        self._writer.submit(Acting(board.room, actor, activity, action, at_ms), done)

    async def take_now(self, board: Board, actor: int, action: Action, at_ms: int | None = None) -> Acted:
        """Have an action stored, and wait for it; raises `Refused`."""
        return await awaited(partial(self.take, board, actor, action, at_ms=at_ms))

    async def happen(self, board: Board, action: Action, at_ms: int) -> Acted:
        """What happens by itself, dated when it was due and not when it is stored; raises `Refused`."""
        return await self.take_now(board, CLOCK, action, at_ms)

    async def moderate(self, board: Board, action: Action) -> Acted:
        """What whoever facilitates does, in a round that the workshop has; raises `Refused`."""
        rounds = {step.round for item in board.items if item.activity.key == action.activity for step in item.steps}
        if action.activity == board.beside.key:
            rounds = {step.round for step in board.beside.course()}
        if action.round not in rounds:
            raise Refused("wrong-round", "There is no such round in this room.")
        return await self.take_now(board, FACILITATOR, action)

    def _acted(self, room: int, acted: Acted) -> None:
        board = self._news.board(room, acted.version)
        if board is not None:
            rows.book_of(board, acted.activity, acted.round).note(acted.event)
            rows.unmake_next(board, acted.activity, acted.round)
            activity = board.activity_of(acted.activity)
            calm = activity is not None and activity.hears and acted.event.actor != FACILITATOR
            (self._redraw.calmly if calm else self._redraw.soon)(room)
