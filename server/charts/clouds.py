"""A cloud of people on a field: circles, each of which is one person, or all who stand at one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Circle(NamedTuple):
    """One person, or all who stand at one step: its middle and its radius, in px of the drawing."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Cloud:
    """Circles of people; of `left`, too few at a step in a crowd, none is drawn."""

    circles: tuple[Circle, ...]
    left: int = 0

    @property
    def strokes(self) -> Sequence[tuple[float, str]]:
        """Circles that are alike as one line with round ends: how wide it is, and where it goes."""
        lines: dict[float, list[str]] = {}
        for circle in self.circles:
            lines.setdefault(circle.r, []).append(f"M{circle.x:g} {circle.y:g}h0")
        return [(round(2 * radius, 1), "".join(line)) for radius, line in sorted(lines.items())]
