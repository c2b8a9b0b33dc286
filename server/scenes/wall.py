"""The texts that are out, as one phone fetches them: in pages, in an order of its own, so that none is always first.

It reads what everybody else is shown: the same outcome of the same gate.
"""

from __future__ import annotations

from hashlib import blake2b

from pydantic import JsonValue

from server.activities.contract.question import Shown
from server.results.outcomes import Released
from server.room.board import Board
from server.scenes.outcome import outcome
from server.scenes.outcome import texts as texts_asked

A_PAGE = 12


def page(board: Board, participant: int, after: str = "") -> dict[str, JsonValue]:
    """The texts behind the one that is called `after`, for one person, and whether there are more."""
    shown = outcome(board) or texts_asked(board)
    texts = shown.result.wall() if isinstance(shown, Released) and not board.blank else ()
    ordered = sorted(texts, key=lambda text: (-(text.votes or 0), _place(board, participant, text)))
    at = next((number for number, text in enumerate(ordered, 1) if text.mark == after), 0)
    few = ordered[at : at + A_PAGE]
    told: list[JsonValue] = [dict(text._asdict()) for text in few]
    return {"texts": told, "more": len(ordered) > at + A_PAGE}


def _place(board: Board, participant: int, text: Shown) -> bytes:
    return blake2b(f"{participant}.{text.mark}".encode(), key=board.secret.encode()[:64], digest_size=8).digest()
