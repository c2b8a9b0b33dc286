"""Rations: how often one participant may do something, counted in rows."""

from __future__ import annotations

from server.activities.contract.happenings import Ration
from server.refusals import Refused
from server.store.transaction import Transaction

What = tuple[int, int, str, int, str]
"""Room, participant, activity, round, and what is done."""

_DONE = (
    "SELECT count(*) FROM event WHERE room_id = ? AND actor = ? AND activity = ? AND round = ? AND what = ?"
    " AND at_ms > ?"
)


def spend(tx: Transaction, what: What, ration: Ration, at_ms: int) -> None:
    """Once more; raises `Refused` ("too-many") where the ration is spent."""
    key = "spent", *what
    if key not in tx.memory:
        tx.memory[key] = tx.execute(_DONE, (*what, at_ms - round(ration.seconds * 1000))).fetchone()[0]
    if tx.memory[key] >= ration.most:
        raise Refused("too-many", ration.why)
    tx.memory[key] += 1
