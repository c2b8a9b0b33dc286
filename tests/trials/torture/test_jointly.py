"""Solvers against answers that say several things at once: nobody is found out, and they would notice if one were."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from server.dice import dice_of
from server.results import suppression
from server.results.suppression import sensitive
from server.trials.torture.solvers import jointly
from server.trials.torture.solvers.asked import Asked, Person
from server.trials.torture.solvers.jointly import Twice, a_room, several_at_once
from server.trials.torture.solvers.worlds import Search

SEVERAL = next(each for each in several_at_once() if len(each.poses().parts) > 1)


@pytest.fixture
def fresh() -> Iterator[None]:
    """No view that another rule chose is remembered."""
    sensitive.cache_clear()
    yield
    sensitive.cache_clear()


def test_in_a_few_rooms_of_every_kind_nobody_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jointly, "PAIRS", 2)
    (outcome,) = jointly.solve(len(several_at_once()))
    assert outcome.kept, outcome.evidence
    assert all(each.key in outcome.evidence for each in several_at_once())


@pytest.mark.usefixtures("fresh")
def test_a_rule_that_shows_every_large_group_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression._Guard, "_safe", lambda *_: True)
    monkeypatch.setattr(jointly, "FIRST", Search(3, 100))
    monkeypatch.setattr(jointly, "LONGER", Search(9, 200))
    monkeypatch.setattr(jointly, "PAIRS", 0)
    asked, found = Asked(SEVERAL, dice_of(1)), Counter[str]()
    for number in range(10):
        found += a_room(asked, dice_of(number), 5).found_out(dice_of(number))
        if found["an insider"]:
            assert found["an outsider"]
            return
    pytest.fail(f"found out by {dict(found) or 'nobody'}")


def test_nobody_is_called_found_out_before_a_longer_search_has_failed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first search that hardly looks takes people for found out; the second one finds the rooms that it missed."""
    asked = [Asked(each, dice_of(each.key)) for each in several_at_once()]

    def found() -> Counter[str]:
        rooms = ((number, asked[number % len(asked)]) for number in range(2 * len(asked)))
        several = (a_room(each, dice_of(number), 2).found_out(dice_of(number)) for number, each in rooms)
        return sum(several, Counter[str]())

    monkeypatch.setattr(jointly, "PAIRS", 2)
    monkeypatch.setattr(jointly, "FIRST", Search(1, 5))
    assert not found()
    monkeypatch.setattr(jointly, "LONGER", Search(0, 0))
    assert found()


def test_parts_are_laid_together() -> None:
    """Who ticks one thing only and leaves it has come to another: the second part says so of the first."""
    asked = Asked(SEVERAL, dice_of(1))
    one, other = (json.dumps([part.key]) for part in SEVERAL.poses().parts[:2])
    room = Twice(asked, [(one, other)] * 7 + [(other, one)] * 8 + [(one, one)] * 6, 5)
    part = SEVERAL.poses().parts[0].key
    assert room.real.groups[part, 1, 0] == 7
    assert room.real.groups[part, 0, 1] == 8
    assert {*asked.instead[asked.both((one, other))]} >= {(one, other), (other, one)}


def test_exchanges_keep_what_is_told_of_both_rounds() -> None:
    asked, dice = Asked(SEVERAL, dice_of(1)), dice_of(2)
    room = Twice(asked, list(product(asked.answers, asked.answers)), 5)
    world, there = room.real, room.real.people
    for _ in range(50):
        world = world.exchanged(asked, dice)
    people, groups = world
    assert people != there
    assert min(people.values()) >= 0
    assert +groups == Counter(road for person in people.elements() for road in asked.roads(person))

    def columns(of: Counter[Person], round: int) -> Counter[tuple[str, str]]:
        told = Counter[tuple[str, str]]()
        for person in of.elements():
            if (answer := person[round]) is not None:
                told.update(asked.question.export(json.loads(answer)).items())
        return told

    assert all(columns(people, round) == columns(there, round) for round in (0, 1))
