"""Chance that can be thrown again: the same seed gives the same faults."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Numbers from a seed."""

    def __init__(self, seed: str) -> None:
        self._seed, self._thrown = seed.encode(), 0

    def bytes(self, size: int) -> bytes:
        """Some bytes."""
        parts = []
        for _ in range(-(-size // 64)):
            self._thrown += 1
            parts.append(hashlib.blake2b(self._seed + self._thrown.to_bytes(8, "big")).digest())
        return b"".join(parts)[:size]

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return int.from_bytes(self.bytes(8), "big") % limit

    def choose(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[self.below(len(things))]
