"""A supervisor that waits for no time: where it would, the clock is turned instead."""

from __future__ import annotations

import signal

from server.clock import Turned
from server.commands.signals import SignalInbox


def hasty(clock: Turned) -> type[SignalInbox]:
    """Stands in for the supervisor's inbox of signals."""

    class Hasty(SignalInbox):
        def wait(self, seconds: float | None) -> list[signal.Signals]:
            came = super().wait(seconds if seconds is None else 0.0)
            if not came and seconds is not None:
                clock.turn(seconds)
            return came

    return Hasty
