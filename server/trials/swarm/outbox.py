"""Answers on their way: written down before they are sent, forgotten on an ack or a final refusal only."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from server.trials.swarm.diary import Acked, Diary, Given, Key, Refused


@dataclass(slots=True)
class Pending:
    """An answer in the outbox. `sent` is when it last went out; 0: it is due."""

    key: Key
    answer_id: str
    rev: int
    value: object
    sent: float = 0

    def message(self) -> bytes:
        """As it travels."""
        activity, round = self.key
        body = {"type": "answer", "answer_id": self.answer_id, "activity": activity, "round": round}
        return json.dumps({**body, "rev": self.rev, "value": self.value}, separators=(",", ":")).encode()


class Outbox:
    """One participant's unacknowledged answers, at most one a round, and the diary of all of them. All tabs of one
    participant share it."""

    __slots__ = ("_revs", "diary", "waiting")

    def __init__(self) -> None:
        self.diary = Diary()
        self.waiting: dict[Key, Pending] = {}
        self._revs: dict[Key, int] = {}

    def put(self, key: Key, value: object) -> Pending:
        """Write an answer down; a newer one for the same round takes the older one's place."""
        self._revs[key] = rev = self._revs.get(key, 0) + 1
        self.waiting[key] = pending = Pending(key, token_hex(16), rev, value)
        self.diary.waiting.add(key)
        return pending

    def send(self, pending: Pending, now: float, send: Callable[[bytes], None]) -> None:
        """Send an answer, and remember that it was."""
        pending.sent = now
        self.diary.sent.append(Given(pending.key, pending.answer_id, pending.rev, pending.value, now))
        send(pending.message())

    def overdue(self, since: float) -> bool:
        """Whether an answer went out before `since` and nothing came back."""
        return any(0 < pending.sent < since for pending in self.waiting.values())

    def acked(self, ack: dict[str, Any], now: float) -> Pending | None:
        """Take in an ack; the answer it lets go, if it does."""
        key = (ack["activity"], ack["round"])
        self.diary.acked.append(Acked(key, ack["answer_id"], ack["rev"], ack["version"], now))
        pending = self.waiting.get(key)
        if pending is None or pending.answer_id != ack["answer_id"] or ack["rev"] < pending.rev:
            return None
        return self._forget(pending)

    def refused(self, refusal: dict[str, Any], now: float) -> Pending | None:
        """Take in a refusal; the answer it ends, if it does."""
        pending = next((p for p in self.waiting.values() if p.answer_id == refusal["answer_id"]), None)
        if pending is None:
            return None
        code, final = refusal["code"], refusal["final"]
        self.diary.refused.append(Refused(pending.key, pending.answer_id, code, final, now))
        self._hear_of(pending.key, refusal["rev"] or 0)
        if final:
            return self._forget(pending)
        pending.sent = 0
        return None

    def told(self, you: dict[str, Any]) -> list[Pending]:
        """Take in what is stored; the answers that this lets go."""
        done = []
        for place, own in you["answers"].items():
            activity, _, round = place.rpartition(".")
            self._hear_of((activity, int(round)), own["rev"])
            pending = self.waiting.get((activity, int(round)))
            if pending is not None and pending.answer_id == own["answer_id"]:
                done.append(self._forget(pending))
        return done

    def _hear_of(self, key: Key, rev: int) -> None:
        self._revs[key] = max(rev, self._revs.get(key, 0))

    def _forget(self, pending: Pending) -> Pending:
        self.diary.waiting.discard(pending.key)
        return self.waiting.pop(pending.key)
