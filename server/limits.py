"""Token buckets: how often something may happen, with room for an honest burst."""

from collections import OrderedDict
from dataclasses import dataclass, field

from server.clock import monotonic

MOST_KEYS = 100_000  # of one kind; a flood from more networks than these makes the oldest fresh again


@dataclass(slots=True)
class Bucket:
    """`burst` at once, then `rate` a second."""

    rate: float
    burst: float
    level: float = field(init=False)
    since: float = field(init=False, default_factory=monotonic)

    def __post_init__(self) -> None:
        self.level = self.burst

    def take(self) -> bool:
        """Take one; False if none is left."""
        self._fill()
        if self.level < 1:
            return False
        self.level -= 1
        return True

    def give_back(self) -> None:
        """What was taken was fine after all."""
        self.level = min(self.burst, self.level + 1)

    def empty(self) -> bool:
        """Whether nothing is left, without taking any."""
        self._fill()
        return self.level < 1

    def _fill(self) -> None:
        now = monotonic()
        self.level = min(self.burst, self.level + (now - self.since) * self.rate)
        self.since = now


class Buckets:
    """A bucket per key (an address, a room), forgotten when full again. They stand in the order in which they were last
    asked for, so what can be forgotten stands first and nobody has to look through the rest."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._refill = burst / rate
        self._by_key: OrderedDict[object, Bucket] = OrderedDict()

    def of(self, key: object) -> Bucket:
        """The bucket of one key."""
        self._forget()
        bucket = self._by_key.get(key)
        if bucket is None:
            bucket = self._by_key[key] = Bucket(self.rate, self.burst)
        else:
            self._by_key.move_to_end(key)
        return bucket

    def _forget(self) -> None:
        full_since = monotonic() - self._refill
        while self._by_key:
            oldest = next(iter(self._by_key))
            if self._by_key[oldest].since > full_since and len(self._by_key) < MOST_KEYS:
                return
            del self._by_key[oldest]
