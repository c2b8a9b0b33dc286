"""Tables of results in which people stand by place: of one round, or of two side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from server.activities.contract.pool import Value
from server.activities.contract.question import Part, Question
from server.activities.contract.result import Cell, Cells, Phrase, _
from server.activities.contract.text import joined

PEOPLE = (Phrase(_("People")),)
TWICE = (Phrase(_("Before")), Phrase(_("After")))


def counted(question: Question, values: Sequence[Value]) -> Iterator[tuple[Part, tuple[int, ...]]]:
    """Each part, and how many put it at each of its places."""
    said = [each.value for each in values]
    for part in question.parts:
        people = Counter(question.column(said, part))
        yield part, tuple(people[place.key] for place in part.places)


def by_place(rows: Iterable[tuple[Part, Sequence[int]]]) -> Cells:
    """A row a part and place."""
    cells = (
        Cell(part.key, place.key, joined(part.label, place.label), place.letter, (people,))
        for part, counts in rows
        for place, people in zip(part.places, counts, strict=True)
    )
    return Cells(PEOPLE, tuple(cells))


def side_by_side(before: Cells, after: Cells) -> Cells:
    """The same rows of two rounds."""
    both = zip(before.rows, after.rows, strict=True)
    return Cells(TWICE, tuple(now._replace(numbers=(*then.numbers, *now.numbers)) for then, now in both))
