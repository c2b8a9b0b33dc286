"""Solvers against sensitive questions asked twice, whose answers say several things at once: what is told of each part
by itself is laid together. They look for other rooms that look the same, by letting two people exchange what they said,
or what they said of one part; a group is found out if it has the same number in all of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product
from random import Random

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.course import TWICE
from server.activities.contract.pool import Moves
from server.activities.contract.question import Lean
from server.dice import dice_of
from server.results import disclosure
from server.results.outcomes import Released
from server.trials.torture.promise import Outcome
from server.trials.torture.solvers.questions import asks_little, questions

Answer = str | None
Person = tuple[Answer, Answer]  # what somebody said in both rounds
Road = tuple[str, int, int]  # a part, and where somebody stood in both rounds; last of all those who stood nowhere
GUESSES = 300
TRIES, STEPS, ASTRAY = 60, 400, 0.02  # walks, exchanges of one, and how often it goes where it should not
PAIRS = 10  # of people who tell each other their answers
SMALLEST, LARGEST = 6, 60
USUAL, TEAM, A_TEAM_IN = 5, 2, 5
ONCE = 0.05  # of people answer only in one of the rounds
SPREADS = (0.1, 0.3, 0.6, 0.9)


class Asked:
    """A question, what can be answered to it, and which two answers two people may give in place of two others."""

    def __init__(self, activity: Activity, dice: Random) -> None:
        self.activity, self.question = activity, activity.poses()
        values = [self.question.guess(dice, Lean(dice.random(), 1.0)) for _ in range(GUESSES)]
        self.answers = sorted({json.dumps(value) for value in values})
        self.instead = defaultdict[object, list[tuple[str, str]]](list)
        for one, other in product(self.answers, self.answers):
            self.instead[self.both((one, other))].append((one, other))

    def both(self, pair: tuple[str, str]) -> object:
        """What tables say of two answers: every column by itself."""
        cells = Counter(cell for answer in pair for cell in self.question.export(json.loads(answer)).items())
        return frozenset(cells.items())

    @cached_property
    def stands(self) -> Mapping[Answer, Sequence[int]]:
        """Where an answer puts each part."""
        parts = self.question.parts
        places = [{place.key: at for at, place in enumerate(part.places)} for part in parts]
        found: dict[Answer, Sequence[int]] = {None: [len(part.places) for part in parts]}
        for answer in self.answers:
            said = (self.question.said(json.loads(answer), part) for part in parts)
            found[answer] = [len(of) if key is None else of[key] for of, key in zip(places, said, strict=True)]
        return found

    def roads(self, person: Person) -> Iterator[Road]:
        """Where somebody went, part by part."""
        first, second = (self.stands[answer] for answer in person)
        for part, origin, goal in zip(self.question.parts, first, second, strict=True):
            if not origin == goal == len(part.places):
                yield part.key, origin, goal


class Twice:
    """A room after its second round: what is told of each part, and who really said what."""

    def __init__(self, asked: Asked, people: Sequence[Person], minimum: int) -> None:
        self.asked, self.people, self.minimum = asked, people, minimum
        first, second = ({who: _value(person[at]) for who, person in enumerate(people) if person[at]} for at in (0, 1))
        shown = disclosure.compared(asked.activity, first, second, minimum, protected=True)
        self.told: Mapping[str, Moves] = shown.moves if isinstance(shown, Released) else {}
        self.there = Counter(people)
        self.rooms: dict[bool, list[tuple[Counter[Person], Counter[Road]]]] = {True: [], False: []}
        self.groups = Counter(road for person in people for road in asked.roads(person))

    @property
    def tells(self) -> bool:
        """Whether anything is added to both rounds' totals."""
        return any(moves.cells or moves.moved is not None for moves in self.told.values())

    def found_out(self, dice: Random) -> Counter[str]:
        """How many small groups each kind of onlooker finds out, that both rounds' totals did not tell them."""
        found = Counter[str]()
        if not self.tells:
            return found
        small = [road for road, people in self.groups.items() if people < self.minimum]
        secret = [road for road in small if self._differs(road, Counter(), dice, told=False)]
        for who, known in self._onlookers(dice):
            mine = Counter(road for person in known.elements() for road in self.asked.roads(person))
            for road in secret:
                if self.groups[road] > mine[road] and not self._differs(road, known, dice, told=True):
                    found[who] += self._differs(road, known, dice, told=False)
        return +found

    def _odds(self, groups: Counter[Road]) -> int:
        """By how many people a room with these groups looks different."""
        odds = 0
        for part, moves in self.told.items():
            odds += sum(abs(groups[part, *cell] - people) for cell, people in moves.cells.items())
            odds += abs(self._moved(groups, part) - moves.moved) if moves.moved is not None else 0
        return odds

    def _moved(self, groups: Counter[Road], part: str) -> int:
        last = len(self.told[part].places)
        return sum(people for (key, i, j), people in groups.items() if key == part and i != j and last not in (i, j))

    def _onlookers(self, dice: Random) -> Iterator[tuple[str, Counter[Person]]]:
        """Everybody there is, but of those who know two answers some."""
        yield "an outsider", Counter()
        for person in self.there:
            yield "a late voter" if person[0] is None else "an insider", Counter([person])
        for pair in dice.sample(list(combinations(self.people, 2)), PAIRS):
            yield "a double voter", Counter(pair)

    def _differs(self, road: Road, known: Counter[Person], dice: Random, told: bool) -> bool:
        """Whether some other room that holds these people has another number there."""
        rooms = self.rooms[told]
        if any(groups[road] != self.groups[road] and known <= people for people, groups in rooms):
            return True
        return any(self._reaches(road, known, dice, told) for _ in range(TRIES))

    def _reaches(self, road: Road, known: Counter[Person], dice: Random, told: bool) -> bool:
        """Whether exchanges lead to such a room: first some that change the number, then those after which the room
        looks more like the real one."""
        people, groups = dice.choice(self.rooms[told]) if self.rooms[told] else (self.there, self.groups)
        far = STEPS
        for _ in range(STEPS):
            now, then = Counter(people), Counter(groups)
            self._exchange(now, then, dice)
            if not known <= now or (far < STEPS and then[road] == self.groups[road]):
                continue
            odds = self._odds(then) if told else 0
            if then[road] == self.groups[road] or odds <= far or dice.random() < ASTRAY:
                people, groups = now, then
                far = odds if then[road] != self.groups[road] else STEPS
            if not far:
                self.rooms[told].append((people, groups))
                return True
        return False

    def _exchange(self, people: Counter[Person], groups: Counter[Road], dice: Random) -> None:
        """Two people say in one round something else that keeps its totals."""
        round = dice.randrange(2)
        there = [person for person, many in people.items() if many > 0 and person[round] is not None]
        one, other = dice.choice(there), dice.choice(there)
        if one == other and people[one] < 2:
            return
        answers = one[round] or "", other[round] or ""
        changed = dice.choice(self.asked.instead[self.asked.both(answers)])
        for person, answer in zip((one, other), changed, strict=True):
            for now, many in ((person, -1), ((person[0], answer) if round else (answer, person[1]), 1)):
                people[now] += many
                for road in self.asked.roads(now):
                    groups[road] += many


