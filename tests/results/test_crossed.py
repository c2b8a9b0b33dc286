"""Solvers over splits: whoever knows everybody's role, and some answers, finds nobody out in a small group.

Everything that a room shows of a split activity is a table of some set of people. The smallest of these sets are apart
from each other, so people within one could have answered in each other's place. Somebody is found out if all in their
set but the solver's friends answered alike, and the set is smaller than the minimum: of larger ones any total says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

import pytest
from pydantic import JsonValue

from server.dice import dice_of
from server.phases import Phase
from server.results import disclosure, segments
from server.results.outcomes import Released
from server.scenes.outcome import outcome
from tests.house import House
from tests.splits import ROLE, STEP, SplitRoom, by_role

KEYS = [place.key for place in STEP.places()]
MINIMUM = 5
Shown = Sequence[tuple[frozenset[int], Counter[str]]]


def tables(values: Mapping[int, str], roles: Mapping[int, str], sets: Sequence[frozenset[int]]) -> Shown:
    """What is public: of each of these sets who answered what."""
    return [(people, Counter(values[who] for who in people)) for people in sets]


def shown_sets(values: Mapping[int, str], roles: Mapping[int, str]) -> list[frozenset[int]]:
    """The sets that a split shows, by the gate: everybody, each group, and who is left over."""
    by = segments.segment(ROLE.poses(), dict[int, JsonValue](roles))
    split = disclosure.split(STEP, dict[int, JsonValue](values), by, MINIMUM)
    everybody = frozenset(values)
    if not isinstance(split, Released) or split.sides is None:
        return [everybody]
    groups = [frozenset(who for who in values if roles.get(who) == side.place.key) for side in split.sides.groups]
    return [everybody, *groups, everybody.difference(*groups)]


def found_out(values: Mapping[int, str], shown: Shown, friends: frozenset[int]) -> set[int]:
    """Whom a solver with these friends finds out, beyond what a total of enough people tells."""
    atoms = [(people, table) for people, table in shown if not any(other < people for other, _ in shown if other)]
    assert sum(len(people) for people, _ in atoms) == len(values), "the smallest sets hold everybody once"
    found: set[int] = set()
    for people, table in atoms:
        strangers = people - friends
        left = table - Counter(values[who] for who in people & friends)
        if len(left) == 1 and len(people) < MINIMUM:
            found |= strangers
    return found


def a_room(dice: Random, people: int) -> tuple[dict[int, str], dict[int, str]]:
    """Roles and answers; a few gave no role, a few no answer, and answers lean on roles."""
    keys = [option.key for option in ROLE.options]
    roles = {who: dice.choices(keys, (5, 3, 2, 1))[0] for who in range(people) if dice.random() < 0.93}
    lean = {role: dice.choices(range(1, 8), k=len(KEYS)) for role in [*keys, ""]}
    values = {who: dice.choices(KEYS, lean[roles.get(who, "")])[0] for who in range(people) if dice.random() < 0.93}
    return roles, values


@pytest.mark.parametrize("people", range(10, 31))
def test_outsider_insider_and_two_who_tell_each_other_find_nobody_out(people: int) -> None:
    dice = dice_of(people)
    split = 0
    for _ in range(60):
        roles, values = a_room(dice, people)
        if len(values) < MINIMUM:
            continue
        sets = [each for each in shown_sets(values, roles) if each]
        split += len(sets) > 1
        shown = tables(values, roles, sets)
        few = sorted(values)[:6]
        coalitions = [(), *combinations(few, 1), *combinations(few, 2)]
        assert all(not found_out(values, shown, frozenset(friends)) for friends in coalitions)
    assert split or people < 20, "no room of this size was ever split"


def test_the_solver_finds_a_group_that_must_not_be_shown() -> None:
    roles = {who: "front" if who < 8 else "boss" for who in range(11)}
    values = {who: "call" if who < 8 else "ship" for who in range(11)}
    sets = [frozenset(values), frozenset(range(8)), frozenset(range(8, 11))]
    assert found_out(values, tables(values, roles, sets), frozenset()) == {8, 9, 10}
    assert shown_sets(values, roles) == [frozenset(values)]


def test_no_set_that_surfaces_of_one_room_show_is_smaller_than_the_minimum_by_any_subtraction(old_house: House) -> None:
    dice = dice_of(3)
    for roles in (
        {"front": 9, "boss": 8, "lead": 3, "other": 3},
        {"front": 8, "boss": 8},
        {"front": 8, "lead": 8, "boss": 5},
    ):
        room = SplitRoom(old_house, roles, by_role(STEP))
        says = {role: dice.choices(KEYS, k=5) for role in roles}
        room.vote(says).goto(Phase.TALK)
        if not room.board.ways:
            room.next()
        shown = outcome(room.board)
        assert isinstance(shown, Released)
        assert shown.sides is not None
        sizes = [group.result.people for group in shown.sides.groups]
        for many in range(len(sizes) + 1):
            for some in combinations(sizes, many):
                left = shown.people - sum(some)
                assert left == 0 or left >= MINIMUM
        room.vote(says, 2).goto(Phase.SHIFT, "step", 2)
        later = outcome(room.board)
        assert isinstance(later, Released)
        assert not later.moves
