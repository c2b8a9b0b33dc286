"""Wait for a condition, with a limit, instead of sleeping and hoping."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SECONDS = 120.0
"""How long a thread or a process may take for what it does at once, on a machine with much else to do."""


def until(condition: Callable[[], T | None], seconds: float = SECONDS) -> T:
    """Return what `condition` gives as soon as that is true; fail when it does not come."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not (value := condition()):
        assert time.monotonic() < deadline, f"did not come within {seconds} s"
        pause.wait(0.01)
    return value
