"""What was read of one file: its values, the line each stands on, and what cannot be read in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_FAULTS = 40

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """A file's values, the line each stands on, and what cannot be read in it.

    `whole` says that the values are what the author wrote, so it makes sense to check them further.
    """

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    whole: bool = True

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, line: int, sentence: str) -> None:
        """One more thing that cannot be read; raises `GiveUp` where there were too many."""
        self.faults.append((line, sentence))
        if len(self.faults) >= MOST_FAULTS:
            raise GiveUp(line, "there are too many faults to go on; put these right first.")

    def give_up(self, line: int, sentence: str) -> None:
        """Nothing after this was read."""
        self.faults.append((line, sentence))
        self.whole = False


class GiveUp(Exception):
    """Reading on would make no sense: the line, and what to do."""
