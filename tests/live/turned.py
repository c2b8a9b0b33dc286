"""A network and a loop that do only what the test says: nothing is sent, and no time passes by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from server.clock import Turned


class FakeTransport(asyncio.Transport):
    """Keeps what is written; lost, it raises, as uvloop's does."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.aborted, self.closed, self.lost, self.unread = b"", False, False, False, 0

    def write(self, data: Any) -> None:
        """Keep it."""
        if self.lost:
            raise RuntimeError("the handler is closed")
        self.written += data

    def get_write_buffer_size(self) -> int:
        """What the test says."""
        return self.unread

    def is_closing(self) -> bool:
        """Whether it was told to go."""
        return self.aborted or self.closed or self.lost

    def abort(self) -> None:
        """Go without a word."""
        self.aborted = True

    def close(self) -> None:
        """Go once everything is sent."""
        self.closed = True

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        """Whoever listens now."""

    def pause_reading(self) -> None:
        """Nothing to pause."""

    resume_reading = pause_reading


@dataclass
class _Timer:
    due: float
    act: Callable[[], object] | None

    def cancel(self) -> None:
        self.act = None


class TurnedLoop:
    """The running loop, but for its timers: they are due when the test has turned the clock so far."""

    def __init__(self, clock: Turned) -> None:
        self._clock, self._loop = clock, asyncio.get_running_loop()
        self._timers: list[_Timer] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loop, name)

    @property
    def itself(self) -> asyncio.AbstractEventLoop:
        """As what asks for a loop knows it."""
        return cast(asyncio.AbstractEventLoop, self)

    def call_later(self, delay: float, callback: Callable[..., object], *args: Any) -> _Timer:
        """Do it once the clock has been turned that far."""
        self._timers.append(_Timer(self._clock.monotonic() + delay, lambda: callback(*args)))
        return self._timers[-1]

    def turn(self, seconds: float) -> None:
        """Let time pass, and what became due happen in its order."""
        until = self._clock.monotonic() + seconds
        while due := [timer for timer in self._timers if timer.act is not None and timer.due <= until]:
            first = min(due, key=lambda timer: timer.due)
            self._clock.turn(max(0.0, first.due - self._clock.monotonic()))
            act, first.act = first.act, None
            if act is not None:
                act()
        self._clock.turn(until - self._clock.monotonic())
