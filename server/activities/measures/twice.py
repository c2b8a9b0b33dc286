"""Two orders of the same items side by side: before and after a talk, or in two views of one thing."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from server.activities.contract.result import (
    Cells,
    Phrase,
    Picture,
    Prompt,
    Result,
    Seen,
    Slots,
    _,
)
from server.activities.measures import ranks
from server.activities.measures.ranks import Rank, Ranks, cell
from server.charts import orders as drawing
from server.charts.canvas import Canvas

FAR = 3  # places
PLACES = (_("1st"), _("2nd"), _("3rd"), _("4th"), _("5th"), _("6th"), _("7th"), _("8th"))

PROMPTS: Mapping[str, Prompt] = {
    "jump": Prompt(
        _("Ask one person about “%(name)s”: what makes the difference?"),
        _("Talk with your neighbour about “%(name)s”: what makes the difference?"),
    ),
    "moved": Prompt(
        _("Ask someone who put another one first this time: what did you hear?"),
        _("Turn to your neighbour: did one of you put another one first, and what did you hear?"),
    ),
    **ranks.PROMPTS,
}


class Leap(NamedTuple):
    """From one place to another, each from 1."""

    rank: Rank
    origin: int
    goal: int

    @property
    def far(self) -> int:
        """How many places."""
        return abs(self.goal - self.origin)

    @property
    def slots(self) -> Slots:
        """What sentences say of it."""
        then, now = (Phrase(PLACES[at - 1]) for at in (self.origin, self.goal))
        return {"name": self.rank.name, "then": then, "now": now}


@dataclass(frozen=True, slots=True)
class Twice(Result):
    """Both orders. One that nobody may see has nobody."""

    first: Ranks
    second: Ranks

    @property
    @abstractmethod
    def heads(self) -> tuple[Phrase, Phrase]:
        """What the two are called in a table."""

    @property
    def people(self) -> int:
        """Who gave the later one."""
        return self.second.people

    def cells(self) -> Cells:
        """A row an item: people who put it first, and its average place, in both."""
        both = [(Phrase(_("%(round)s: put it first"), slots={"round": head}), head) for head in self.heads]
        averages = [Phrase(_("%(round)s: average place"), slots={"round": head}) for head in self.heads]
        pairs = zip(self.first.rows, self.second.rows, strict=True)
        rows = (cell(one.place, _firsts(one), _firsts(other), one.average, other.average) for one, other in pairs)
        return Cells((*(phrase for phrase, _head in both), *averages), tuple(rows))

    @property
    def leaps(self) -> list[Leap]:
        """Every item's, the furthest first; of those that go as far, the one that ends nearer to the top."""
        origin = {row.place.key: at for at, row in enumerate(self.first.ranked, 1)}
        leaps = [Leap(row, origin[row.place.key], at) for at, row in enumerate(self.second.ranked, 1)]
        return sorted(leaps, key=lambda leap: (-leap.far, leap.goal))

    def jumped(self) -> tuple[Seen, ...]:
        """That one is far from where it was."""
        leap = self.leaps[0]
        if leap.far < FAR:
            return ()
        return (Seen("jump", Phrase(_("%(name)s: from %(then)s to %(now)s"), slots=leap.slots), leap.slots),)

    def picture(self, canvas: Canvas) -> Picture:
        """Two columns with lines between."""
        drawn = drawing.orders(self.first.stands(), self.second.stands(), self._sizes, canvas.use)
        return Picture("orders", drawn, self.names(), wide=True)

    def names(self) -> tuple[object, ...]:
        """What the picture's rows, and its columns where they have names of their own, are called."""
        return (self.first.places, ())

    @property
    def _sizes(self) -> tuple[int, int]:
        return self.first.people, self.second.people


def _firsts(rank: Rank) -> int | None:
    return rank.firsts if rank.people else None
