"""People by place, group beside group: who stands where, and where the groups are furthest apart."""

from __future__ import annotations

from dataclasses import dataclass

from server.activities.contract.apart import Apart
from server.activities.contract.gap import name
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Phrase, Picture, Said, Slot, Slots, _
from server.activities.measures.counts import Counts
from server.activities.measures.leads import Row
from server.charts.canvas import Canvas
from server.charts.groups import groups

ALIKE = {2: _("Both groups: %(name)s."), 3: _("All three groups: %(name)s.")}


@dataclass(frozen=True, slots=True)
class Sides(Apart):
    """Groups of `Counts`."""

    def finding(self) -> Phrase | None:
        """What each group chose most."""
        leaders = [_leader(group) for group in self.groups]
        if any(leader is None for leader in leaders):
            return Apart.finding(self)
        places = [leader for leader in leaders if leader is not None]
        if len({place.key for place in places}) == 1:
            return Phrase(ALIKE[len(places)], slots={"name": _called(places[0])})
        said: list[Slot] = [
            Phrase(_("%(group)s: %(name)s."), slots={"group": name(group.place), "name": _called(place)})
            for group, place in zip(self.groups, places, strict=True)
        ]
        slots: Slots = {"first": said[0], "second": said[1]}
        if len(said) == 2:
            return Phrase(_("%(first)s %(second)s"), slots=slots)
        return Phrase(_("%(first)s %(second)s %(third)s"), slots={**slots, "third": said[2]})

    def picture(self, canvas: Canvas) -> Picture:
        """A strip a group."""
        counts = [[row.people for row in _rows(group)] for group in self.groups]
        names = (tuple(group.place for group in self.groups), tuple(row.place for row in _rows(self.groups[0])))
        return Picture("sides", groups(counts, self.people, canvas.use), names)


def _rows(group: Group) -> tuple[Row, ...]:
    assert isinstance(group.result, Counts)
    return group.result.rows


def _leader(group: Group) -> Place | None:
    """What most of a group chose; None where several places are level."""
    rows = _rows(group)
    most = max(row.people for row in rows)
    leaders = [row.place for row in rows if row.people == most]
    return leaders[0] if len(leaders) == 1 else None


def _called(place: Place) -> Said | str:
    return Said(place.short) if place.short else place.letter
