"""People by place: the result of a question whose answers stand each at one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.question import Place
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Prompt, Result, Seen, _
from server.activities.measures.leads import Row, leading, seen
from server.charts.answers import answers
from server.charts.canvas import Canvas

PROMPTS: Mapping[str, Prompt] = {
    "split": Prompt(
        _("Ask one person from %(first)s and one from %(second)s to argue the case of the other side."),
        _("Turn to your neighbour: argue the case of the answer you did not choose."),
    ),
    "one_sided": Prompt(_("What would have to be true for %(rare)s to be right?")),
    "scattered": Prompt(_("In pairs: which answer surprised you?")),
    "open": Prompt(
        _("Ask one person: what did you have in mind when you chose?"),
        _("Turn to your neighbour: what did you have in mind when you chose?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Counts(Result):
    """How many chose each place, in the author's order. `people` chose one each."""

    rows: tuple[Row, ...]

    @property
    def people(self) -> int:
        """Each chose one."""
        return sum(row.people for row in self.rows)

    def cells(self) -> Cells:
        """A row a place."""
        return Cells((Phrase(_("People")),), tuple(cell(row.place, row.people) for row in self.rows))

    def finding(self) -> Phrase | None:
        """Who leads, and by how much; ties keep A to H order."""
        return leading(self.rows, self.people)

    def patterns(self) -> tuple[Seen, ...]:
        """The first rule that fits, then "open"."""
        return seen(self.rows, self.people)

    def picture(self, canvas: Canvas) -> Picture:
        """Unit rows, or bars in a crowd."""
        counts = [(row.place.letter.lower(), row.people) for row in self.rows]
        return Picture("answers", answers(counts, canvas), tuple(row.place for row in self.rows))


def counted(places: Sequence[Place], said: Sequence[str]) -> Counts:
    """Pool what people said, each the key of one of the places."""
    by_key = dict.fromkeys((place.key for place in places), 0)
    for key in said:
        by_key[key] += 1
    return Counts(tuple(Row(place, by_key[place.key]) for place in places))


def cell(place: Place, *numbers: int) -> Cell:
    """A place's line of the table."""
    return Cell("", place.key, place.label, place.letter, numbers, place.short)
