"""Actions on their way: in order and one at a time, forgotten on an ack or a final refusal only."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any


@dataclass(slots=True)
class Doing:
    """One action. `sent` is when it last went out; 0: it is due."""

    action_id: str
    body: dict[str, Any]
    sent: float = 0

    def message(self) -> bytes:
        """As it travels."""
        return json.dumps({"type": "action", "action_id": self.action_id, **self.body}, separators=(",", ":")).encode()


@dataclass(slots=True)
class Doings:
    """What one participant did, by the ids of the actions: `begun` in order, and of these `acked` and `refused`."""

    say: Callable[[bytes], None]
    waiting: deque[Doing] = field(default_factory=deque)
    begun: list[str] = field(default_factory=list)
    acked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def put(self, activity: str, round: int, what: str, now: float, value: object = None) -> None:
        """Write an action down; it goes out when those before it are over."""
        doing = Doing(token_hex(16), {"activity": activity, "round": round, "what": what, "value": value})
        self.begun.append(doing.action_id)
        self.waiting.append(doing)
        if len(self.waiting) == 1:
            self.again(now)

    def again(self, now: float) -> None:
        """Send the oldest, on a new connection or when it is due."""
        if self.waiting:
            self.waiting[0].sent = now
            self.say(self.waiting[0].message())

    def tend(self, now: float) -> None:
        """Send the oldest if it was refused for now."""
        if self.waiting and not self.waiting[0].sent:
            self.again(now)

    def heard(self, message: dict[str, Any], now: float) -> bool:
        """Take in an ack or a refusal; False if it is not about an action."""
        if (action_id := message.get("action_id")) is None:
            return False
        final = message["type"] == "ack" or message["final"]
        if message["type"] == "ack":
            self.acked.append(action_id)
        elif final:
            self.refused.append(action_id)
        if self.waiting and self.waiting[0].action_id == action_id:
            if final:
                self.waiting.popleft()
                self.again(now)
            else:
                self.waiting[0].sent = 0
        return True
