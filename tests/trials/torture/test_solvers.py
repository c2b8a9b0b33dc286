"""Solvers against sensitive activities: nobody is found out, and the solvers would notice if somebody were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from server.activities.contract.pool import Moves
from server.activities.measures.change import Change
from server.results import onlookers
from server.results.suppression import sensitive
from server.trials.torture.dice import Dice
from server.trials.torture.solvers import solve
from server.trials.torture.solvers.attempts import found_out, kinds_of_onlookers
from server.trials.torture.solvers.puzzle import Puzzle
from server.trials.torture.solvers.rooms import Room, a_room
from tests.brute import fitting


@pytest.fixture
def fresh() -> Iterator[None]:
    """No view that another rule chose is remembered."""
    sensitive.cache_clear()
    yield
    sensitive.cache_clear()


def rooms(number: int) -> Iterator[tuple[Room, Dice]]:
    """Made-up rooms with something to be found out."""
    dice = Dice("forty")
    while number:
        room = a_room(dice, 5 if number % 5 else 2)
        if room is not None and not room.says_nothing:
            number -= 1
            yield room, dice


def test_in_forty_rooms_that_tell_something_nobody_is_found_out() -> None:
    assert sum((found_out(room, dice) for room, dice in rooms(40)), Counter()) == Counter()


def test_torture_says_what_is_told_and_what_silence_says() -> None:
    (outcome,) = solve(4)
    assert outcome.kept
    assert "found out by: nobody" in outcome.evidence
    assert "of 1 rooms with a minimum of 2" in outcome.evidence


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(("known", "who"), [(0, "an insider"), (1, "a double voter")])
def test_a_rule_that_thinks_of_fewer_onlookers_is_caught(monkeypatch: pytest.MonkeyPatch, known: int, who: str) -> None:
    monkeypatch.setattr(onlookers, "KNOWN", known)
    found: Counter[str] = Counter()
    for room, dice in rooms(40):
        found += found_out(room, dice)
        if found[who]:
            break
    assert found[who]
    assert not found["an outsider"]


def test_every_kind_of_onlooker_looks() -> None:
    dice = Dice("who")
    kinds = {who for _ in range(20) if (room := a_room(dice, 5)) for who, _ in kinds_of_onlookers(room)}
    assert kinds == {"an outsider", "an insider", "a late voter", "a double voter"}


@pytest.mark.parametrize(("cells", "moved"), [({}, None), ({(1, 2): 3}, None), ({}, 8), ({(1, 2): 3, (2, 2): 2}, 8)])
def test_a_puzzle_has_exactly_the_tables_that_brute_force_finds(
    cells: dict[tuple[int, int], int], moved: int | None
) -> None:
    table = ((1, 1, 2, 1), (0, 1, 3, 0), (1, 1, 2, 0), (1, 0, 0, 0))
    shift = Change((), (5, 4, 4), (3, 3, 7), Moves((), 12, 1, 1, moved, cells=cells))
    puzzle = Puzzle.of(shift, Counter())
    solved = set(puzzle.solutions(Dice("any"), 1_000_000))
    tried = {
        tuple(tuple(found.get((i, j), 0) for j in range(4)) for i in range(4))
        for found in fitting(table, frozenset(cells), moved)
    }
    assert solved == tried
    assert table in solved
