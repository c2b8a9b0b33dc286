"""Numbers of people of which some sums are known: every way to fill them in is a world that could be the real one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from server.trials.torture.dice import Dice

N = TypeVar("N", bound=Hashable)
EFFORTS = (100, 100, 100, 400, 400, 4_000)


class Undecided(Exception):
    """The search took more steps than it may."""


class Sum(NamedTuple, Generic[N]):
    """The people of some numbers together are so many at least and at most."""

    names: Sequence[N]
    least: int
    most: int


@dataclass(slots=True)
class Sums(Generic[N]):
    """Sums of numbers that are known, between what and what each number lies, and which are to be tried first."""

    sums: Sequence[Sum[N]]
    low: Mapping[N, int]
    high: Mapping[N, int]
    first: Callable[[N], Any]
    steps: int = field(default=0)

    def any(self, dice: Dice, low: Mapping[N, int]) -> Mapping[N, int] | None:
        """A world with these numbers at least; None if there is none, or finding it takes too long."""
        return _patiently(lambda effort: self.worlds(dice, effort, low))

    def other(self, dice: Dice, name: N, number: int) -> Mapping[N, int] | None:
        """A world where this number is another; None if there is none, or finding it takes too long."""
        return _patiently(lambda effort: self._others(dice, effort, name, number))

    def proves(self, dice: Dice, name: N, number: int) -> bool:
        """Whether this number is the same in every world."""
        try:
            return next(self._others(dice, EFFORTS[-1], name, number), None) is None
        except Undecided:
            return False

    def worlds(self, dice: Dice, effort: int, low: Mapping[N, int] | None = None) -> Iterator[Mapping[N, int]]:
        """All with these numbers at least, in a random order. Raises `Undecided` when it has looked at so many."""
        self.steps = effort
        yield from self._search({**self.low, **(low or {})}, dict(self.high), dice)

    def _others(self, dice: Dice, effort: int, name: N, number: int) -> Iterator[Mapping[N, int]]:
        self.steps = effort
        fewer, more = min(self.high[name], number - 1), max(self.low[name], number + 1)
        yield from self._search(dict(self.low), {**self.high, name: fewer}, dice)
        yield from self._search({**self.low, name: more}, dict(self.high), dice)

    def _search(self, low: dict[N, int], high: dict[N, int], dice: Dice) -> Iterator[Mapping[N, int]]:
        self.steps -= 1
        if self.steps < 0:
            raise Undecided
        if not self._narrow(low, high):
            return
        open_ones = [name for name in low if low[name] < high[name]]
        if not open_ones:
            yield low
            return
        name = min(open_ones, key=lambda name: (self.first(name), high[name] - low[name]))
        values = list(range(low[name], high[name] + 1))
        first = dice.below(len(values))
        for value in values[first:] + values[:first]:
            yield from self._search(low | {name: value}, high | {name: value}, dice)

    def _narrow(self, low: dict[N, int], high: dict[N, int]) -> bool:
        """Draw every bound as close as single sums allow; False if one of them cannot be."""
        changed = True
        while changed:
            changed = False
            for names, fewest, greatest in self.sums:
                least, most = sum(map(low.__getitem__, names)), sum(map(high.__getitem__, names))
                if least > greatest or most < fewest:
                    return False
                if least == most:
                    continue
                for name in names:
                    floor, roof = fewest - most + high[name], greatest - least + low[name]
                    if floor > low[name]:
                        low[name], changed = floor, True
                    if roof < high[name]:
                        high[name], changed = roof, True
        return all(low[name] <= high[name] for name in low)


def _patiently(search: Callable[[int], Iterator[Mapping[N, int]]]) -> Mapping[N, int] | None:
    """The first that is found with a growing effort."""
    for effort in EFFORTS:
        try:
            return next(search(effort), None)
        except Undecided:
            continue  # another beginning may be luckier
    return None
