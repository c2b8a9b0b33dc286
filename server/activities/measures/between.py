"""How far groups are apart in what they give on average: the averages of each beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from server.activities.contract.apart import Apart
from server.activities.contract.gap import name as called
from server.activities.contract.question import Place
from server.activities.contract.result import Cell, Group, Phrase, Seen, Slots, _
from server.activities.measures.averages import Averages, name

FAR = 20  # points between two averages that the room should talk about


class Gap(NamedTuple):
    """On what two groups are apart, and what the one that gives less and the one that gives more give it."""

    thing: Place
    low: Group
    high: Group
    less: int
    more: int


@dataclass(frozen=True, slots=True)
class Between(Apart):
    """A split of shared points."""

    def finding(self) -> Phrase | None:
        """What they are furthest apart on."""
        gap = self._widest
        if gap.more == gap.less:
            return self.whole.finding()
        slots: Slots = {
            "name": name(gap.thing),
            "high": called(gap.high.place),
            "more": gap.more,
            "low": called(gap.low.place),
            "less": gap.less,
        }
        return Phrase(_("%(high)s: %(more)s points to %(name)s. %(low)s: %(less)s."), slots=slots)

    def drawn(self) -> Sequence[tuple[Cell, tuple[float, ...]]]:
        """Whole points, as the headline and the whole have them."""
        rows = zip(self.whole.cells().rows, zip(*(whole(group) for group in self.groups), strict=True), strict=True)
        return [(row, tuple(map(float, points))) for row, points in rows]

    def patterns(self) -> tuple[Seen, ...]:
        """Far apart, then what the whole looks like."""
        gap = self._widest
        whole = self.whole.patterns()
        if gap.more - gap.less < FAR:
            return whole
        head = Phrase(_("%(more)s or %(less)s for %(letter)s"), slots=_of(gap))
        return Seen("gap", head, {"low": called(gap.low.place), "high": called(gap.high.place)}), *whole

    @property
    def _widest(self) -> Gap:
        places = cast(Averages, self.whole).places
        found = [_gap(thing, at, self.groups) for at, thing in enumerate(places)]
        return max(found, key=lambda gap: gap.more - gap.less)


def whole(group: Group) -> tuple[int, ...]:
    """A group's averages, as they are shown."""
    return cast(Averages, group.result).whole


def _gap(thing: Place, at: int, groups: Sequence[Group]) -> Gap:
    ranked = sorted(groups, key=lambda group: whole(group)[at])
    less, more = (whole(each)[at] for each in (ranked[0], ranked[-1]))
    return Gap(thing, ranked[0], ranked[-1], less, more)


def _of(gap: Gap) -> Slots:
    return {"more": gap.more, "less": gap.less, "letter": gap.thing.letter}
