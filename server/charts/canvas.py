"""Where a picture is drawn, and how large."""

from enum import StrEnum
from typing import NamedTuple


class Use(StrEnum):
    """One drawing for all of these; compact on phones and on the desk, where every byte counts."""

    SCREEN = "screen"
    PHONE = "phone"
    DESK = "desk"
    PRINT = "print"

    @property
    def is_compact(self) -> bool:
        """Whether a place's people are one path and not a node each."""
        return self in (Use.PHONE, Use.DESK)


class Canvas(NamedTuple):
    """The salt of a reveal names dots and casts lots."""

    use: Use
    salt: str = ""
