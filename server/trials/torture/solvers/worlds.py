"""Worlds of people who answered twice: from the real one to others that look the same, one exchange after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from server.activities.contract.pool import Moves
from server.trials.torture.solvers.asked import Asked, Person, Road

ASTRAY = 0.02  # how often a walk goes where it should not


class Search(NamedTuple):
    """How often to walk, and how many exchanges each time."""

    walks: int
    steps: int


class World(NamedTuple):
    """What people said in both rounds, and the groups that they are in."""

    people: Counter[Person]
    groups: Counter[Road]

    @classmethod
    def of(cls, asked: Asked, people: Sequence[Person]) -> World:
        """These people."""
        return cls(Counter(people), Counter(road for person in people for road in asked.roads(person)))

    def holds(self, known: Counter[Person]) -> bool:
        """Whether these people are among them."""
        return all(self.people[person] >= many for person, many in known.items())

    def exchanged(self, asked: Asked, dice: Random) -> World:
        """Where two people say in one round something else that keeps its totals."""
        round = dice.randrange(2)
        there = [person for person, many in self.people.items() if many > 0 and person[round] is not None]
        one, other = dice.choice(there), dice.choice(there)
        if one == other and self.people[one] < 2:
            return self
        people, groups = Counter(self.people), Counter(self.groups)
        changed = dice.choice(asked.instead[asked.both((one[round] or "", other[round] or ""))])
        for person, answer in zip((one, other), changed, strict=True):
            for now, many in ((person, -1), ((person[0], answer) if round else (answer, person[1]), 1)):
                people[now] += many
                for road in asked.roads(now):
                    groups[road] += many
        return World(people, groups)


class Worlds:
    """The worlds that have the real one's totals and of which the same is `told`, as far as walks have come by them."""

    def __init__(self, asked: Asked, real: World, told: Mapping[str, Moves]) -> None:
        self.asked, self.real, self.told = asked, real, told
        self.others = list[World]()

    def differ(self, road: Road, known: Counter[Person], dice: Random, search: Search) -> bool:
        """Whether in one that holds these people another number went this way."""
        if any(self._differs(world, road) and world.holds(known) for world in self.others):
            return True
        starts = [world for world in (self.real, *self.others) if world.holds(known)]
        return any(self._reaches(dice.choice(starts), road, known, dice, search.steps) for _ in range(search.walks))

    def misses(self, world: World) -> int:
        """By how many people a world with these totals looks different."""
        misses = 0
        for part, moves in self.told.items():
            misses += sum(abs(world.groups[part, *cell] - people) for cell, people in moves.cells.items())
            misses += abs(self._moved(world, part) - moves.moved) if moves.moved is not None else 0
        return misses

    def _reaches(self, start: World, road: Road, known: Counter[Person], dice: Random, steps: int) -> bool:
        """Whether a walk leads to such a world: first by exchanges that change the number, then by those after which
        the world looks more like the real one."""
        world, far = start, None
        for _ in range(steps):
            then = world.exchanged(self.asked, dice)
            differs = self._differs(then, road)
            if not then.holds(known) or (far is not None and not differs):
                continue
            misses = self.misses(then)
            if not differs or far is None or misses <= far or dice.random() < ASTRAY:
                world, far = then, misses if differs else None
            if far == 0:
                self.others.append(world)
                return True
        return False

    def _differs(self, world: World, road: Road) -> bool:
        return world.groups[road] != self.real.groups[road]

    def _moved(self, world: World, part: str) -> int:
        last = len(self.told[part].places)
        return sum(
            people for (key, i, j), people in world.groups.items() if key == part and i != j and last not in (i, j)
        )
