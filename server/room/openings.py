"""Openings: whether a round was ever opened, and when, from rows."""

from datetime import UTC, datetime

from server.store.transaction import Transaction

Round = tuple[int, str, int]  # room, activity, round


def opened(tx: Transaction, round: Round) -> datetime:
    """When; now, where it was not yet."""
    if ("opened", round) not in tx.memory:
        row = tx.execute(_OPENED, round).fetchone()
        tx.memory["opened", round] = datetime.fromisoformat(row[0]).replace(tzinfo=UTC) if row else tx.moment
    moment: datetime = tx.memory["opened", round]
    return moment


def was_open(tx: Transaction, room: int, activity: str, round: int) -> bool:
    """Whether this round was ever opened."""
    return tx.execute(_WAS_OPEN, (room, activity, round)).fetchone() is not None


_OPENED = "SELECT opened_at FROM round WHERE room_id = ? AND activity = ? AND round = ?"
_WAS_OPEN = "SELECT 1 FROM round WHERE room_id = ? AND activity = ? AND round = ?"
