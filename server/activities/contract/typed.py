"""What a facilitator typed into the fields of a question that is asked in the middle of a room."""

from __future__ import annotations

from collections.abc import Iterable

from server.activities.measures.cleaning import clean


class Typed:
    """Fields by name, each perhaps several times: cleaned as people's texts are, and none of which nothing is seen."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            if text := clean(value):
                self._fields.setdefault(name, []).append(text)

    def text(self, name: str) -> str:
        """The one that has this name; "" if there is none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """All that have this name, in order."""
        return self._fields.get(name, [])
