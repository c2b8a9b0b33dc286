"""How late this process's own loop runs. What it measured while it was late means nothing."""

from __future__ import annotations

import asyncio

from server.clock import monotonic

EVERY = 0.005
LIMIT = 0.020


class LagProbe:
    """Asks to be called every 5 ms and notes how late each call comes.

    By the machine's own clock: uvloop's stands still while a callback runs, and counts milliseconds.
    """

    def __init__(self) -> None:
        self.lags: list[float] = []
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, with a clean record."""
        self.stop()
        self.lags = []
        self._wait()

    def stop(self) -> None:
        """End; the record stays."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def called(self) -> None:
        """Note how late it is, and ask for the next call."""
        self.lags.append(max(0.0, monotonic() - self._due))
        self._wait()

    def _wait(self) -> None:
        self._due = monotonic() + EVERY
        self._timer = asyncio.get_running_loop().call_later(EVERY, self.called)

    @property
    def p99(self) -> float:
        """The lag that one call in a hundred exceeds, in seconds. A stall counts once for every call it swallowed."""
        return percentile(self._spread(), 99)

    @property
    def void(self) -> bool:
        """Whether what was measured meanwhile is worth nothing."""
        return self.p99 > LIMIT

    def _spread(self) -> list[float]:
        return [lag - back * EVERY for lag in self.lags for back in range(int(lag / EVERY) + 1)]


def percentile(values: list[float], percent: float) -> float:
    """The smallest value that at least `percent` of them do not exceed; 0 for none."""
    if not values:
        return 0.0
    ranked = sorted(values)
    place = -(-len(ranked) * percent // 100)
    return ranked[max(0, min(len(ranked), int(place)) - 1)]
