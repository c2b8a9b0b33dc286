"""Runs: the people of one group in a row of groups that is centred on the middle one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.charts.seats import Point

NARROWEST = 74.0  # a segment with its share in it


@dataclass(frozen=True, slots=True)
class Run:
    """The people of one group, from `x` on. `outline` goes around their dots, mirrored (`turned`) where they stand
    before the middle group, so that columns fill outward; `mine` is one of them. A segment has no outline."""

    people: int
    percent: int
    x: float
    width: float
    outline: str = ""
    turned: bool = False
    mine: Point | None = None

    @property
    def is_wide(self) -> bool:
        """Whether a number fits into it."""
        return self.width >= NARROWEST

    @property
    def middle(self) -> float:
        """Where a number in it stands."""
        return round(self.x + self.width / 2, 1)


def starts(widths: Sequence[float], axis: float, gap: float) -> list[float]:
    """Where each group begins; an empty one takes no gap."""
    at = len(widths) // 2
    found = [0.0] * len(widths)
    edge = axis - widths[at] / 2
    found[at] = edge
    for before in reversed(range(at)):
        edge -= widths[before] + (gap if widths[before] else 0)
        found[before] = edge
    edge = axis + widths[at] / 2
    for after in range(at + 1, len(widths)):
        edge += gap if widths[after] else 0
        found[after] = edge
        edge += widths[after]
    return [round(start, 1) for start in found]


def middle(row: Sequence[Run]) -> tuple[Run, int] | None:
    """The group with the middle person, and how many of it stand before them."""
    left = (sum(run.people for run in row) - 1) // 2
    for run in row:
        if 0 <= left < run.people:
            return run, left
        left -= run.people
    return None
