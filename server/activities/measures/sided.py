"""Orders of things that belong to two sides: whose stand in front, whose wait at the end, and what divides the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from server.activities.contract.pool import Value
from server.activities.contract.question import Place
from server.activities.contract.result import Phrase, Picture, Prompt, Said, Seen, Slots, _, ngettext
from server.activities.measures import twice
from server.activities.measures.ranks import Rank, Ranks, ranked
from server.charts import ranks as drawing
from server.charts.canvas import Canvas
from server.shares import is_quarter

FRONT, MOST_OF_IT = 3, 2  # places in front, and how many of them are most
ENDS = 4  # a list has so many quarters: the first is near the top, the last near the end

PROMPTS: Mapping[str, Prompt] = {
    "own": Prompt(
        _("Ask one person: who set that order in your house?"),
        _("Turn to your neighbour: who set that order in your house?"),
    ),
    **twice.PROMPTS,
    "last": Prompt(
        _("Ask one person: would you answer %(name)s first, and who would mind?"),
        _("Turn to your neighbour: would you answer %(name)s first, and who would mind?"),
    ),
    "open": Prompt(
        _("Ask one person: which of these did you answer first today?"),
        _("Turn to your neighbour: which of these did you answer first today?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Sided(Ranks):
    """The room's order. `sides` are the two that things belong to, the one that is asked about last; `divides` is the
    number of the thing that many have near the top and many near the end."""

    sides: tuple[Place, Place]
    divides: int | None

    @property
    def _front(self) -> int:
        return sum(row.place.side == self.sides[1].letter for row in self.ranked[:FRONT])

    def finding(self) -> Phrase | None:
        """How many of the first are the last side's."""
        whose = self.sides[1]
        slots: Slots = {"n": self._front, "whose": Said(whose.short or whose.label)}
        if not self._front:
            return Phrase(_("None of our first three is %(whose)s."), slots=slots)
        words = ngettext("%(n)s of our first three is %(whose)s.", "%(n)s of our first three are %(whose)s.")
        return Phrase(*words, slots, self._front)

    def patterns(self) -> tuple[Seen, ...]:
        """Most of the front is the last side's; one of the first side's waits near the end; most agree on the first;
        one divides the room; then "open"."""
        ranked = self.ranked
        usual = {seen.pattern: seen for seen in Ranks.patterns(self)}
        found = [Seen("own", self.finding() or Phrase(""))] if self._front >= MOST_OF_IT else []
        waiting = next((at for at in (-1, -2) if ranked[at].place.side == self.sides[0].letter), None)
        if waiting is not None:
            found.append(self._waits(ranked[waiting], len(ranked) + waiting))
        found += [usual["agree"]] if "agree" in usual else []
        if self.divides is not None:
            named: Slots = {"name": self.rows[self.divides].name}
            found.append(Seen("jump", Phrase(_("“%(name)s” divides us"), slots=named), named))
        return (*found, usual["leads"], usual["open"])

    def _waits(self, row: Rank, at: int) -> Seen:
        slots: Slots = {"name": Said(row.place.by), "n": at + 1}
        return Seen("last", Phrase(_("%(name)s waits in place %(n)s"), slots=slots), slots)

    def picture(self, canvas: Canvas) -> Picture:
        """The room's order from first to last, in the colours of the sides."""
        sides = tuple(place.side.lower() for place in self.places)
        stands = tuple(stand._replace(mark=sides[stand.item]) for stand in self.stands())
        return Picture("ranks", drawing.ranks(stands, self.people, canvas.use), (self.places, self.sides))


def sided(places: Sequence[Place], sides: tuple[Place, Place], values: Sequence[Value]) -> Sided:
    """Pool orders of things that belong to two sides."""
    pooled = ranked(places, values)
    return Sided(pooled.rows, pooled.answered, sides, _dividing(places, values))


def _dividing(places: Sequence[Place], values: Sequence[Value]) -> int | None:
    """What a quarter or more put into the first quarter of the list, and a quarter or more into the last: of several,
    what fewest had in between."""
    near = max(1, len(places) // ENDS)
    orders = [cast("list[str]", each.value) for each in values]
    tops = Counter(key for order in orders for key in order[:near])
    ends = Counter(key for order in orders for key in order[len(places) - near :])
    both = [
        (tops[place.key] + ends[place.key], -at)
        for at, place in enumerate(places)
        if is_quarter(tops[place.key], len(orders)) and is_quarter(ends[place.key], len(orders))
    ]
    return -max(both)[1] if both else None
