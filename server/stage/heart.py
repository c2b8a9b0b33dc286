"""The heart: what happens by itself in a round that is open, once its time has come.

A kind says what is due next. It is stored as an event of the clock with the time at which it was due, so that whoever
folds the rows later comes to the same state, also where the server was down meanwhile.
"""

from __future__ import annotations

from hashlib import blake2b

import structlog

from server.activities.contract.event import Due
from server.clock import now
from server.phases import Phase
from server.refusals import Refused
from server.room import folding
from server.room.actions import Action
from server.room.board import Board
from server.stage.acts import Acts
from server.stage.boards import Boards

log = structlog.get_logger()
Round = tuple[int, str, int]


class Heart:
    """Looks at every open round that this process has in memory."""

    def __init__(self, boards: Boards, acts: Acts) -> None:
        self._boards, self._acts = boards, acts
        self._stopped: set[Round] = set()

    async def beat(self) -> None:
        """Have everything stored that has become due, the earliest first."""
        for board in self._boards:
            while (due := self._next(board)) and await self._happens(board, due):
                pass

    def _next(self, board: Board) -> Due | None:
        """What has become due in a room; nothing where its kind fails to say, which costs a picture and no beat."""
        activity, book, here = board.activity, board.book(), _round(board)
        if activity is None or book is None or board.step.phase is not Phase.OPEN or here in self._stopped:
            return None
        try:
            due = activity.due(folding.state(board, activity, board.step.round))
        except Exception as error:
            self._stop(here, repr(error))
            return None
        return due if due and _at(book.opened_ms, due) <= round(now().timestamp() * 1000) else None

    async def _happens(self, board: Board, due: Due) -> bool:
        """Whether it was stored now; another process may have been faster, and Next may have closed the round."""
        _room, activity, number = here = _round(board)
        # The same thing has the same id everywhere, so two processes store it once.
        name = f"{activity}.{number}.{due.seconds}.{due.what}".encode()
        action = Action(blake2b(name, digest_size=16).hexdigest(), activity, number, due.what, due.value)
        book = board.books[activity, number]
        try:
            acted = await self._acts.happen(board, action, _at(book.opened_ms, due))
        except Refused:
            return False
        if not acted.fresh and acted.event in book.events:  # folded, and yet still due: it would be so for ever
            self._stop(here, f"{due.what} is due again")
        return acted.fresh

    def _stop(self, here: Round, why: str) -> None:
        room, activity, number = here
        self._stopped.add(here)
        log.error("nothing more happens by itself", room=room, activity=activity, round=number, error=why)


def _round(board: Board) -> Round:
    return board.room, board.activity.key if board.activity else "", board.step.round


def _at(opened_ms: int, due: Due) -> int:
    return opened_ms + round(due.seconds * 1000)
