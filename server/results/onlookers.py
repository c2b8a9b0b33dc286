"""What somebody can work out who sees a shift and knows a few of the people in it.

Everybody knows both rounds' totals. Somebody inside knows one answer besides, their own; with a second browser, or by
telling each other, two. All of them subtract what they know and look at the rest. They have found a small group out
if no other table fits everything they see, with another number in its place. What the totals and their own knowledge
say by themselves is no secret that a shift could keep.

Other tables are looked for among swaps and pairs of swaps. One that only a longer chain would reach counts as missing,
so the error is on the safe side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from server.activities.contract.directions import Direction
from server.results.tables import Cell, Change, Table, at, both, drift, fits, swaps

KNOWN = 2
Known = tuple[Cell, ...]
Drift = tuple[int, ...]
ByCell = Mapping[Cell, Sequence[Change]]


class Onlookers:
    """Everybody who looks at one table, each knowing where up to two of its people went."""

    def __init__(self, table: Table) -> None:
        self.table = table
        corner = (len(table) - 1, len(table) - 1)
        # Those that leave most people where they were come first: who knows two can hardly rule them out.
        every = sorted(swaps(table), key=self._least_left, reverse=True)
        # That the corner may grow here calls rather too much a secret than too little; really nobody can be in it.
        self.free = _by_cell(every)
        self.real = [swap for swap in every if corner not in swap]
        self.drifting: dict[frozenset[Direction], _Drifting] = {}

    def find(self, small: Iterable[Cell], shown: Collection[Cell], told: frozenset[Direction]) -> bool:
        """Whether any of them can work out one of these hidden groups, who see how many went the `told` ways."""
        if told not in self.drifting:
            self.drifting[told] = _Drifting(self.table, self.real, told)
        others = _Others(self.table, self.drifting[told], shown)
        return any(self._finds(cell, others, ()) for cell in small)

    def _finds(self, cell: Cell, others: _Others, known: Known) -> bool:
        if at(self.table, cell) <= known.count(cell):
            return False  # nobody is in this group whom they do not know
        other = next((change for change in others.of(cell) if self._leaves(change, known)), None)
        if other is None:
            return any(self._leaves(swap, known) for swap in self.free.get(cell, ()))
        # Only who knows somebody that this other table has no room for can rule it out.
        left = KNOWN - len(known)
        rivals = [taken for taken, by in other.items() if by < 0 and self._spare(taken, other, known) < left]
        return any(self._finds(cell, others, (*known, rival)) for rival in rivals)

    def _leaves(self, change: Change, known: Known) -> bool:
        """Whether those who are known are still where they are."""
        return all(self._spare(taken, change, known) >= 0 for taken in known)

    def _spare(self, cell: Cell, change: Change, known: Known) -> int:
        return at(self.table, cell) + change.get(cell, 0) - known.count(cell)

    def _least_left(self, swap: Change) -> int:
        return min(at(self.table, cell) for cell, by in swap.items() if by < 0)


class _Drifting:
    """Swaps by what they do to the numbers that are told: those that keep them by cell, the others by cell and by their
    drift."""

    def __init__(self, table: Table, real: Sequence[Change], told: frozenset[Direction]) -> None:
        self.keeping: dict[Cell, list[Change]] = defaultdict(list)
        self.through: dict[Cell, list[tuple[Drift, Change]]] = defaultdict(list)
        self.by: dict[Drift, list[Change]] = defaultdict(list)
        for swap in real:
            by = drift(table, swap, told)
            if any(by):
                self.by[by].append(swap)
            for cell in swap:
                if any(by):
                    self.through[cell].append((by, swap))
                else:
                    self.keeping[cell].append(swap)


class _Others:
    """Ways to other tables that look the same: hidden swaps that keep every number that is told, and pairs of them that
    keep them together."""

    def __init__(self, table: Table, drifting: _Drifting, shown: Collection[Cell]) -> None:
        self.table, self.drifting, self.shown = table, drifting, shown

    def of(self, cell: Cell) -> Iterator[Change]:
        """Those with another number in this cell."""
        yield from filter(self._is_hidden, self.drifting.keeping.get(cell, ()))
        for by, first in self.drifting.through.get(cell, ()):
            if not self._is_hidden(first):
                continue
            for second in self.drifting.by.get(tuple(-each for each in by), ()):
                pair = both(first, second)
                if pair.get(cell) and self._is_hidden(second) and fits(self.table, pair):
                    yield pair

    def _is_hidden(self, swap: Change) -> bool:
        return swap.keys().isdisjoint(self.shown)


def _by_cell(changes: Iterable[Change]) -> ByCell:
    found: dict[Cell, list[Change]] = defaultdict(list)
    for change in changes:
        for cell in change:
            found[cell].append(change)
    return found
