"""A result in which one answer is right: how many gave it, what to do about that, and a mark on it in the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.activities.contract.pool import changes_of_mind
from server.activities.contract.question import Place
from server.activities.contract.result import (
    Cells,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Said,
    Seen,
    Share,
    Slot,
    _,
)
from server.activities.contract.text import SHORT_SIGNS
from server.activities.measures.change import Change
from server.activities.measures.counts import Counts
from server.charts.canvas import Canvas
from server.shares import is_third, is_two_thirds

HOW_MANY = ("few_right", "half_right", "most_right")

PROMPTS: Mapping[str, Prompt] = {
    "few_right": Prompt(_("Turn to your neighbour: what do you both know about this for certain?")),
    "half_right": Prompt(_("Find someone with another answer: how did each of you come to it?")),
    "most_right": Prompt(_("In pairs: which other answer tempted you, and what spoke against it?")),
}


@dataclass(frozen=True, slots=True)
class Right(Result):
    """People by answer, or two rounds of them, and which of the answers is right."""

    shown: Counts | Change
    place: Place

    @property
    def people(self) -> int:
        """Who answered."""
        return self.shown.people

    @property
    def _index(self) -> int:
        return [row.place.key for row in self.shown.rows].index(self.place.key)

    @property
    def right(self) -> int:
        """Who gave the right answer, in the later round if there are two."""
        return self.shown.rows[self._index].people

    def cells(self) -> Cells:
        """As without a right answer."""
        return self.shown.cells()

    def finding(self) -> Phrase | None:
        """How many are right, and what is."""
        slots: Mapping[str, Slot] = {"share": Share(self.right, self.people), "name": _name(self.place)}
        if isinstance(self.shown, Counts):
            return Phrase(_("%(share)s are right: %(name)s."), slots=slots)
        before = self.shown.before
        if before[self._index] == self.right and self.shown.moves.at_least:
            slots = {**slots, "changed": changes_of_mind(self.shown.moves)}
            return Phrase(_("%(share)s are right, as before: %(name)s. %(changed)s"), slots=slots)
        slots = {**slots, "before": Portion(before[self._index], sum(before))}
        return Phrase(_("%(share)s are right, %(before)s were before: %(name)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """How many are right; but that many moved comes first."""
        pattern = HOW_MANY[is_third(self.right, self.people) + is_two_thirds(self.right, self.people)]
        head = Phrase(_("%(n)s are right"), slots={"n": Portion(self.right, self.people)})
        others = self.shown.patterns()
        first = [seen for seen in others[:1] if seen.pattern == "moved"]
        return (*first, Seen(pattern, head), *others[len(first) :])

    def picture(self, canvas: Canvas) -> Picture:
        """It, the right answer marked."""
        return self.shown.picture(canvas)._replace(right=self.place.key)


def _name(place: Place) -> Slot:
    """The right answer by its short name, by its text where that is short, or by its letter."""
    texts = [place.label] if isinstance(place.label, str) else place.label.values()
    if place.short or all(len(text) <= SHORT_SIGNS for text in texts):
        return Said(place.short or place.label)
    return place.letter
