"""The people of two rounds, and where each stood in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from server.activities.contract.question import Part, Question
from server.results.tables import Table

Values = Mapping[int, JsonValue]


@dataclass(frozen=True, slots=True)
class Pairs:
    """So many answered `both` times: the first ones of either list, in the same order. Behind them come who `left` and
    who `joined`."""

    first: list[JsonValue]
    second: list[JsonValue]
    both: int

    @property
    def left(self) -> int:
        """Who answered only the first time."""
        return len(self.first) - self.both

    @property
    def joined(self) -> int:
        """Who answered only the second time."""
        return len(self.second) - self.both

    def table(self, question: Question, part: Part) -> Table:
        """Who went where, of those who said anything of this part."""
        before, after = (question.column(values, part) for values in (self.first, self.second))
        first = [*before, *[None] * self.joined]
        second = [*after[: self.both], *[None] * self.left, *after[self.both :]]
        roads = Counter(zip(first, second, strict=True))
        del roads[None, None]
        places = [*(place.key for place in part.places), None]
        return tuple(tuple(roads[origin, goal] for goal in places) for origin in places)


def pairs(before: Values, after: Values) -> Pairs:
    """The people of two rounds."""
    both = before.keys() & after.keys()
    return Pairs(
        [*map(before.__getitem__, both), *map(before.__getitem__, before.keys() - both)],
        [*map(after.__getitem__, both), *map(after.__getitem__, after.keys() - both)],
        len(both),
    )
