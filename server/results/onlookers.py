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

from server.results.tables import Cell, Change, Table, at, both, drift, fits, swaps

KNOWN = 2
Known = tuple[Cell, ...]
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

    def find(self, small: Iterable[Cell], shown: Collection[Cell], told: bool) -> bool:
        """Whether any of them can work out one of these hidden groups. `told`: they see how many moved."""
        hidden = [swap for swap in self.real if swap.keys().isdisjoint(shown)]
        others = _Others(self.table, hidden, told)
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


class _Others:
    """Ways to other tables that look the same: hidden swaps, and where the number of all who moved is told, pairs of
    them that keep it."""

    def __init__(self, table: Table, hidden: Sequence[Change], told: bool) -> None:
        self.table = table
        self.single = _by_cell(swap for swap in hidden if not told or drift(swap) == 0)
        self.through = _by_cell(swap for swap in hidden if drift(swap)) if told else {}
        self.drifting: dict[int, list[Change]] = defaultdict(list)
        for swap in hidden if told else ():
            self.drifting[drift(swap)].append(swap)

    def of(self, cell: Cell) -> Iterator[Change]:
        """Those with another number in this cell."""
        yield from self.single.get(cell, ())
        for first in self.through.get(cell, ()):
            for second in self.drifting[-drift(first)]:
                pair = both(first, second)
                if pair.get(cell) and fits(self.table, pair):
                    yield pair


def _by_cell(changes: Iterable[Change]) -> ByCell:
    found: dict[Cell, list[Change]] = defaultdict(list)
    for change in changes:
        for cell in change:
            found[cell].append(change)
    return found
