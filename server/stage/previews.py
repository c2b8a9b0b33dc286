"""The facilitator's private previews: asked for when enough people have answered, decided by the writer."""

from __future__ import annotations

from functools import partial

from server.phases import FIRST_ROUND
from server.room import previews
from server.room.board import Board
from server.room.comparing import groups_follow, lag
from server.room.previews import Key, Taken
from server.stage import rows
from server.stage.news import News
from server.stage.redraw import Redraw
from server.store.writer import Writer


class Previews:
    """What is due is asked for once; the board shows it when it is a row."""

    def __init__(self, news: News, redraw: Redraw, writer: Writer) -> None:
        self._news, self._redraw, self._writer = news, redraw, writer
        self._asked: set[tuple[int, Key]] = set()

    def look(self, board: Board, key: Key) -> None:
        """Somebody answered in this round. Another process may have the same thought; the writer decides once. None is
        taken of what its author wants split: laid beside the groups it would show single people."""
        book = board.books.get(key)
        asked = board.room, key
        if key[1] != FIRST_ROUND or book is None or book.released or asked in self._asked:
            return
        if groups_follow(board.items, board.ways, key[0]):
            return
        activity = board.activity_of(key[0])
        if activity is None:
            return
        behind = lag(board.items, board.ways, activity, board.minimum)
        if book.preview.due(len(book.values), behind):
            self._asked.add(asked)
            take = partial(previews.take, room=board.room, key=key, question=activity.asked(key[1]), lag=behind)
            self._writer.submit(take, partial(self._taken, asked))

    def _taken(self, asked: tuple[int, Key], taken: Taken | None, _error: Exception | None) -> None:
        self._asked.discard(asked)
        board = self._news.board(taken.room, taken.version) if taken else None
        if board is not None and taken is not None:
            rows.book_of(board, *taken.key).preview = taken.preview
            self._redraw.soon(board.room)
            self.look(board, taken.key)  # more may have answered meanwhile
