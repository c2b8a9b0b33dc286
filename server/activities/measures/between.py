"""How far groups are apart in what they give on average: the averages of each beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from server.activities.contract.apart import Apart
from server.activities.contract.apart import name as called
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Phrase, Seen, Slots, _
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
        return Phrase(_("%(name)s: %(high)s %(more)s, %(low)s %(less)s."), slots=slots)

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
        whole = cast(Averages, self.whole)
        found = [_gap(thing, at, self.groups) for at, thing in enumerate(whole.places)]
        return max(found, key=lambda gap: gap.more - gap.less)


def _gap(thing: Place, at: int, groups: Sequence[Group]) -> Gap:
    ranked = sorted(groups, key=lambda group: cast(Averages, group.result).whole[at])
    less, more = (cast(Averages, each.result).whole[at] for each in (ranked[0], ranked[-1]))
    return Gap(thing, ranked[0], ranked[-1], less, more)


def _of(gap: Gap) -> Slots:
    return {"more": gap.more, "less": gap.less, "letter": gap.thing.letter}