def _value(answer: Answer) -> JsonValue:
    value: JsonValue = json.loads(answer or "null")
    return value


def several_at_once() -> Sequence[Activity]:
    """Sensitive questions asked twice, of which it is told who went from where to where."""
    asked = (asks_little(each, rounds=2, sensitive=True) for each in questions())
    return [each for each in asked if each.course() == TWICE and _has_roads(each)]


def _has_roads(activity: Activity) -> bool:
    return all(part.places and not part.ordered for part in activity.poses().parts)


def a_room(asked: Asked, dice: Random, minimum: int) -> Twice:
    """Made-up people who answer twice."""
    lean, people = Lean(dice.random(), dice.choice(SPREADS)), list[Person]()
    while len(people) < dice.randint(SMALLEST, LARGEST):
        first = asked.question.guess(dice, lean)
        second = asked.question.guess(dice, lean, first)
        only = dice.random()
        person = json.dumps(first) if only > ONCE else None, json.dumps(second) if only < 1 - ONCE else None
        if {*person} <= asked.stands.keys():
            people.append(person)
    return Twice(asked, people, minimum)


def solve(rooms: int) -> list[Outcome]:
    """What is promised of all that is told about two rounds of a sensitive question together."""
    found, told = Counter[str](), Counter[str]()
    asked = [Asked(activity, dice_of(activity.key)) for activity in several_at_once()]
    for number in range(rooms):
        dice, each = dice_of(f"jointly {number}"), asked[number % len(asked)]
        room = a_room(each, dice, TEAM if number % A_TEAM_IN == 0 else USUAL)
        told[each.activity.key] += room.tells
        found += room.found_out(dice)
    whom = ", ".join(f"{who} {groups}" for who, groups in found.items()) or "nobody"
    of = ", ".join(f"{key} {many}" for key, many in told.items())
    promise = "of answers that say several things at once, twice, no onlooker finds a small group out"
    return [Outcome(promise, not found, f"{rooms} rooms, of which tell something: {of}; found out by: {whom}")]
