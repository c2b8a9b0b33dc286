"""Statements that groups rate, group below group: who agrees, and how many points lie between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.activities.contract.apart import Apart
from server.activities.contract.gap import Gap
from server.activities.contract.gap import name as called
from server.activities.contract.result import Cell, Group, Percent, Phrase, Picture, Said, Slots, _
from server.activities.measures import levels
from server.activities.measures.levels import Levels, Row
from server.charts import groups as drawing
from server.charts.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Gaps(Apart):
    """Groups of `Levels`."""

    @property
    def gap(self) -> Gap | None:
        """On which statement they are furthest apart."""
        return furthest(self.groups)

    @property
    def ranked(self) -> list[Gap]:
        """The statements that two groups or more may be shown on, the largest gap first; ties in the author's order."""
        return sorted(between(self.groups), key=lambda gap: -gap.width)

    def finding(self) -> Phrase | None:
        """What each side of the largest gap says."""
        gap = self.gap
        if gap is None:
            return Phrase(_("No statement was rated by enough people of two groups."))
        part = next(row.part for row in _rows(self.groups[0]) if row.part.key == gap.row.key)
        slots: Slots = {
            "high": called(gap.high.place),
            "more": Percent(*gap.more),
            "low": called(gap.low.place),
            "less": Percent(*gap.less),
            "do": Said(part.verb),
            "name": levels.name(part),
        }
        if part.verb:
            return Phrase(_("%(high)s: %(more)s %(do)s. %(low)s: %(less)s."), slots=slots)
        return Phrase(_("%(high)s: %(more)s say 4 or 5 on %(name)s. %(low)s: %(less)s."), slots=slots)

    def picture(self, canvas: Canvas) -> Picture:
        """Statement by statement a line of dots a group."""
        shown = self.ranked
        rows = [[_agree(_row(group, gap.row.key)) for group in self.groups] for gap in shown]
        drawn = drawing.gaps(rows, [gap.points for gap in shown], self.people, canvas.use)
        names = (tuple(group.place for group in self.groups), tuple(gap.row.label for gap in shown))
        return Picture("gaps", drawn, names, wide=True)


def between(groups: Sequence[Group]) -> Iterator[Gap]:
    """How far they are apart on each statement: of those who rated it, who is at the two top levels."""
    for part in (row.part for row in _rows(groups[0])):
        shares = [(_row(group, part.key).share, group) for group in groups if _row(group, part.key).people]
        if len(shares) > 1:
            (less, low), (more, high) = (pick(shares, key=lambda each: each[0][0] / each[0][1]) for pick in (min, max))
            yield Gap(Cell(part.key, part.key, part.label, "", ()), low, high, less, more)


def furthest(groups: Sequence[Group]) -> Gap | None:
    """Where they are apart most."""
    return max(between(groups), key=lambda gap: gap.width, default=None)


def _rows(group: Group) -> tuple[Row, ...]:
    assert isinstance(group.result, Levels)
    return group.result.rows


def _row(group: Group, key: str) -> Row:
    return next(row for row in _rows(group) if row.part.key == key)


def _agree(row: Row) -> tuple[int, int]:
    return row.high, row.people - row.high
