"""How many went which way, as closely as what is shown proves it: both rounds' totals, who voted once, the shown groups
and the told directions. Whoever looks can find the same out, so a bound gives nobody away."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from server.activities.contract.directions import Direction, Directions, Went
from server.results.suppression import View
from server.results.tables import Table, at, direction, people, went
from server.shares import is_quarter


class Between(NamedTuple):
    """So many at least and at most."""

    least: int
    most: int

    def plus(self, people: int) -> Between:
        """With so many more."""
        return Between(self.least + people, self.most + people)


def proved(table: Table, view: View, minimum: int) -> Directions:
    """People by direction; of a bound that is less than a quarter of everybody nothing is said."""
    everybody = people(table)
    spans = _closer([_span(table, view, way) for way in Direction], everybody)
    down, stayed, up = (
        _went(span, way in view.told or _is_proved(span, everybody, minimum), everybody)
        for way, span in zip(Direction, spans, strict=True)
    )
    return Directions(down, stayed, up)


def _went(span: Between, told: bool, everybody: int) -> Went:
    return Went(span.least if told or is_quarter(span.least, everybody) else 0, told)


def _is_proved(span: Between, everybody: int, minimum: int) -> bool:
    """Whether it is one number, and neither it nor the rest is small."""
    return span.least == span.most and not any(0 < n < minimum for n in (span.least, everybody - span.least))


def _span(table: Table, view: View, way: Direction) -> Between:
    if way in view.told:
        return Between(went(table, way), went(table, way))
    shown = sum(at(table, cell) for cell in view.cells if direction(cell) is way)
    size = range(len(table))
    hidden = tuple(tuple(0 if (i, j) in view.cells else table[i][j] for j in size) for i in size)
    return _by_totals(hidden, way).plus(shown)


def _by_totals(table: Table, way: Direction) -> Between:
    """What the totals of both rounds say by themselves."""
    once, everybody = len(table) - 1, people(table)
    joined, gone = sum(table[once]), sum(row[once] for row in table)
    first = [sum(row) for row in table[:once]]
    second = [sum(row[place] for row in table) for place in range(once)]
    if way is Direction.STAYED:
        least = max(sum(each) for each in zip(first, second, strict=True)) - joined - gone - everybody
        return Between(max(0, least), min(everybody, sum(map(min, first, second))))
    if way is Direction.DOWN:  # up, seen from above
        first, second = first[::-1], second[::-1]
    was_below, is_below = ([0, *accumulate(people)] for people in (first, second))
    # Who was below a place and is no longer went up; who is up to a place and was not below it did not.
    rose = max(map(int.__sub__, was_below, is_below)) - gone
    did_not = max(map(int.__sub__, is_below[1:], was_below)) - joined
    return Between(max(0, rose), everybody - max(0, did_not))


def _closer(spans: list[Between], everybody: int) -> list[Between]:
    """Each with what the other two leave of everybody."""
    least, most = (sum(people) for people in zip(*spans, strict=True))
    return [Between(max(low, everybody - most + high), min(high, everybody - least + low)) for low, high in spans]
