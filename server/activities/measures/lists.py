"""Lists of two groups: what each puts first, and which words one of them lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.activities.contract.apart import Apart
from server.activities.contract.gap import name
from server.activities.contract.result import Group, Phrase, Picture, Result, Seen, Slots, _
from server.activities.measures.firsts import Firsts, Word
from server.charts import words as drawing
from server.charts.canvas import Canvas

TOP = 3  # words of a list that the other group may lack


@dataclass(frozen=True, slots=True)
class Lists(Apart):
    """Groups of `Firsts`."""

    @property
    def missing(self) -> tuple[Word, Group, Group] | None:
        """The word that leads one list furthest, and that nobody of the other group chose at all; then who has it, and
        who lacks it. Own words are out of this: who wrote one that is not out has it, too."""
        return max(self._missing(), key=lambda each: each[0].firsts / each[1].result.people, default=None)

    def _missing(self) -> Iterator[tuple[Word, Group, Group]]:
        for has in self.groups:
            for lacks in self.groups:
                chosen = {word.key for word in _of(lacks).words if word.chosen}
                for word in _of(has).ranked[:TOP]:
                    if not word.own and word.key not in chosen:
                        yield word, has, lacks

    @property
    def shared(self) -> Word | None:
        """What leads all of them."""
        leaders = [_leader(group) for group in self.groups]
        return leaders[0] if leaders[0] and len({each.key if each else "" for each in leaders}) == 1 else None

    def finding(self) -> Phrase | None:
        """What each group begins with, and what is on one list only."""
        first = self._first()
        if not self.missing:
            return first
        if self.missing[0] in map(_leader, self.groups):
            return Phrase(
                _("%(name)s leads one list and is missing on the other."), slots={"name": self.missing[0].name}
            )
        one = Phrase(_("“%(name)s” is on one list only."), slots={"name": self.missing[0].name})
        return Phrase(_("%(first)s %(second)s"), slots={"first": first, "second": one})

    def _first(self) -> Phrase:
        if self.shared:
            return Phrase(_("%(name)s leads both lists."), slots={"name": self.shared.name})
        leaders = [_leader(group) for group in self.groups]
        said = [
            Phrase(_("%(group)s: %(name)s."), slots={"group": name(group.place), "name": leader.name})
            for group, leader in zip(self.groups, leaders, strict=True)
            if leader
        ]
        match said:
            case [one, other]:
                return Phrase(_("%(first)s %(second)s"), slots={"first": one, "second": other})
            case [one]:
                return one
        return Phrase(_("No word leads in either group."))

    def patterns(self) -> tuple[Seen, ...]:
        """A word that one side lacks, the same first one, a gap; then "open". No card has an own word on it."""
        found = []
        if self.missing:
            word, has, lacks = self.missing
            slots: Slots = {"word": word.name, "has": name(has.place), "lacks": name(lacks.place)}
            found.append(Seen("missing", Phrase(_("“%(word)s” is on one list only"), slots=slots), slots))
        if self.shared and not self.shared.own:
            same: Slots = {"word": self.shared.name}
            found.append(Seen("shared", Phrase(_("Both begin with “%(word)s”"), slots=same), same))
        return (*found, *Apart.patterns(self))

    def picture(self, canvas: Canvas) -> Picture:
        """A field beside a field."""
        drawn = drawing.words(
            [_of(group).heap for group in self.groups], self.people, canvas.use, drawing.SIDES, self.others
        )
        heads = tuple(group.place.label for group in self.groups)
        return Picture("words", drawn, heads, wide=True, own=False, live=True)


def lists(whole: Result, groups: Sequence[Group], others: int) -> Lists:
    """Of groups that were pooled one by one."""
    return Lists(whole, tuple(groups), others)


def _of(group: Group) -> Firsts:
    assert isinstance(group.result, Firsts)
    return group.result


def _leader(group: Group) -> Word | None:
    """What most of a group put first; None where several words are level."""
    leaders = _of(group).leaders
    return leaders[0] if len(leaders) == 1 else None
