"""The one clock of the server. Tests and rehearsals turn it; only `commands` and `trials` ask the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic as _machine


class Turned:
    """A clock that stands still until somebody turns it."""

    def __init__(self) -> None:
        self._wall, self._seconds = datetime.now(UTC), _machine()

    def now(self) -> datetime:
        """The wall clock."""
        return self._wall

    def monotonic(self) -> float:
        """The seconds that go with it."""
        return self._seconds

    def turn(self, seconds: float) -> None:
        """Let time pass without waiting for it."""
        self._wall += timedelta(seconds=seconds)
        self._seconds += seconds


_turned: Turned | None = None


def now() -> datetime:
    """The wall clock, in UTC."""
    return _turned.now() if _turned else datetime.now(UTC)


def monotonic() -> float:
    """Seconds that never run backwards, for durations and deadlines."""
    return _turned.monotonic() if _turned else _machine()


@contextmanager
def turned() -> Iterator[Turned]:
    """Within it, the whole process goes by a clock that is turned by hand."""
    global _turned
    outside, _turned = _turned, Turned()
    try:
        yield _turned
    finally:
        _turned = outside
