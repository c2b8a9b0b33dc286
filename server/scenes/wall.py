"""The texts that are out, as one phone fetches them: in pages, in an order of its own, so that none is always first.

It reads what everybody else is shown: the same outcome of the same gate.
"""

from __future__ import annotations

from hashlib import blake2b

from pydantic import JsonValue

from server.activities.contract.question import Shown
from server.results.outcomes import Released, Undrawn
from server.room.board import Board
from server.scenes.outcome import outcome, state
from server.scenes.outcome import texts as texts_asked

A_PAGE = 12


def page(board: Board, participant: int, after: str = "") -> dict[str, JsonValue]:
    """The texts behind the one that is called `after`, for one person, and whether there are more."""
    shown = outcome(board) or texts_asked(board)
    texts = shown.result.wall() if isinstance(shown, Released) and not board.blank else ()
    ordered = sorted(texts, key=lambda text: (-(text.votes or 0), _place(board, participant, text)))
    at = next((number for number, text in enumerate(ordered, 1) if text.mark == after), 0)
    few = ordered[at : at + A_PAGE]
    told: list[JsonValue] = [{**text._asdict(), "tag": tag(board, text.mark)} for text in few]
    return {"texts": told, "more": len(ordered) > at + A_PAGE}


def gone(board: Board) -> list[str]:
    """The tags of texts that may have been seen and are not out any more, the last one last; none before a text could
    be seen, so that nobody counts what is let out and hidden meanwhile."""
    activity, happened, shown = board.activity, state(board), outcome(board) or texts_asked(board)
    if activity is None or isinstance(happened, Undrawn) or not isinstance(shown, Released):
        return []
    out = {text.mark for text in shown.result.wall()}
    return [tag(board, mark) for mark in activity.release_of(happened).touched if mark not in out]


def tag(board: Board, mark: str) -> str:
    """By what a text is taken away. It is no name: whoever was not shown the text learns nothing to mark it by."""
    key = board.secret.encode()[:64]
    return blake2b(mark.encode(), key=key, person=b"tag", digest_size=5).hexdigest()


def _place(board: Board, participant: int, text: Shown) -> bytes:
    return blake2b(f"{participant}.{text.mark}".encode(), key=board.secret.encode()[:64], digest_size=8).digest()
