"""What one phone said and heard: the evidence that the oracle weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Key = tuple[str, int]


class Given(NamedTuple):
    """An answer as it was sent. `key` is activity and round, `at` the client's monotonic clock."""

    key: Key
    answer_id: str
    rev: int
    value: object
    at: float


class Acked(NamedTuple):
    """An answer that the server promised to keep."""

    key: Key
    answer_id: str
    rev: int
    version: int
    at: float


class Refused(NamedTuple):
    """An answer that the server would not take."""

    key: Key
    answer_id: str
    code: str
    final: bool
    at: float


@dataclass(slots=True)
class Diary:
    """One participant's log. `seat` is -1 before the server said it; `waiting` is what the outbox still holds."""

    seat: int = -1
    sent: list[Given] = field(default_factory=list)
    acked: list[Acked] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    waiting: set[Key] = field(default_factory=set)

    def keys(self) -> set[Key]:
        """The rounds this participant said anything in."""
        return {given.key for given in self.sent}

    def sent_in(self, key: Key) -> Iterator[Given]:
        """What was sent in one round."""
        return (given for given in self.sent if given.key == key)

    def last_ack(self, key: Key) -> Acked | None:
        """The promise with the largest rev in one round."""
        return max((ack for ack in self.acked if ack.key == key), key=lambda ack: ack.rev, default=None)
