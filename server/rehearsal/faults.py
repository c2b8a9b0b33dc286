"""What a rehearsal found wrong."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that would go wrong in front of people: where, what, and what to do about it."""

    item: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.item}: {self.what}; {self.remedy}."
