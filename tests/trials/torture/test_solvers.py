"""Solvers against sensitive activities: nobody is found out, and the solvers would notice if somebody were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from server.activities.contract.directions import Direction, Directions, Went
from server.activities.contract.pool import Moves
from server.results import onlookers
from server.results.onlookers import Onlookers
from server.results.suppression import sensitive
from server.results.tables import went
from server.trials.torture.dice import Dice
from server.trials.torture.solvers import solve
from server.trials.torture.solvers.attempts import found_out, kinds_of_onlookers
from server.trials.torture.solvers.puzzle import Puzzle, Shift
from server.trials.torture.solvers.rooms import Room, a_room, a_room_in_order
from server.trials.torture.solvers.walk import walk
from tests.brute import fitting


@pytest.fixture
def fresh() -> Iterator[None]:
    """No view that another rule chose is remembered."""
    sensitive.cache_clear()
    yield
    sensitive.cache_clear()


def rooms(number: int, make: Callable[[Dice, int], Room | None], which: str) -> Iterator[tuple[Room, Dice]]:
    """Made-up rooms with something to be found out."""
    dice = Dice(which)
    while number:
        room = make(dice, 5 if number % 5 else 2)
        if room is not None and not room.shift.says_nothing:
            number -= 1
            yield room, dice


GIVEN_AWAY = "c"  # rooms of which the first ones already are found out under a wrong rule
either = pytest.mark.parametrize("make", [a_room, a_room_in_order])


@either
def test_in_forty_rooms_that_tell_something_nobody_is_found_out(make: Callable[[Dice, int], Room | None]) -> None:
    assert sum((found_out(room, dice) for room, dice in rooms(40, make, "forty")), Counter()) == Counter()


def test_torture_says_what_is_told_and_what_silence_says() -> None:
    for outcome in (outcomes := solve(4)):
        assert outcome.kept
        assert "found out by: nobody" in outcome.evidence
        assert "of 1 rooms with a minimum of 2" in outcome.evidence
    assert "of 4 rooms of 13: " in outcomes[-1].evidence


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("make", "known", "who"),
    [(a_room, 0, "an insider"), (a_room, 1, "a double voter"), (a_room_in_order, 1, "a double voter")],
)
def test_a_rule_that_thinks_of_fewer_onlookers_is_caught(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[Dice, int], Room | None], known: int, who: str
) -> None:
    monkeypatch.setattr(onlookers, "KNOWN", known)
    found: Counter[str] = Counter()
    for room, dice in rooms(40, make, GIVEN_AWAY):
        found += found_out(room, dice)
        if found[who]:
            break
    assert found[who]
    assert not found["an outsider"]


@pytest.mark.usefixtures("fresh")
def test_a_rule_that_counts_directions_and_thinks_of_no_onlooker_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Onlookers, "find", lambda *_args: False)
    found: Counter[str] = Counter()
    for room, dice in rooms(40, a_room_in_order, GIVEN_AWAY):
        found += found_out(room, dice)
        if found["an outsider"]:
            break
    assert found["an outsider"]


def test_every_kind_of_onlooker_looks() -> None:
    dice = Dice("who")
    kinds = {who for _ in range(20) if (room := a_room(dice, 5)) for who, _ in kinds_of_onlookers(room)}
    assert kinds == {"an outsider", "an insider", "a late voter", "a double voter"}


TABLE = ((1, 1, 2, 1), (0, 1, 3, 0), (1, 1, 2, 0), (1, 0, 0, 0))
WHO_MOVED, ONE_WAY, EVERY_WAY = {Direction.STAYED}, {Direction.UP}, set(Direction)


@pytest.mark.parametrize("told", [(), WHO_MOVED, ONE_WAY, EVERY_WAY])
@pytest.mark.parametrize("cells", [{}, {(1, 2): 3}, {(1, 2): 3, (2, 2): 2}])
def test_a_puzzle_has_exactly_the_tables_that_brute_force_finds(
    cells: dict[tuple[int, int], int], told: set[Direction]
) -> None:
    numbers = [Went(went(TABLE, way) if way in told else 0, way in told) for way in Direction]
    moved = 8 if Direction.STAYED in told else None
    moves = Moves((), 12, 1, 1, moved, cells=cells, directions=Directions(*numbers) if told else None)
    puzzle = Puzzle.of(Shift((5, 4, 4), (3, 3, 7), moves), Counter())
    solved = set(puzzle.solutions(Dice("any"), 1_000_000))
    tried = {
        tuple(tuple(found.get((i, j), 0) for j in range(4)) for i in range(4))
        for found in fitting(TABLE, frozenset(cells), told)
    }
    assert solved == tried
    assert TABLE in solved
    other = walk(Puzzle.of(Shift((5, 4, 4), (3, 3, 7), moves), Counter()), TABLE, (0, 0), Dice("any"))
    assert other is None or (other in solved and other[0][0] != 1)
