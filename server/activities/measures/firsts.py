"""Firsts: which words people put first, and how many chose each at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast

from server.activities.contract.pool import Value
from server.activities.contract.question import Place
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
    Share,
    Slot,
    Slots,
    _,
    ngettext,
)
from server.activities.contract.text import Text
from server.activities.measures.order import FIRST
from server.activities.measures.picks import OWN, is_own
from server.charts import words as drawing
from server.charts.canvas import Canvas

COLUMNS = (Phrase(_("Put it first")), Phrase(_("Chose it")))
UNTOLD = Phrase(_("Own words"))

PROMPTS = {
    "missing": Prompt(
        _("%(lacks)s: nobody chose “%(word)s”. Ask one of %(has)s when it counts."),
        _("Turn to your neighbour: %(has)s chose “%(word)s”. When does it count?"),
    ),
    "shared": Prompt(
        _("Both begin with “%(word)s”. One example from each, please."),
        _("Turn to your neighbour: one example of “%(word)s” from each of you."),
    ),
    "open": Prompt(
        _("Ask one person: when did your first word last cost you something?"),
        _("Turn to your neighbour: when did your first word last cost you something?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One of them; so many put it first, so many `chose` it at all. Somebody's `own`: it was not there to be chosen."""

    key: str
    label: Text
    firsts: int
    chosen: int

    @property
    def own(self) -> bool:
        """Whether somebody wrote it."""
        return is_own(self.key)

    @property
    def name(self) -> Slot:
        """As it begins a sentence."""
        if isinstance(self.label, dict):
            return Said({language: _begun(word) for language, word in self.label.items()})
        return _begun(self.label) if self.own else Said(_begun(self.label))


@dataclass(frozen=True, slots=True)
class Firsts(Result):
    """The author's words in the author's order, then own ones that are out. Of others, which nobody may see, it is told
    how many were put first, and how many were written (`untold`)."""

    words: tuple[Word, ...]
    untold: Word
    answered: int

    @property
    def people(self) -> int:
        """Each put one first."""
        return self.answered

    @property
    def ranked(self) -> list[Word]:
        """Those that somebody put first, what most put there before what more chose."""
        led = [word for word in self.words if word.firsts]
        return sorted(led, key=lambda word: (-word.firsts, -word.chosen))

    def cells(self) -> Cells:
        """A row a word: who put it first, and who chose it."""
        rows = [Cell(FIRST.key, word.key, word.label, "", (word.firsts, word.chosen)) for word in self.words]
        if self.untold.chosen:
            numbers = (self.untold.firsts, self.untold.chosen)
            rows.append(Cell(FIRST.key, OWN, UNTOLD, "", numbers))
        return Cells(COLUMNS, tuple(rows))

    @property
    def leaders(self) -> list[Word]:
        """The first one, or several that are level."""
        ranked = self.ranked
        return [word for word in ranked if word.firsts == ranked[0].firsts]

    def finding(self) -> Phrase:
        """What most put first."""
        match self.leaders:
            case []:
                said = ngettext("%(n)s put a word of their own first.", "%(n)s put a word of their own first.")
                return Phrase(*said, {"n": self.answered}, self.answered)
            case [best]:
                slots: Slots = {"name": best.name, "share": Share(best.firsts, self.people)}
                return Phrase(_("%(name)s leads: %(share)s put it first."), slots=slots)
            case [one, other]:
                return Phrase(
                    _("Level in front: %(first)s and %(second)s."), slots={"first": one.name, "second": other.name}
                )
        share = Share(self.leaders[0].firsts, self.people)
        return Phrase(_("%(n)s words lead: %(share)s each."), slots={"n": len(self.leaders), "share": share})

    def patterns(self) -> tuple[Seen, ...]:
        """Which word leads. No card has an own word on it: it could not be taken off again."""
        leaders = self.leaders
        if len(leaders) != 1 or leaders[0].own:
            return (Seen("open", Phrase(_("Which words come first"))),)
        head = Phrase(_("%(n)s put the same word first"), slots={"n": Portion(leaders[0].firsts, self.people)})
        return Seen("leads", head, leads=leaders[0].key), Seen("open", head)

    @property
    def entries(self) -> tuple[drawing.Entry, ...]:
        """What there is to draw."""
        return tuple(drawing.Entry(word.key, word.label, word.firsts) for word in self.ranked)

    def picture(self, canvas: Canvas) -> Picture:
        """The words as large as they were put first."""
        return Picture("words", drawing.words([self.heap], self.people, canvas.use), own=False, live=True)

    @property
    def heap(self) -> drawing.Heap:
        """The same with who wrote what is not out."""
        return drawing.Heap(self.entries, self.untold.firsts, self.answered)


def firsts(places: Sequence[Place], values: Sequence[Value]) -> Firsts:
    """Pool what people chose."""
    given = cast("list[list[str]]", [each.value for each in values])
    first, chosen = Counter(each[0] for each in given), Counter(chain.from_iterable(given))
    own = sorted(picked for picked in chosen if is_own(picked) and picked != OWN)
    labels = {**{place.key: place.label for place in places}, **{picked: picked.removeprefix(OWN) for picked in own}}
    words = tuple(Word(key, label, first[key], chosen[key]) for key, label in labels.items())
    return Firsts(words, Word(OWN, "", first[OWN], chosen[OWN]), len(given))


def _begun(word: str) -> str:
    """With a capital."""
    return word[:1].upper() + word[1:]
