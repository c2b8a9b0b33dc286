"""Token buckets: how often something may happen, with room for an honest burst."""

from dataclasses import dataclass, field

from server.clock import monotonic


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
    """A bucket per key (an address, a room), forgotten when full again."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._by_key: dict[object, Bucket] = {}

    def of(self, key: object) -> Bucket:
        """The bucket of one key."""
        if len(self._by_key) > 10_000:
            now = monotonic()
            refill = self.burst / self.rate
            self._by_key = {key: bucket for key, bucket in self._by_key.items() if now - bucket.since < refill}
        return self._by_key.setdefault(key, Bucket(self.rate, self.burst))
