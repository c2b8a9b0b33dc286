"""Passed: questions as texts of which each waits to be read, unless it came in while none had to."""

from __future__ import annotations

from collections.abc import Set

from server.activities.measures.words import Words


class Passed(Words):
    """One text of so many `signs`. Those that `passed` need not wait; who writes a `foul` word waits in any case."""

    def __init__(self, signs: int, foul: tuple[str, ...] = (), passed: Set[str] = frozenset()) -> None:
        super().__init__(1, signs, foul=foul)
        self.passed = passed

    def waits(self, text: str) -> bool:
        """Whether somebody reads it first."""
        return text not in self.passed or super().waits(text)

    def is_foul(self, text: str) -> bool:
        """Whether it waits even where no other has to."""
        return super().waits(text)
