"""Solvers against sensitive questions asked twice, whose answers say several things at once: what is told of each part
by itself is laid together. They look for other rooms that look the same, by letting two people exchange what they said,
or what they said of one part; a group is found out if it has the same number in all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.course import TWICE
from server.activities.contract.question import Lean
from server.dice import dice_of
from server.results import disclosure
from server.results.outcomes import Released
from server.trials.torture.promise import Outcome
from server.trials.torture.solvers.asked import Answer, Asked, Person, Road
from server.trials.torture.solvers.questions import asks_little, questions
from server.trials.torture.solvers.worlds import Search, World, Worlds

FIRST, LONGER = Search(60, 400), Search(300, 800)  # nobody is called found out before the longer one has failed, too
PAIRS = 10  # of people who tell each other their answers
SMALLEST, LARGEST = 6, 60
USUAL, TEAM, A_TEAM_IN = 5, 2, 5
ONCE = 0.05  # of people answer only in one of the rounds
SPREADS = (0.1, 0.3, 0.6, 0.9)


class Twice:
    """A room after its second round: what is told of each part, and who really said what."""

    def __init__(self, asked: Asked, people: Sequence[Person], minimum: int) -> None:
        self.asked, self.people, self.minimum = asked, people, minimum
        first, second = ({who: _value(person[at]) for who, person in enumerate(people) if person[at]} for at in (0, 1))
        shown = disclosure.compared(asked.activity, first, second, minimum, protected=True)
        self.told = shown.moves if isinstance(shown, Released) else {}
        self.real = World.of(asked, people)
        self.alike, self.same_totals = Worlds(asked, self.real, self.told), Worlds(asked, self.real, {})

    @property
    def tells(self) -> bool:
        """Whether anything is added to both rounds' totals."""
        return any(moves.cells or moves.moved is not None for moves in self.told.values())

    def found_out(self, dice: Random) -> Counter[str]:
        """How many small groups each kind of onlooker finds out, that both rounds' totals did not tell them."""
        found = Counter[str]()
        if not self.tells:
            return found
        small = [road for road, people in self.real.groups.items() if people < self.minimum]
        secret = [road for road in small if self.same_totals.differ(road, Counter(), dice, FIRST)]
        for who, known in self._onlookers(dice):
            mine = Counter(road for person in known.elements() for road in self.asked.roads(person))
            strangers = (road for road in secret if self.real.groups[road] > mine[road])
            found[who] += sum(self._is_found_out(road, known, dice) for road in strangers)
        return +found

    def _onlookers(self, dice: Random) -> Iterator[tuple[str, Counter[Person]]]:
        """Everybody there is, but of those who know two answers some."""
        yield "an outsider", Counter()
        for person in self.real.people:
            yield "a late voter" if person[0] is None else "an insider", Counter([person])
        for pair in dice.sample(list(combinations(self.people, 2)), PAIRS):
            yield "a double voter", Counter(pair)

    def _is_found_out(self, road: Road, known: Counter[Person], dice: Random) -> bool:
        """Whether the totals leave open how many went this way, and all that is told does not. A search may miss what
        there is, so a longer one with other dice has the last word."""
        return (
            not self.alike.differ(road, known, dice, FIRST)
            and self.same_totals.differ(road, known, dice, FIRST)
            and not self.alike.differ(road, known, dice_of(f"again {road}"), LONGER)
        )


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
