"""Where things stand on a field of two lines: a cloud for each, its middle, and how far two middles are apart. Nothing
tells which two places are one person's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Value
from server.activities.contract.question import Part
from server.activities.contract.result import (
    Cell,
    Cells,
    Filled,
    Phrase,
    Picture,
    Prompt,
    Result,
    Said,
    Seen,
    Slot,
    Slots,
    _,
    ngettext,
)
from server.activities.contract.text import Text
from server.activities.measures.spots import Spot, Spots
from server.charts import field as drawing
from server.charts.canvas import Canvas
from server.charts.ground import Thing
from server.shares import is_quarter

FAR = 2  # steps between two middles that the room should talk about

PROMPTS: Mapping[str, Prompt] = {
    "ahead": Prompt(
        _("What stops you from being where you placed yourself? One example each."),
        _("Turn to your neighbour: what stops you from being where you placed yourself?"),
    ),
    "behind": Prompt(
        _("Ask one person: where does it ask for more than you give?"),
        _("Turn to your neighbour: where does it ask for more than you give?"),
    ),
    "same": Prompt(_("Turn to your neighbour: where do we flatter ourselves?")),
    "split": Prompt(
        _("One voice from each far corner: what did you have in mind?"),
        _("Turn to your neighbour: what may those in the other corner have in mind?"),
    ),
    "open": Prompt(
        _("Ask one person: what made you stand where you stand?"),
        _("Turn to your neighbour: what made you stand where you stand?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Cloud:
    """How many put a thing where; who did is not in it, so that no two clouds can be put together."""

    part: Part
    spots: tuple[tuple[Spot, int], ...]

    @property
    def people(self) -> int:
        """Who placed it."""
        return sum(people for _spot, people in self.spots)

    @property
    def middle(self) -> Spot:
        """The lower median of both lines."""
        return Spot(*(self._median(line) for line in range(len(Spot._fields))))

    def _median(self, line: int) -> int:
        """Step by step, as people are many and steps are few."""
        left = (self.people - 1) // 2
        for step, people in sorted((spot[line], people) for spot, people in self.spots):
            if left < people:
                return step
            left -= people
        raise AssertionError("a cloud is of somebody")

    def corner(self, right: bool, high: bool) -> int:
        """Who stands in one corner, on neither line."""
        return sum(
            people for (across, up), people in self.spots if across and up and (across > 0, up > 0) == (right, high)
        )

    @property
    def is_split(self) -> bool:
        """Whether a quarter stands in each of two opposite corners."""
        pairs = (((True, True), (False, False)), ((True, False), (False, True)))
        return any(all(is_quarter(self.corner(*one), self.people) for one in both) for both in pairs)


@dataclass(frozen=True, slots=True)
class Clouds(Result):
    """One cloud, or two. `found` are the author's words for how far the first is ahead of the second, or behind it, or
    where it is. `before` are the middles of the round before, where both are compared."""

    clouds: tuple[Cloud, ...]
    question: Spots
    minimum: int
    found: Mapping[str, Text]
    before: tuple[Spot, ...] = ()
    everybody: int = 0
    """How many are in the room, where each of them is in one cloud."""

    @property
    def people(self) -> int:
        """Who placed all of it."""
        return self.clouds[0].people

    def cells(self) -> Cells:
        """A row a thing and corner, and one for who stands on a line."""
        rows = (row for cloud in self.clouds for row in self._corners(cloud))
        return Cells((Phrase(_("People")),), tuple(rows))

    def _corners(self, cloud: Cloud) -> Sequence[Cell]:
        thing, across, up = Said(cloud.part.label), self.question.across, self.question.up
        rows = []
        for key, right, high in (("hh", 1, 1), ("hl", 1, 0), ("lh", 0, 1), ("ll", 0, 0)):
            slots: Slots = {"thing": thing, "across": Said(across[right]), "up": Said(up[high])}
            label = Phrase(_("%(thing)s: %(across)s, %(up)s"), slots=slots)
            rows.append(Cell(cloud.part.key, key, label, "", (cloud.corner(bool(right), bool(high)),)))
        on_line = cloud.people - sum(int(row.numbers[0] or 0) for row in rows)
        return *rows, Cell(
            cloud.part.key, "line", Phrase(_("%(thing)s: on a line"), slots={"thing": thing}), "", (on_line,)
        )

    @property
    def ahead(self) -> int:
        """How many steps the first middle is ahead of the second, on the line on which they are furthest apart."""
        first, second = (cloud.middle for cloud in self.clouds)
        return max((one - other for one, other in zip(first, second, strict=True)), key=abs)

    def finding(self) -> Phrase | None:
        """How far the two are apart, or where the only one stands; of two rounds how far the middle went."""
        if self.before:
            return self._moved()
        first = self.clouds[0]
        if len(self.clouds) == 1:
            slots: Slots = {"name": name(first.part), "where": where(self.question, first.middle)}
            return Phrase(_("The middle of %(name)s: %(where)s."), slots=slots)
        ahead = self.ahead
        way = "ahead" if ahead > 0 else "behind" if ahead else "same"
        if way in self.found:
            return Phrase("%(found)s", slots={"found": Filled(self.found[way], steps(abs(ahead)))})
        slots = {"first": name(first.part), "second": name(self.clouds[1].part), "steps": steps(abs(ahead))}
        said = {
            "ahead": _("%(first)s: %(steps)s ahead of %(second)s."),
            "behind": _("%(first)s: %(steps)s behind %(second)s."),
        }
        return Phrase(said.get(way, _("%(first)s and %(second)s have the same middle.")), slots=slots)

    def _moved(self) -> Phrase:
        far = [
            max(map(abs, _between(cloud.middle, then))) for cloud, then in zip(self.clouds, self.before, strict=True)
        ]
        if not max(far):
            return Phrase(_("The middle stands where it stood."))
        part = self.clouds[far.index(max(far))].part
        return Phrase(_("%(name)s: the middle went %(steps)s."), slots={"name": name(part), "steps": steps(max(far))})

    def patterns(self) -> tuple[Seen, ...]:
        """Two far apart, or not at all, a cloud of two far corners, then "open"."""
        split = tuple(Seen("split", Phrase(_("Two far corners"))) for cloud in self.clouds if cloud.is_split)[:1]
        if len(self.clouds) == 1:
            return *split, Seen("open", Phrase(_("Where we stand")))
        head, ahead = Phrase(_("Same people, two places")), self.ahead
        apart = "ahead" if ahead >= FAR else "behind" if ahead <= -FAR else "" if ahead else "same"
        return *((Seen(apart, head),) if apart else ()), *split, Seen("open", head)

    def picture(self, canvas: Canvas) -> Picture:
        """Dots on a lattice, around pills at the middles; circles in a crowd."""
        things = [Thing(dict(each.spots), each.middle, each.part.short or each.part.label) for each in self.clouds]
        across, up = self.question.across, self.question.up
        drawn = drawing.field(things, across, canvas, self.minimum, self.everybody or self.people)
        return Picture("field", drawn, (self, across, up))

    @property
    def apart(self) -> Phrase:
        """How far the two middles are apart."""
        return steps(abs(self.ahead))

    @property
    def twice(self) -> bool:
        """Whether each person has two dots."""
        return len(self.clouds) > 1 and not self.everybody

    def whereabouts(self, at: int) -> Phrase:
        """Where a middle stands, in words."""
        return where(self.question, self.clouds[at].middle)


def clouded(
    question: Spots, values: Sequence[Value], minimum: int, found: Mapping[str, Text], before: Sequence[Value] | None
) -> Clouds:
    """Pool where people put each thing, thing by thing."""
    earlier = tuple(cloud.middle for cloud in _clouds(question, before)) if before else ()
    return Clouds(tuple(_clouds(question, values)), question, minimum, found, earlier)


def _clouds(question: Spots, values: Sequence[Value]) -> Iterator[Cloud]:
    for part in question.parts:
        spots = Counter(question.spot(each.value, part) for each in values)
        yield Cloud(part, tuple(sorted(spots.items())))


def name(part: Part) -> Slot:
    """What a thing is called, in quotes."""
    return Phrase(_("“%(statement)s”"), slots={"statement": Said(part.short or part.label)})


def steps(many: int) -> Phrase:
    """A number of steps."""
    return Phrase(*ngettext("%(n)s step", "%(n)s steps"), {"n": many}, many)


def where(question: Spots, spot: Spot) -> Phrase:
    """How many steps from the middle, and towards what."""
    axes = zip(spot, (question.across, question.up), strict=True)
    ways = [(abs(step), Said(axis.high if step > 0 else axis.low)) for step, axis in axes if step]
    if not ways:
        return Phrase(_("in the middle of the field"))
    far, end = ways[0]
    first = Phrase(*ngettext("%(n)s step to %(end)s", "%(n)s steps to %(end)s"), {"n": far, "end": end}, far)
    if len(ways) == 1:
        return first
    further, other = ways[1]
    return Phrase(_("%(first)s, %(n)s to %(end)s"), slots={"first": first, "n": further, "end": other})


def _between(now: Spot, then: Spot) -> tuple[int, int]:
    return now.across - then.across, now.up - then.up
