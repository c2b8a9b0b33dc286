"""The only gate for pooled results: screen, phones, console and exports all pass here.

The room's minimum applies to the people pooled. Nothing let out earlier may, by subtraction, give
away a group under it: previews lag by at least the minimum. Changes of mind are shown whole where the activity is
ordinary; where it is sensitive, a shift hides every from-to group that the visible ones would betray.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from pydantic import JsonValue

from server.activities.base import Activity, Place, Row, Tally
from server.results import suppression
from server.results.tables import Cell, Table, at, is_move


@dataclass(frozen=True, slots=True)
class Withheld:
    """No result yet: how many answered (a count of people is no result) and how many it takes."""

    people: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Released:
    """A pooled result that may be seen. `people` is its conserved total."""

    rows: tuple[Row, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Shift:
    """How the same people moved between two rounds. Cells and counts are indexed by place.

    `cells[i, j]` counts people from place i to place j, stayers on the diagonal, and holds only what
    may be shown. `moved` is None where even the number of all would betray a small group; `others` are movers
    that no shown cell counts, None likewise. `joined` and `left` voted only once.
    """

    places: tuple[Place, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    paired: int
    moved: int | None
    cells: Mapping[Cell, int]
    others: int | None
    joined: int
    left: int

    @property
    def at_least(self) -> int:
        """How many changed their mind for certain: the number that is told, the moves that are shown, or what both
        rounds' totals prove."""
        if self.moved is not None:
            return self.moved
        stayed = sum(map(min, self.before, self.after))
        return max(self.paired - stayed, sum(people for cell, people in self.cells.items() if is_move(cell)))


class Preview(NamedTuple):
    """What the facilitator may see of a first round while people still answer, as it was decided once and stored: how
    often each value was given by the first `covered` who answered, at that moment and in no order of people.

    At least the minimum stay uncovered, and the next preview covers at least the minimum more. So two previews, or a
    preview and the final result, always differ by at least the minimum of people, whatever anybody changes in between.
    """

    covered: int = 0
    shown: tuple[tuple[JsonValue, int], ...] = ()

    @classmethod
    def of(cls, values: Sequence[JsonValue]) -> Self:
        """The preview that covers these."""
        counted = Counter(json.dumps(value, sort_keys=True) for value in values)
        return cls(len(values), tuple((json.loads(value), people) for value, people in sorted(counted.items())))

    def due(self, answered: int, minimum: int) -> int:
        """How many the next preview covers now that so many have answered; 0 while it is not due."""
        coverable = (answered - minimum) // minimum * minimum
        return coverable if coverable >= self.covered + self.step(minimum) else 0

    def step(self, minimum: int) -> int:
        """How many more the next one covers at least: the minimum, in a crowd a tenth of what it shows already."""
        return max(minimum, self.covered // 10 // minimum * minimum)

    def result(self, activity: Activity, answered: int, minimum: int) -> Released | Withheld:
        """As it may be seen."""
        if not self.covered:
            return Withheld(answered, minimum)
        tally = activity.tally()
        for value, people in self.shown:
            for _ in range(people):
                tally.add(value)
        return _release(activity, tally)


def pooled(activity: Activity, tally: Tally, minimum: int) -> Released | Withheld:
    """A finished round's result."""
    return _release(activity, tally) if tally.people >= minimum else Withheld(tally.people, minimum)


def _release(activity: Activity, tally: Tally) -> Released:
    return Released(tuple(Row(place, tally.counts[place.key]) for place in activity.places()), tally.people)


def is_sensitive(activity: Activity, protected: bool) -> bool:
    """Whether changes of mind in this activity follow the strict rule: its author says so, or all in a room that
    protects every answer."""
    return activity.sensitive or protected


def shift(
    activity: Activity,
    before: Mapping[int, JsonValue],
    after: Mapping[int, JsonValue],
    minimum: int,
    protected: bool = False,
) -> Shift | Withheld:
    """Who moved between two rounds, of those who voted in both; nothing of it under the minimum."""
    paired = len(before.keys() & after.keys())
    if paired < minimum:
        return Withheld(paired, minimum)
    places = activity.places()
    index = {place.key: number for number, place in enumerate(places)}
    table = _table(index, before, after)
    strict = is_sensitive(activity, protected)
    view = suppression.sensitive(table, minimum) if strict else suppression.ordinary(table)
    return Shift(
        places=places,
        before=_counts(index, before),
        after=_counts(index, after),
        paired=paired,
        moved=view.moved,
        cells={cell: at(table, cell) for cell in sorted(view.cells)},
        others=view.others,
        joined=len(after) - paired,
        left=len(before) - paired,
    )


def _table(index: Mapping[str, int], before: Mapping[int, JsonValue], after: Mapping[int, JsonValue]) -> Table:
    once = len(index)
    table = [[0] * (once + 1) for _ in range(once + 1)]
    for participant in before.keys() | after.keys():
        row = index[str(before[participant])] if participant in before else once
        column = index[str(after[participant])] if participant in after else once
        table[row][column] += 1
    return tuple(map(tuple, table))


def _counts(index: Mapping[str, int], values: Mapping[int, JsonValue]) -> tuple[int, ...]:
    counts = [0] * len(index)
    for value in values.values():
        counts[index[str(value)]] += 1
    return tuple(counts)
