"""Texts in groups that whoever facilitates has put them into: how many in each, and one of them that is out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Pool
from server.activities.contract.question import Place, Shown
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
    Sheet,
    Slots,
    _,
    ngettext,
)
from server.activities.measures.lines import Line, are_short
from server.activities.measures.wall import speechless
from server.activities.measures.wordings import Wording, shown
from server.charts import heaps as drawing
from server.charts.beads import beads
from server.charts.canvas import Canvas, Use
from server.shares import is_half

PROMPTS: Mapping[str, Prompt] = {
    "silent": Prompt(_("Say your answer aloud to your neighbour, now. What was missing before?")),
    "us": Prompt(
        _("Ask one person: when did somebody outside last notice that?"),
        _("Turn to your neighbour: when did somebody outside last notice that?"),
    ),
    "dept": Prompt(_("In pairs: one of you is told just this. What do you do next?")),
    "open": Prompt(_("Read yours to your neighbour. What do they ask back?")),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One of them; who is in a `silent` one had no answer ready."""

    place: Place
    silent: bool
    wordings: tuple[Wording, ...]

    @property
    def texts(self) -> int:
        """How many."""
        return sum(each.texts for each in self.wordings)

    @property
    def example(self) -> str | None:
        """The one that most wrote, of those that are out."""
        shown = [each for each in self.wordings if each.words is not None]
        return max(shown, key=lambda each: (each.texts, each.mark)).words if shown else None


@dataclass(frozen=True, slots=True)
class Grouped(Result):
    """In the author's order, then what is in no group. `answered` people wrote; so many were `quiet`: they were there
    and sent nothing."""

    groups: tuple[Group, ...]
    rest: Group
    answered: int
    quiet: int

    @property
    def people(self) -> int:
        """Who wrote."""
        return self.answered

    @property
    def texts(self) -> int:
        """All of them."""
        return sum(group.texts for group in (*self.groups, self.rest))

    @property
    def out_of(self) -> int:
        """Texts; and where everybody wrote one, who sent nothing, too."""
        return self.texts + (self.quiet if self.texts == self.answered else 0)

    @property
    def tells(self) -> bool:
        """Once something is in a group."""
        return any(group.texts for group in self.groups)

    def cells(self) -> Cells:
        """A row a group."""
        rows = tuple(
            Cell("", group.place.key, group.place.label, group.place.letter, (group.texts,)) for group in self.groups
        )
        rest = Cell("", self.rest.place.key, Phrase(_("Not grouped")), "", (self.rest.texts,))
        return Cells((Phrase(_("Texts")),), (*rows, rest))

    def wall(self) -> Sequence[Shown]:
        """What is out, whatever its group."""
        return shown([each for group in (*self.groups, self.rest) for each in group.wordings])

    def listed(self) -> tuple[Mapping[str, str], ...]:
        """What is out, with its group."""
        return tuple(
            {"text": each.words, "group": group.place.key, "written by": str(each.texts), "marked by": ""}
            for group in (*self.groups, self.rest)
            for each in group.wordings
            if each.words is not None
        )

    def finding(self) -> Phrase:
        """How many are in the first group."""
        if not self.tells:
            return Phrase(*ngettext("%(n)s text came in.", "%(n)s texts came in."), {"n": self.texts}, self.texts)
        first, everybody = self.groups[0], self.out_of
        slots: Slots = {
            "share": Share(first.texts, everybody),
            "group": Said(first.place.short or first.place.label),
            "quiet": Portion(self.quiet, everybody),
        }
        if self.texts != self.answered:  # some wrote several
            return Phrase(
                _("%(share)s texts say “%(group)s”."), slots={**slots, "share": Share(first.texts, self.texts)}
            )
        if not self.quiet:
            return Phrase(_("%(share)s say “%(group)s”."), slots=slots)
        said = ngettext(
            "%(share)s say “%(group)s”. %(quiet)s said nothing.", "%(share)s say “%(group)s”. %(quiet)s said nothing."
        )
        return Phrase(*said, slots, self.quiet)

    def patterns(self) -> tuple[Seen, ...]:
        """Nothing ready, the first group by itself, the second one first, then who leads."""
        first, top = self.groups[0], max(self.groups, key=lambda group: group.texts)
        hesitated = sum(group.texts for group in self.groups if group.silent)
        found = list(speechless(hesitated + self.quiet, self.texts - hesitated))
        if not top.texts:
            return (*found, Seen("open", Phrase(_("In your own words"))))
        if is_half(first.texts, self.texts) or first.texts * 2 == self.texts:
            found.append(Seen("us", self._head(first)))
        if top is not first and top is self.groups[1]:
            found.append(Seen("dept", self._head(top)))
        head = self._head(top)
        return (*found, Seen("leads", head, leads=top.place.key), Seen("open", head))

    def _head(self, group: Group) -> Phrase:
        slots: Slots = {"n": Portion(group.texts, self.texts), "group": Said(group.place.short or group.place.label)}
        return Phrase(_("%(n)s say “%(group)s”"), slots=slots)

    def picture(self, canvas: Canvas) -> Picture:
        """A row a group, then what is in none, and who sent nothing."""
        rows = [
            (Line(each.place.label, each.place.letter, each.place.letter.lower(), each.example), each.texts)
            for each in self.groups
        ]
        if self.rest.texts:
            rows.append((Line(Phrase(_("Not grouped")), mark=drawing.INK, example=self.rest.example), self.rest.texts))
        if self.quiet:
            aside = Phrase(_("Here, and no answer"))
            rows.append((Line(Phrase(_("Nothing sent")), mark=drawing.RING, aside=aside), self.quiet))
        counts, lines = [(line.mark, people) for line, people in rows], tuple(line for line, _people in rows)
        if canvas.use is Use.PHONE:
            return Picture("beads", beads(counts), lines, own=False, live=are_short(lines))
        sheets = self._sheets() if canvas.use is Use.PRINT else ()
        return Picture("groups", drawing.heaps(counts, canvas), lines, own=False, sheets=sheets)

    def _sheets(self) -> tuple[Sheet, ...]:
        """What is out, group by group."""
        named = [(each.place.label, each.place.letter, each) for each in self.groups]
        sheets = (Sheet(label, letter, shown(group.wordings)) for label, letter, group in named)
        rest = Sheet(Phrase(_("Not grouped")), "", shown(self.rest.wordings))
        return tuple(sheet for sheet in (*sheets, rest) if sheet.texts)


def grouped(places: Sequence[tuple[Place, bool]], wordings: Sequence[Wording], pool: Pool) -> Grouped:
    """Put wordings where hands have put them."""
    placed = pool.state.now.placed if pool.state else {}
    by_group: dict[str, list[Wording]] = {place.key: [] for place, _silent in places}
    rest: list[Wording] = []
    for each in wordings:
        by_group.get(placed.get(each.mark, ""), rest).append(each)
    groups = tuple(Group(place, silent, tuple(by_group[place.key])) for place, silent in places)
    return Grouped(groups, Group(Place("", ""), False, tuple(rest)), pool.people, pool.quiet)
