"""The heart: what happens by itself in a round that is open, once its time has come.

A kind says what is due next. It is stored as an event of the clock with the time at which it was due, so that whoever
folds the rows later comes to the same state, also where the server was down meanwhile. The end of the author's clock
comes last: it closes the round, by a move like any other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import blake2b

import structlog

from server.activities.contract.event import Due
from server.clock import monotonic, now
from server.phases import Phase
from server.refusals import Refused
from server.room import folding
from server.room.actions import Action
from server.room.board import Board
from server.room.facilitation import GRACE_SECONDS, Moved
from server.stage.acts import Acts
from server.stage.boards import Boards
from server.stumbles import stumble

log = structlog.get_logger()
Round = tuple[int, str, int]
Move = Callable[[int, str, int], Awaitable[Moved | None]]


class Heart:
    """Looks at every open round that this process has in memory."""

    def __init__(self, boards: Boards, acts: Acts, move: Move) -> None:
        self._boards, self._acts, self._move = boards, acts, move
        self._stopped: set[Round] = set()

    async def beat(self) -> None:
        """Have everything stored that has become due, the earliest first; then close what has no time left."""
        for board in self._boards:
            try:
                await self._beat(board)
            except Exception as error:  # the disk may have room again next time; other rooms do not wait for it
                log.error("what is due is put off", room=board.room, **stumble(error))

    async def _beat(self, board: Board) -> None:
        while (due := self._next(board)) and await self._happens(board, due):
            pass
        # Phones that a restart has cut off have as long to come back as any.
        if (ends := _ends(board)) is not None and max(ends, board.known_since + GRACE_SECONDS) <= monotonic():
            await self._move(board.room, "time", board.moves)

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
        return due if due and _at(book.opened_ms, due) <= _until(board) else None

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


def _ends(board: Board) -> float | None:
    """When the clock of an open round closes it, if it runs."""
    ends = board.timer.ends if board.step.phase is Phase.OPEN else None
    return None if ends is None else ends + GRACE_SECONDS


def _until(board: Board) -> int:
    """Now, in ms of the wall clock; no later than the round's own clock lets things happen."""
    ends, at = _ends(board), round(now().timestamp() * 1000)
    return at if ends is None else min(at, at + round((ends - monotonic()) * 1000))


def _at(opened_ms: int, due: Due) -> int:
    return opened_ms + round(due.seconds * 1000)
