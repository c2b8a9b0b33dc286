"""Who can be found out from all the tables of a room together: of everybody, of groups, of the first who answered.

A solver knows who is in which group, who answered when, who skipped what, and up to two answers. Of each table they
know all that an export would say, column by column. They have found somebody out if in every world that fits the same
is said, though no table of enough people says so by itself.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from pydantic import JsonValue

from server.activities.contract.question import Lean, Question
from server.dice import dice_of
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.played import Script
from server.trials.torture.solvers.shown import People, Shown, Table
from server.trials.torture.solvers.sums import Sum, Sums

WHO = ("an outsider", "an insider", "a double voter")
GUESSES = 400
Cell = tuple[str, str]  # a column of an export, and what stands in it
Number = tuple[int, str]  # how many of one set gave one answer
World = Mapping[Number, int]
Key = TypeVar("Key", bound=Hashable)


class Set(NamedTuple):
    """People whom no table tells apart: they are in the same ones, and skipped the same. Any of these `answers` could
    be theirs."""

    people: Sequence[int]
    tables: Sequence[Table]
    answers: Sequence[str]


class Crossed:
    """The tables of one room, and the worlds that fit them."""

    def __init__(self, script: Script, seen: Shown, dice: Dice) -> None:
        self.script, self.told, self.dice = script, seen.first(), dice
        self.said = script.says[0]
        self.question = script.activity.poses().settled(list(self.said.values()), script.minimum)
        self.keys = {who: json.dumps(value) for who, value in self.said.items()}
        self.sets = list(self._sets())
        self.cells = {key: self._export(json.loads(key)) for each in self.sets for key in each.answers}
        self.known = with_rests({people for people, _parts in self.told.values()})
        self.known |= {frozenset(each.people) for each in self.sets}
        self.sums, self.worlds = self._sums(), list[World]()

    def found_out(self, most: int = len(WHO) - 1) -> set[str]:
        """Which kinds of onlookers find somebody out, of those who know at most so many answers."""
        kinds = enumerate(WHO[: most + 1])
        return {who for many, who in kinds if any(map(self._finds, combinations(self.said, many)))}

    def _sets(self) -> Iterator[Set]:
        dice, guessed = dice_of(GUESSES), list(self.said.values())
        guessed += [self.question.guess(dice, Lean(dice.random(), 1.0)) for _ in range(GUESSES)]
        for tables, people in _by(self.said, self._tables).items():
            for skipped, same in _by(people, lambda who: self._skipped(self.said[who])).items():
                kept = (self.question.without(value, skipped) if skipped else value for value in guessed)
                whole = {json.dumps(value) for value in kept if value is not None and self._skipped(value) == skipped}
                yield Set(same, tables, sorted(whole))

    def _tables(self, who: int) -> tuple[Table, ...]:
        return tuple(table for table, (people, _parts) in self.told.items() if who in people)

    def _skipped(self, value: JsonValue) -> tuple[str, ...]:
        return tuple(part.key for part in self.question.parts if self.question.said(value, part) is None)

    def _sums(self) -> Sums[Number]:
        names, totals = defaultdict[object, list[Number]](list), Counter[object]()
        low, high = dict[Number, int](), dict[Number, int]()
        for at, each in enumerate(self.sets):
            for answer in each.answers:
                low[at, answer], high[at, answer] = 0, len(each.people)
                people = sum(self.keys[who] == answer for who in each.people)
                for what in (at, *(cell for table in each.tables for cell in self._counted(table, answer))):
                    names[what].append((at, answer))
                    totals[what] += people
        return Sums([Sum(names[what], *[totals[what]] * 2) for what in names], low, high, lambda _number: 0)

    def _counted(self, table: Table, answer: str) -> Iterator[tuple[Table, Cell]]:
        """What a table counts of an answer: nothing of the parts that it does not tell of."""
        hidden = {part.key for part in self.question.parts} - self.told[table][1]
        cells = self._export(self.question.without(json.loads(answer), hidden)) if hidden else self.cells[answer]
        yield from ((table, cell) for cell in cells)

    def _export(self, value: JsonValue) -> frozenset[Cell]:
        cells = self.question.export(value).items() if value is not None else ()
        return frozenset(cell for cell in cells if cell[1])

    def _finds(self, friends: Sequence[int]) -> bool:
        known = Counter(
            (at, self.keys[who]) for at, each in enumerate(self.sets) for who in each.people if who in friends
        )
        agreed = ((at, cell) for at, each in enumerate(self.sets) for cell in self._agreed(each, friends))
        return not all(self._is_in_doubt(at, cell, known) for at, cell in agreed)

    def _agreed(self, each: Set, friends: Sequence[int]) -> Iterator[Cell]:
        """What all of a set say whom nobody knows, though no table of enough people says so by itself."""
        strangers = [who for who in each.people if who not in friends]
        if strangers:
            same = frozenset.intersection(*(self.cells[self.keys[who]] for who in strangers))
            yield from (cell for cell in sorted(same) if not self._is_plain(each, cell, friends))

    def _is_plain(self, each: Set, cell: Cell, friends: Sequence[int]) -> bool:
        """Whether a set of enough people who filled this column has them all, and all but friends filled it so."""
        filled = {who for who in self.said if any(column == cell[0] for column, _text in self.cells[self.keys[who]])}
        return any(
            people.issuperset(each.people)
            and len(people & filled) >= self.script.minimum
            and all(cell in self.cells[self.keys[who]] for who in (people & filled).difference(friends))
            for people in self.known
        )

    def _is_in_doubt(self, at: int, cell: Cell, known: Counter[Number]) -> bool:
        """Whether a stranger of a set may have said something else."""
        others = [(at, answer) for answer in self.sets[at].answers if cell not in self.cells[answer]]
        if any(_holds(world, known) and any(world[each] > known[each] for each in others) for world in self.worlds):
            return True
        for other in others:
            world = self.sums.any(self.dice, {**known, other: known[other] + 1})
            if world is not None:
                self.worlds.append(world)
                return True
        return False


def small_sets(script: Script, seen: Shown) -> Iterator[People]:
    """Sets of people under the minimum of which, part by part, there is a table, or follows one by subtraction; of what
    people are, too, where they say so in confidence."""
    question, said = script.activity.poses(), script.says[0]
    known = list[People]()
    for part in [part.key for part in question.parts] or [""]:
        spoke = frozenset(who for who, value in said.items() if _spoke(question, value, part))
        known += with_rests({people & spoke for people, parts in seen.first().values() if part in parts})
    if seen.is_split and (script.role.sensitive or script.protected):
        known += with_rests({frozenset(script.roles), frozenset(script.roles.keys() & said.keys())})
    yield from (people for people in known if 0 < len(people) < script.minimum)


def with_rests(tables: set[People]) -> set[People]:
    """The sets, and what is left of one when another is taken from it."""
    known, fresh = set[People](), tables
    while fresh:
        known |= fresh
        fresh = {one - other for one in known for other in known if other < one} - known
    return known


def _spoke(question: Question, value: JsonValue, part: str) -> bool:
    return all(question.said(value, each) is not None for each in question.parts if each.key == part)


def _by(people: Iterable[int], key: Callable[[int], Key]) -> Mapping[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for who in people:
        found.setdefault(key(who), []).append(who)
    return found


def _holds(world: World, known: Mapping[Number, int]) -> bool:
    return all(world[number] >= people for number, people in known.items())
