"""What an activity waits for that people guess about: the result of another one, further down the run of show."""

from __future__ import annotations

from typing import NamedTuple


class Awaits(NamedTuple):
    """The key of that activity, and those of the rows of its table that count. Until the result of its first round is
    out, nothing of it is known; then the result that waited is shown by a `show:` below it."""

    activity: str
    of: tuple[str, ...]
