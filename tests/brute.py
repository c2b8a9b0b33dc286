"""What somebody can work out from a shift: every table that fits what is shown, tried one by one."""

from __future__ import annotations

from collections.abc import Iterator

from server.results.suppression import Cell, Table

Secrets = dict[Cell, int]


def fitting(table: Table, shown: frozenset[Cell], moved: int | None) -> Iterator[Secrets]:
    """Every table with the same totals, the same people who voted twice, and what is shown."""
    size = len(table)
    once = size - 1
    cells = [(i, j) for i in range(size) for j in range(size) if (i, j) != (once, once)]
    rows = [sum(row) for row in table]
    columns = [sum(row[j] for row in table) for j in range(size)]
    found: Secrets = {}

    def fill(at: int) -> Iterator[Secrets]:
        if at == len(cells):
            stray = sum(people for (i, j), people in found.items() if i != j and once not in (i, j))
            if not any(columns) and (moved is None or stray == moved):
                yield dict(found)
            return
        i, j = cells[at]
        most = min(rows[i], columns[j])
        row_ends = at + 1 == len(cells) or cells[at + 1][0] != i
        options = range(rows[i] if row_ends else 0, most + 1)
        for people in (table[i][j],) if (i, j) in shown else options:
            if people > most or (row_ends and people != rows[i]):
                continue
            found[i, j] = people
            rows[i] -= people
            columns[j] -= people
            yield from fill(at + 1)
            rows[i] += people
            columns[j] += people

    return fill(0)


def pinned(table: Table, minimum: int, shown: frozenset[Cell], moved: int | None, among: set[Cell]) -> set[Cell]:
    """The small groups, of those asked for, that have the same number in every table that fits."""
    left = {(i, j) for i, j in among if 0 < table[i][j] < minimum}
    for other in fitting(table, shown, moved) if left else ():
        left = {(i, j) for i, j in left if other[i, j] == table[i][j]}
        if not left:
            break
    return left


def betrayed(table: Table, minimum: int, shown: frozenset[Cell], moved: int | None) -> set[Cell]:
    """Small groups that this view gives away and both rounds' totals alone did not."""
    everywhere = {(i, j) for i in range(len(table)) for j in range(len(table))}
    suspects = pinned(table, minimum, shown, moved, everywhere)
    return suspects - pinned(table, minimum, frozenset(), None, suspects)
