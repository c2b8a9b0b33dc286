"""A gap: how far two groups are apart on one thing, among all that they have numbers for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from server.activities.contract.question import Place
from server.activities.contract.result import Cell, Group, Phrase, Result, Said, Seen, _
from server.activities.contract.text import Text
from server.shares import is_points_above, percent

FAR = 25  # points between two groups that the room should talk about
LONGEST_NAME = 24  # signs of a group in a sentence


class Gap(NamedTuple):
    """How far two groups are apart on one thing: the shares of the lower and of the higher one, as people of people."""

    row: Cell
    low: Group
    high: Group
    less: tuple[int, int]
    more: tuple[int, int]

    @property
    def points(self) -> int:
        """Between the shares as they are shown."""
        return percent(*self.more) - percent(*self.less)

    @property
    def width(self) -> Fraction:
        """How far exactly."""
        return Fraction(*self.more) - Fraction(*self.less)

    @property
    def is_far(self) -> bool:
        """Whether there is something to talk about."""
        return is_points_above(self.more, self.less, FAR)

    def seen(self, head: Phrase | None = None) -> Seen:
        """As a pattern: the lower group is to speak first."""
        return Seen("gap", head or points_apart(self), {"low": name(self.low.place), "high": name(self.high.place)})


def table(groups: Sequence[Group]) -> Iterator[tuple[Cell, tuple[int | float | None, ...]]]:
    """What any of them has a number for, with the number of each; None where too few of a group spoke of it."""
    found = [{(row.part, row.key): row for row in group.result.cells().rows} for group in groups]
    rows = {key: row for each in reversed(found) for key, row in each.items()}
    for key in dict.fromkeys(key for each in found for key in each):
        numbers = (each[key].numbers[0] if key in each else None for each in found)
        yield (
            rows[key],
            tuple(
                None if _is_nobody(group, rows[key], number) else number
                for group, number in zip(groups, numbers, strict=True)
            ),
        )


def gaps(groups: Sequence[Group]) -> Iterator[Gap]:
    """How far any two are apart, thing by thing, where people are counted."""
    for row, numbers in table(groups):
        shares = [
            ((number, speakers(group.result, row.part)), group)
            for group, number in zip(groups, numbers, strict=True)
            if isinstance(number, int) and speakers(group.result, row.part)
        ]
        if len(shares) > 1:
            (less, low), (more, high) = (pick(shares, key=_share) for pick in (min, max))
            yield Gap(row, low, high, less, more)


def largest(groups: Sequence[Group]) -> Gap | None:
    """Where they are apart most."""
    return max(gaps(groups), key=lambda gap: gap.width, default=None)


def speakers(result: Result, part: str) -> int:
    """Of how many the people in one part of a table are a share: of all who are in it, where each is in one row; else
    of everybody."""
    numbers = [row.numbers[0] for row in result.cells().rows if row.part == part]
    total = sum(number for number in numbers if isinstance(number, int))
    return total if len(numbers) > 1 and total <= result.people else result.people


def name(place: Place) -> Said | str:
    """What a group is called in a sentence: shortly, or by its letter."""
    text: Text = place.short or place.label
    longest = max(map(len, text.values() if isinstance(text, dict) else [text]))
    return Said(text) if longest <= LONGEST_NAME or not place.letter else place.letter


def points_apart(gap: Gap) -> Phrase:
    """The head of a card."""
    return Phrase(_("%(far)s points apart"), slots={"far": gap.points})


def _share(one: tuple[tuple[int, int], Group]) -> Fraction:
    (part, whole), _group = one
    return Fraction(part, whole)


def _is_nobody(group: Group, row: Cell, number: int | float | None) -> bool:
    """Whether nobody of a group may be told to have spoken of this part at all."""
    return number is None or (isinstance(number, int) and not speakers(group.result, row.part))
