"""Where things stand on a field of two lines: a cloud for each, and how far their middles are apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Value
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
    Slots,
    _,
)
from server.activities.contract.text import Text
from server.activities.measures.cloud import CORNERS, Cloud, gathered
from server.activities.measures.spots import Spot, Spots
from server.activities.measures.table import PEOPLE
from server.activities.measures.whereabouts import name, steps, where
from server.charts import field as drawing
from server.charts.canvas import Canvas
from server.charts.ground import Thing

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
        return Cells(PEOPLE, tuple(rows))

    def _corners(self, cloud: Cloud) -> Sequence[Cell]:
        thing, across, up = Said(cloud.part.label), self.question.across, self.question.up
        rows, on_line = [], cloud.people
        for key, corner in CORNERS.items():
            slots: Slots = {"thing": thing, "across": Said(across[corner.right]), "up": Said(up[corner.high])}
            label, people = Phrase(_("%(thing)s: %(across)s, %(up)s"), slots=slots), cloud.at(corner)
            rows.append(Cell(cloud.part.key, key, label, "", (people,)))
            on_line -= people
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
            return Phrase("%(found)s", slots={"found": Filled(self.found[way], {"steps": steps(abs(ahead))})})
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
    earlier = tuple(cloud.middle for cloud in gathered(question, before)) if before else ()
    return Clouds(tuple(gathered(question, values)), question, minimum, found, earlier)


def _between(now: Spot, then: Spot) -> tuple[int, int]:
    return now.across - then.across, now.up - then.up
