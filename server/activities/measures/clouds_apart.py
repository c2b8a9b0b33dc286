"""Where two groups put one thing, the one on which their middles are furthest apart: a cloud for each group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from server.activities.contract.apart import Apart
from server.activities.contract.gap import name
from server.activities.contract.question import Part
from server.activities.contract.result import Group, Phrase, Picture, Seen, Slots, _
from server.activities.measures import whereabouts
from server.activities.measures.cloud import Cloud
from server.activities.measures.clouds import FAR, Clouds
from server.charts.canvas import Canvas


class Stretch(NamedTuple):
    """How many steps lie between the middles of two groups on one line, and who is further along it."""

    steps: int
    thing: Part
    low: Group
    high: Group


@dataclass(frozen=True, slots=True)
class CloudsApart(Apart):
    """Groups of `Clouds`."""

    @property
    def stretch(self) -> Stretch:
        """Where they are furthest apart."""
        return longest(self.groups[0], self.groups[-1])

    def finding(self) -> Phrase | None:
        """How far they are apart."""
        stretch = self.stretch
        slots: Slots = {
            "thing": whereabouts.name(stretch.thing),
            "steps": whereabouts.steps(stretch.steps),
            "high": name(stretch.high.place),
            "low": name(stretch.low.place),
        }
        if not stretch.steps:
            return Phrase(_("%(thing)s: %(high)s and %(low)s have the same middle."), slots=slots)
        return Phrase(_("%(thing)s: %(steps)s between %(high)s and %(low)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """Far apart, then "open"."""
        stretch = self.stretch
        head = Phrase(_("%(steps)s apart"), slots={"steps": whereabouts.steps(stretch.steps)})
        opened = Seen("open", head)
        if stretch.steps < FAR:
            return (opened,)
        return Seen("gap", head, {"low": name(stretch.low.place), "high": name(stretch.high.place)}), opened

    def picture(self, canvas: Canvas) -> Picture:
        """Both groups' clouds of that thing, and nothing of the other one."""
        whole, key = _clouds(self.whole), self.stretch.thing.key
        shown = tuple(_cloud(group, key) for group in self.groups)
        return replace(whole, clouds=shown, before=(), everybody=self.people).picture(canvas)._replace(own=False)


def longest(one: Group, other: Group) -> Stretch:
    """Where two groups are furthest apart."""
    found = []
    for ours, theirs in zip(_clouds(one.result).clouds, _clouds(other.result).clouds, strict=True):
        for step, further in zip(ours.middle, theirs.middle, strict=True):
            low, high = (one, other) if further > step else (other, one)
            found.append(Stretch(abs(further - step), ours.part, low, high))
    return max(found, key=lambda stretch: stretch.steps)


def _cloud(group: Group, key: str) -> Cloud:
    place = group.place
    spots = next(cloud.spots for cloud in _clouds(group.result).clouds if cloud.part.key == key)
    return Cloud(Part(place.key, place.short or place.label), spots)


def _clouds(result: object) -> Clouds:
    assert isinstance(result, Clouds)
    return result
