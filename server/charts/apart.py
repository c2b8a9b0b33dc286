"""What groups say of the same things, bar below bar: the drawing that suits any measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.charts.canvas import Use

HEIGHT, WIDTH, FIRST = 728.0, 1200.0, 300.0  # a bar begins behind the name of its group
LONGEST, PHONE_LONGEST = 720.0, 210.0
LABEL, THICKEST = 44.0, 36.0
PHONE_THICK = 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One group's: `of` says how long it would be if all of them said so. None of it where it is not shown."""

    group: int
    length: float | None
    y: float

    @property
    def number(self) -> float:
        """Where the number behind it starts."""
        return (self.length or 0) + 14


@dataclass(frozen=True, slots=True)
class Bars:
    """A row of bars for each thing, `row` from the next."""

    use: Use
    rows: tuple[tuple[Bar, ...], ...]
    row: float
    thick: float

    @property
    def height(self) -> float:
        """Of all rows."""
        return round(self.row * len(self.rows), 1)


def bars(rows: Sequence[Sequence[float | None]], use: Use) -> Bars:
    """The bars of parts of 1, a row for each thing and a number for each group."""
    groups = max((len(row) for row in rows), default=1)
    if use.is_compact:
        row, thick, top, longest = groups * PHONE_THICK * 1.5, PHONE_THICK, 0.0, PHONE_LONGEST
    else:
        row = round(min(190.0, HEIGHT / max(1, len(rows))), 1)
        thick, top, longest = round(min(THICKEST, (row - LABEL) / groups * 0.74), 1), LABEL, LONGEST
    step = thick / 0.74 if not use.is_compact else thick * 1.5
    drawn = tuple(
        tuple(
            Bar(group, None if part is None else round(part * longest, 1), round(top + group * step, 1))
            for group, part in enumerate(each)
        )
        for each in rows
    )
    return Bars(use, drawn, row, thick)
