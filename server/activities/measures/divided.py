"""Things that groups sort, group below group: who put each into which bin, and how many points lie between them."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.apart import Apart
from server.activities.contract.gap import Gap, gaps, name
from server.activities.contract.result import Group, Percent, Phrase, Picture, Slots, _
from server.activities.measures import agreement
from server.activities.measures.agreement import Agreement, Row
from server.charts import groups as drawing
from server.charts.canvas import Canvas

MOST = 4  # things on a phone, where every byte counts


@dataclass(frozen=True, slots=True)
class Divided(Apart):
    """Groups of `Agreement`."""

    @property
    def ranked(self) -> list[Gap]:
        """For each thing that two groups or more may be shown on, the bin on which they are furthest apart; the largest
        gap first, ties in the author's order."""
        widest: dict[str, Gap] = {}
        for gap in gaps(self.groups):
            if gap.row.part not in widest or gap.width > widest[gap.row.part].width:
                widest[gap.row.part] = gap
        return sorted(widest.values(), key=lambda gap: -gap.width)

    def finding(self) -> Phrase | None:
        """The largest gap."""
        gap = next(iter(self.ranked), None)
        if gap is None:
            return Phrase(_("Nothing was sorted by enough people of two groups."))
        part = _row(self.groups[0], gap.row.part).part
        slots: Slots = {
            "name": agreement.name(part),
            "letter": gap.row.letter,
            "high": name(gap.high.place),
            "more": Percent(*gap.more),
            "low": name(gap.low.place),
            "less": Percent(*gap.less),
        }
        return Phrase(_("%(letter)s for %(name)s: %(high)s %(more)s, %(low)s %(less)s."), slots=slots)

    def picture(self, canvas: Canvas) -> Picture:
        """Thing by thing a strip a group."""
        shown = self.ranked[:MOST] if canvas.use.is_compact else self.ranked
        rows = [[_row(group, gap.row.part).bins for group in self.groups] for gap in shown]
        drawn = drawing.gaps(rows, [gap.points for gap in shown], self.people, canvas.use)
        things = tuple((_row(self.groups[0], gap.row.part).part, gap.row.letter) for gap in shown)
        return Picture("divided", drawn, (tuple(group.place for group in self.groups), things), wide=True)


def _row(group: Group, key: str) -> Row:
    assert isinstance(group.result, Agreement)
    return next(row for row in group.result.rows if row.part.key == key)
