"""Rows of `totals.csv`: what disclosure lets out of a round, and nothing that it does not."""

from __future__ import annotations

from collections.abc import Iterable

from server.activities.contract.gap import speakers
from server.reports.cells import Cells
from server.results.outcomes import Outcome, Released
from server.shares import percent

WENT = {"down": "moved down", "stayed": "stayed", "up": "moved up"}


def people_told(key: str, round: int, shown: Outcome) -> Iterable[Cells]:
    """How many answered, then a row for each answer, or average."""
    if not isinstance(shown, Released):
        return
    yield (key, round, "all", "", "", "", shown.people, 100, "")
    for row in shown.result.cells().rows:
        number = row.numbers[0]
        if isinstance(number, float):
            yield (key, round, "average", row.part, "", row.key, "", "", number)
        else:
            spoke = speakers(shown.result, row.part)
            # Texts may be more than people, and then they are no share of them.
            share = "" if number is None or number > spoke else percent(number, spoke)
            yield (key, round, "answer", row.part, "", row.key, number, share, "")


def groups_told(key: str, round: int, shown: Outcome) -> Iterable[Cells]:
    """A row for each group and answer, or average."""
    if not isinstance(shown, Released) or shown.sides is None:
        return
    for group in shown.sides.groups:
        people = group.result.people
        yield (key, round, "group", "", group.place.key, "", people, percent(people, shown.people), "")
        for row in group.result.cells().rows:
            number, spoke = row.numbers[0], speakers(group.result, row.part)
            told: Cells = ("", "", number) if isinstance(number, float) else (number, percent(number or 0, spoke), "")
            if spoke:
                yield (key, round, "by group", row.part, group.place.key, row.key, *told)


def moves_told(key: str, round: int, shown: Outcome) -> Iterable[Cells]:
    """Who moved, as far as disclosure tells."""
    if not isinstance(shown, Released):
        return
    for part, moves in shown.moves.items():
        yield (key, round, "answered both times", part, "", "", moves.paired, "", "")
        if moves.moved is not None:
            yield (key, round, "moved", part, "", "", moves.moved, "", "")
            yield (key, round, "others moved", part, "", "", moves.others, "", "")
        elif moves.at_least:
            yield (key, round, "moved, at least", part, "", "", moves.at_least, "", "")
        for way, (people, told) in moves.directions._asdict().items() if moves.directions else ():
            if told or people:
                yield (key, round, WENT[way] if told else f"{WENT[way]}, at least", part, "", "", people, "", "")
        for (before, after), people in moves.cells.items():
            yield (key, round, "from to", part, moves.places[before].key, moves.places[after].key, people, "", "")
