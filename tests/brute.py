"""What somebody can work out from a shift: every table that fits what is shown, tried one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations_with_replacement

from server.activities.contract.directions import Direction
from server.results.tables import Cell, Table, at, cells, direction, went

Secrets = dict[Cell, int]


def fitting(table: Table, shown: frozenset[Cell], told: Collection[Direction]) -> Iterator[Secrets]:
    """Every table with the same totals, the same people who voted twice, and what is shown and told."""
    truth = {way: went(table, way) for way in told}
    size = len(table)
    once = size - 1
    places = [(i, j) for i in range(size) for j in range(size) if (i, j) != (once, once)]
    rows = [sum(row) for row in table]
    columns = [sum(row[j] for row in table) for j in range(size)]
    found: Secrets = {}

    def fill(step: int) -> Iterator[Secrets]:
        if step == len(places):
            if not any(columns) and all(_went(found, way, once) == people for way, people in truth.items()):
                yield dict(found)
            return
        i, j = places[step]
        most = min(rows[i], columns[j])
        row_ends = step + 1 == len(places) or places[step + 1][0] != i
        options = range(rows[i] if row_ends else 0, most + 1)
        for people in (table[i][j],) if (i, j) in shown else options:
            if people > most or (row_ends and people != rows[i]):
                continue
            found[i, j] = people
            rows[i] -= people
            columns[j] -= people
            yield from fill(step + 1)
            rows[i] += people
            columns[j] += people

    return fill(0)


def _went(found: Secrets, way: Direction, once: int) -> int:
    return sum(people for cell, people in found.items() if once not in cell and direction(cell) is way)


def pinned(
    table: Table, minimum: int, tables: Iterable[Secrets], among: Iterable[Cell], known: Sequence[Cell] = ()
) -> set[Cell]:
    """The small groups, of those asked for, that have the same number in every one of these tables that holds the
    people whose answers are known. A group of nobody but these is no secret to who knows them."""
    left = {cell for cell in among if known.count(cell) < at(table, cell) < minimum}
    for other in tables if left else ():
        if all(other[cell] >= known.count(cell) for cell in known):
            left = {cell for cell in left if other[cell] == at(table, cell)}
        if not left:
            break
    return left


def betrayed(
    table: Table, minimum: int, shown: frozenset[Cell], told: Collection[Direction], knowing: int = 0
) -> set[tuple[tuple[Cell, ...], Cell]]:
    """What people who know the answers of up to so many can find out: what they know, and the small group that this
    view gives away to them and both rounds' totals alone did not."""
    seen, free = list(fitting(table, shown, told)), list(fitting(table, frozenset(), ()))
    suspects = [cell for cell in cells(table) if at(table, cell)]
    found = set()
    for number in range(knowing + 1):
        for known in combinations_with_replacement(suspects, number):
            if all(at(table, cell) >= known.count(cell) for cell in known):
                plain = pinned(table, minimum, seen, suspects, known)
                found |= {(known, cell) for cell in plain - pinned(table, minimum, free, plain, known)}
    return found
