"""What a facilitator typed into the fields of a question that is asked in the middle of a room."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Nobody can see these; the second half turns the order of what follows around.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]+")


class Typed:
    """Fields by name, each perhaps several times: in one line, without blanks at the ends, and no empty ones."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            if text := " ".join(UNSEEN.sub(" ", value).split()):
                self._fields.setdefault(name, []).append(text)

    def text(self, name: str) -> str:
        """The one that has this name; "" if there is none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """All that have this name, in order."""
        return self._fields.get(name, [])
