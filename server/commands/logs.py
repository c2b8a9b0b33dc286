"""Logs that nobody can flood: so many lines of a kind a minute, and a word about those left out."""

import logging
import sys
from collections import Counter

import structlog
from structlog.typing import EventDict, WrappedLogger

from server.limits import Buckets
from server.stumbles import line

LINES_A_MINUTE = 10


class Rations(logging.Filter):
    """Counts lines by what they say before their particulars are put in; asyncio puts its own in below the first line.
    For both kinds of loggers that we have."""

    def __init__(self) -> None:
        super().__init__()
        self._buckets = Buckets(LINES_A_MINUTE / 60, LINES_A_MINUTE)
        self._left_out = Counter[str]()

    def filter(self, record: logging.LogRecord) -> bool:
        """One line of uvicorn or a library."""
        kind = str(record.msg).partition("\n")[0]
        word = self._word(kind)
        if word is None:
            return False
        fault = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if fault is not None:  # its words, and what stood around it, may be somebody's answer
            record.msg, record.args, record.exc_info = line(kind, fault), None, None
        record.msg = f"{record.msg}{word}"
        return True

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """One line of our own."""
        word = self._word(str(event.get("event", "")))
        if word is None:
            raise structlog.DropEvent
        return {**event, "event": f"{event.get('event', '')}{word}"}

    def _word(self, kind: str) -> str | None:
        """What to add to a line of this kind; None if it is left out."""
        if not self._buckets.of(kind).take():
            self._left_out[kind] += 1
            return None
        left_out = self._left_out.pop(kind, 0)
        return f" ({left_out} more like it were left out)" if left_out else ""


def ration_logs() -> None:
    """From now on, for this process."""
    rations = Rations()
    # On the loggers that strangers can make speak: filters of a logger do not hear what its children say.
    for name in ("uvicorn.error", "uvicorn.asgi", "websockets.server", "asyncio"):
        logging.getLogger(name).addFilter(rations)
    structlog.configure(
        processors=[rations, *structlog.get_config()["processors"]],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
