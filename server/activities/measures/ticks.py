"""People by option where each may tick several: how many ticked each, of all who answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from server.activities.contract.question import Part, Place
from server.activities.contract.result import (
    Cell,
    Cells,
    Phrase,
    Picture,
    Portion,
    Prompt,
    Result,
    Said,
    Seen,
    Series,
    Share,
    Slot,
    _,
)
from server.activities.measures.leads import Row
from server.activities.measures.several import TICKED
from server.charts.answers import answers
from server.charts.canvas import Canvas
from server.shares import is_close, is_most

FEW = 3  # more options than this are counted, not named

PROMPTS: Mapping[str, Prompt] = {
    "common": Prompt(
        _("Ask someone who did not tick %(name)s: what do you see instead?"),
        _("Turn to your neighbour: what speaks against %(name)s?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Ticks(Result):
    """How many ticked each option, in the author's order; `answered` ticked at least one."""

    rows: tuple[Row, ...]
    answered: int

    @property
    def people(self) -> int:
        """Who answered; ticks are more."""
        return self.answered

    def cells(self) -> Cells:
        """A row an option."""
        return Cells((Phrase(_("People")),), tuple(tick(row.place, row.people) for row in self.rows))

    @property
    def ranked(self) -> list[Row]:
        """The most ticked first; ties in the author's order."""
        return sorted(self.rows, key=lambda row: -row.people)

    def finding(self) -> Phrase | None:
        """What is ticked most, and next."""
        first, second = self.ranked[:2]
        share = Share(first.people, self.answered)
        level = [row for row in self.rows if row.people == first.people]
        if len(level) > FEW:
            return Phrase(_("%(n)s answers are level: %(share)s tick each."), slots={"n": len(level), "share": share})
        if len(level) > 1:
            names = Series([name(row.place) for row in level])
            return Phrase(_("%(names)s are level: %(share)s tick each."), slots={"names": names, "share": share})
        slots: Mapping[str, Slot] = {
            "share": share,
            "name": name(first.place),
            "n": Portion(second.people, self.answered),
            "second": name(second.place),
        }
        return Phrase(_("%(share)s tick %(name)s, %(n)s %(second)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """One that nearly all tick, several that are close, then "open"."""
        first, second, *others = self.ranked
        head = self._head(first)
        rest = Seen("leads", head, leads=first.place.key), Seen("open", head)
        if others and is_close(first.people, others[0].people, self.answered):
            return Seen("scattered", head), *rest
        if is_most(first.people, self.answered) and not is_most(second.people, self.answered):
            return Seen("common", head, {"name": name(first.place)}), *rest
        return rest

    def _head(self, first: Row) -> Phrase:
        close = [row for row in self.rows if is_close(first.people, row.people, self.answered)]
        if len(close) > FEW:
            return Phrase(_("%(n)s answers are close"), slots={"n": len(close)})
        if len(close) > 1:
            return Phrase(_("%(letters)s are close"), slots={"letters": Series([row.place.letter for row in close])})
        slots = {"n": Portion(first.people, self.answered), "name": name(first.place)}
        return Phrase(_("%(n)s tick %(name)s"), slots=slots)

    def picture(self, canvas: Canvas) -> Picture:
        """Unit rows, or bars in a crowd: as many dots in a row as people ticked it."""
        counts = [(row.place.letter.lower(), row.people) for row in self.rows]
        return Picture("ticks", answers(counts, canvas, self.answered), tuple(row.place for row in self.rows))


def ticked(options: Sequence[Place], values: Sequence[JsonValue]) -> Ticks:
    """Pool what people ticked."""
    people = dict.fromkeys((option.key for option in options), 0)
    for value in values:
        for key in value if isinstance(value, list) else ():
            people[str(key)] += 1
    return Ticks(tuple(Row(option, people[option.key]) for option in options), len(values))


def tick(option: Place, *numbers: int) -> Cell:
    """An option's line of the table."""
    return Cell(option.key, TICKED, option.label, option.letter, numbers, option.short)


def name(thing: Place | Part) -> Slot:
    """What an option is called: its short name, or its letter."""
    return Said(thing.short) if thing.short else thing.letter
