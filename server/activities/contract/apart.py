"""A result split by groups, for kinds that draw nothing of their own: every number of every group, and how far they are
apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.gap import Gap, largest, name, points_apart, speakers, table
from server.activities.contract.result import (
    Cell,
    Cells,
    Group,
    Percent,
    Phrase,
    Picture,
    Prompt,
    Result,
    Said,
    Seen,
    _,
)
from server.charts.apart import bars
from server.charts.canvas import Canvas
from server.shares import percent

PROMPTS: Mapping[str, Prompt] = {
    "gap": Prompt(
        _("%(low)s first: what do you see that the others do not? %(high)s: listen, then ask one thing."),
        _("Turn to your neighbour. %(low)s and %(high)s: what does each see that the other does not?"),
    ),
}
"""Our own cards for any kind's split."""


@dataclass(frozen=True, slots=True)
class Apart(Result):
    """The whole, and the groups that may be shown apart; `others` count in the whole only."""

    whole: Result
    groups: tuple[Group, ...]
    others: int

    @property
    def people(self) -> int:
        """All who answered."""
        return self.whole.people

    def cells(self) -> Cells:
        """A row each, a column a group."""
        columns = tuple(Phrase("%(name)s", slots={"name": Said(group.place.label)}) for group in self.groups)
        return Cells(columns, tuple(row._replace(numbers=numbers) for row, numbers in table(self.groups)))

    @property
    def gap(self) -> Gap | None:
        """Where they are furthest apart."""
        return largest(self.groups)

    def finding(self) -> Phrase | None:
        """How far the groups are apart, where they are most."""
        gap = self.gap
        if gap is None or not gap.points:
            return None
        slots = {
            "row": Said(gap.row.label) if not isinstance(gap.row.label, Phrase) else gap.row.label,
            "high": name(gap.high.place),
            "more": Percent(*gap.more),
            "low": name(gap.low.place),
            "less": Percent(*gap.less),
        }
        return Phrase(_("%(row)s: %(high)s %(more)s, %(low)s %(less)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """A gap, then "open"."""
        gap = self.gap
        opened = tuple(seen for seen in self.whole.patterns() if seen.pattern == "open")
        if gap is None:
            return opened
        if gap.is_far:
            return gap.seen(), *opened
        return tuple(seen._replace(head=points_apart(gap)) for seen in opened)

    def drawn(self) -> Sequence[tuple[Cell, tuple[int | float | None, ...]]]:
        """The rows of the picture, with each group's number."""
        return list(table(self.groups))

    def picture(self, canvas: Canvas) -> Picture:
        """Bar below bar."""
        rows = self.drawn()
        shown = tuple((row, tuple(map(_number, self.groups, [row] * len(numbers), numbers))) for row, numbers in rows)
        most = max((abs(n) for _, numbers in rows for n in numbers if isinstance(n, float)), default=0) or 1
        parts = [
            [_part(group, row, n, most) for group, n in zip(self.groups, numbers, strict=True)] for row, numbers in rows
        ]
        return Picture("apart", bars(parts, canvas.use), (tuple(group.place for group in self.groups), shown))


def _part(group: Group, row: Cell, number: int | float | None, most: float) -> float | None:
    """How much of the longest bar."""
    if number is None:
        return None
    return number / (speakers(group.result, row.part) or 1) if isinstance(number, int) else abs(number) / most


def _number(group: Group, row: Cell, number: int | float | None) -> tuple[int | None, float | None]:
    """What is written behind a bar: a percentage, or a number that is none of people."""
    if isinstance(number, int):
        return percent(number, speakers(group.result, row.part)), None
    return None, number
