"""Signals as a queue that a plain loop can wait on, with a limit."""

from __future__ import annotations

import os
import select
import signal
from types import FrameType


class SignalInbox:
    """Collects the named signals until somebody asks for them. Belongs to the main thread."""

    def __init__(self, *wanted: signal.Signals) -> None:
        self._reader, self._writer = os.pipe()
        for end in (self._reader, self._writer):
            os.set_blocking(end, False)
        self._before = {name: signal.signal(name, _leave_to_the_inbox) for name in wanted}
        self._fd_before = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)

    def wait(self, seconds: float | None) -> list[signal.Signals]:
        """Return the signals that came, in order; an empty list when `seconds` went by without one."""
        ready, _, _ = select.select([self._reader], [], [], seconds)
        return [signal.Signals(number) for number in os.read(self._reader, 4096)] if ready else []

    def close(self) -> None:
        """Give the signals back to whoever had them before."""
        signal.set_wakeup_fd(self._fd_before)
        for name, handler in self._before.items():
            signal.signal(name, handler)
        os.close(self._reader)
        os.close(self._writer)


def _leave_to_the_inbox(number: int, frame: FrameType | None) -> None:
    """Python has written the number into the pipe already; a handler of any kind is all it needs."""
