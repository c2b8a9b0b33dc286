"""A room's order as rows, and two orders with lines between: nobody is lost, everything keeps within its box."""

from __future__ import annotations

import re

import pytest

from server.charts import orders as two
from server.charts.canvas import Use
from server.charts.orders import Orders, orders
from server.charts.ranks import PHONE, WALL, Runs, Stand, ranks
from server.dice import dice_of
from tests.charts.outlines import area

SIZES = (0, 1, 4, 5, 12, 126, 300, 301, 5_000)
USES = pytest.mark.parametrize("use", list(Use))
MANY = pytest.mark.parametrize("people", SIZES)
ITEMS = pytest.mark.parametrize("items", [2, 4, 6, 8])


def a_room(people: int, items: int, seed: int = 1) -> list[Stand]:
    """Each of so many people puts one of the items first, one of them more often than any other."""
    dice = dice_of(seed)
    firsts = [0] * items
    for _ in range(people):
        firsts[min(dice.randrange(items), dice.randrange(items))] += 1
    order = dice.sample(range(items), items)
    return [Stand(item, firsts[item], 10 + 10 * at) for at, item in enumerate(order)]


def dots(order: Runs) -> list[int]:
    """How many stand in each run."""
    return [round(area(run.outline) / order.pitch**2) if run.outline else 0 for run in order.runs]


@USES
@MANY
@ITEMS
def test_everybody_has_a_dot_at_what_they_put_first_or_a_share_of_a_bar(use: Use, people: int, items: int) -> None:
    stands = a_room(people, items)
    drawn = ranks(stands, people, use)
    box = PHONE if use.is_compact else WALL
    firsts = [stand.firsts for stand in stands]
    assert [run.item for run in drawn.order.runs] == [stand.item for stand in stands]
    if people > 300:
        assert drawn.order.lines == 0
        longest = max(run.length for run in drawn.order.runs)
        assert longest == box.bar
        for run in drawn.order.runs:
            assert run.length == pytest.approx(box.bar * run.firsts / max(firsts), abs=0.1)
    else:
        assert dots(drawn.order) == firsts
        for run in drawn.order.runs:
            assert run.length <= box.width + 0.5
            assert (run.mine is not None) == (run.firsts > 0)
        assert drawn.order.height <= box.height + 0.5
    assert drawn.height <= 728 + 0.5


def test_ten_people_have_large_dots_in_one_line() -> None:
    drawn = ranks(a_room(10, 4), 10, Use.SCREEN)
    assert drawn.order.lines == 1
    assert drawn.order.pitch == WALL.alone


def test_one_s_own_dot_is_one_of_the_row() -> None:
    for people in (1, 5, 12, 126, 300):
        drawn = ranks(a_room(people, 4), people, Use.PHONE)
        for run in drawn.order.runs:
            if run.mine:
                column, row = run.mine.x // drawn.order.pitch, (run.mine.y - run.top) // drawn.order.pitch
                assert column * drawn.order.lines + row < run.firsts


@MANY
@ITEMS
def test_two_orders_have_one_measure_and_stay_between_labels_and_lines(people: int, items: int) -> None:
    first, second = a_room(people, items, 1), a_room(people, items, 2)
    drawn = orders(first, second, (people, people), Use.SCREEN)
    assert (drawn.left.lines, drawn.left.pitch) == (drawn.right.lines, drawn.right.pitch)
    assert drawn.height <= two.HEIGHT + 0.5
    for side, stands in ((drawn.left, first), (drawn.right, second)):
        if people and people <= 300:
            assert dots(side) == [stand.firsts for stand in stands]
        for run in side.runs:
            assert run.length <= two.WALL.width + 0.5
    assert bool(drawn.lines) == bool(people)


def ends(drawn: Orders) -> dict[str, tuple[int, int, int]]:
    """Where each line begins and ends, as places from 1, and how wide it is."""
    found = {}
    for line in drawn.lines:
        heights = [float(y) for _x, y in re.findall(r"([\d.]+) ([\d.]+)(?=C| |$)", line.path)]
        start, end = (round(y / drawn.row + 0.5) for y in (heights[0], heights[-1]))
        found[line.mark] = (start, end, line.width)
    return found


def test_lines_lead_from_place_to_place_and_the_biggest_jump_is_the_widest_and_on_top() -> None:
    first = [Stand(item, 2, 10) for item in (0, 1, 2, 3, 4)]
    second = [Stand(item, 2, 10) for item in (4, 0, 3, 1, 2)]
    drawn = orders(first, second, (10, 10), Use.SCREEN)
    assert ends(drawn) == {"a": (1, 2, 3), "d": (4, 3, 3), "b": (2, 4, 7), "c": (3, 5, 7), "e": (5, 1, 14)}
    assert drawn.lines[-1].mark == "e"
    assert {line.mark: line.is_far for line in drawn.lines} == {"a": False, "d": False, "b": True, "c": True, "e": True}


def test_where_nothing_goes_far_no_line_has_a_colour() -> None:
    first, second = ([Stand(item, 2, 10) for item in order] for order in ((0, 1, 2), (1, 0, 2)))
    assert not any(line.is_far for line in orders(first, second, (6, 6), Use.SCREEN).lines)


@pytest.mark.parametrize("people", [(0, 12), (12, 0)])
def test_a_side_that_nobody_may_see_is_empty_and_has_no_lines(people: tuple[int, int]) -> None:
    stands = a_room(12, 4)
    drawn = orders(stands, stands, people, Use.SCREEN)
    assert (len(drawn.left.runs), len(drawn.right.runs)) == tuple(4 if each else 0 for each in people)
    assert drawn.lines == ()
    assert all((move.origin == 0) == (not people[0]) and (move.goal == 0) == (not people[1]) for move in drawn.moves)
