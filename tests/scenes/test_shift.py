"""A change of mind is the same on every surface: wall, phones and desk."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from server.charts.flow import Flow
from server.results.outcomes import Released
from server.results.tables import is_move
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from tests.boards import NOW, a_board
from tests.scenes.screens import shown

LETTERS = "ABCD"
VOTES = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), min_size=5, max_size=40)
ROW = re.compile(r'counts__road">(.*?)</dt>\s*<dd class="counts__number">(\d+)<', re.DOTALL)


@settings(max_examples=40, deadline=None)
@given(VOTES, st.booleans())
def test_wall_phone_and_desk_show_the_same_moves(votes: list[tuple[str, str]], protected: bool) -> None:
    first = {letter: sum(before == letter for before, _ in votes) for letter in LETTERS}
    moves = {pair: votes.count(pair) for pair in votes if pair[0] != pair[1]}
    board = a_board(len(votes), "shift", 2, first=first, moves=moves, protected=protected)
    result, picture = outcome(board), shown(board).picture
    assert isinstance(result, Released)
    assert picture
    flow, known = picture.drawing, result.moves[""]
    assert isinstance(flow, Flow)
    told = {
        LETTERS[origin] + LETTERS[goal]: people
        for (origin, goal), people in known.cells.items()
        if is_move((origin, goal))
    }
    wall = {(one.origin + one.goal).upper(): one.people for one in flow.bundles if not one.stayed}
    phones = dict(
        re.findall(r"([A-D]{2})(\d+)", "".join(re.findall(r'data-roads="([^"]*)"', html(phone(board, NOW), "en"))))
    )
    desk = {
        "".join(re.findall(r">([A-D])<", road)): int(people)
        for road, people in ROW.findall(html(console(board, NOW), "en"))
    }
    assert wall == desk == told
    assert {road: int(people) for road, people in phones.items()} == (told if known.at_least else {})
    if not protected:
        assert told == {"".join(pair): people for pair, people in moves.items()}


def test_no_surface_says_more_or_less_than_it_knows() -> None:
    """ "Too few moved to say how many" once stood under twenty-three movers that were shown."""
    moves = {("B", "A"): 23, ("C", "A"): 1, ("D", "B"): 1}
    board = a_board(60, "shift", 2, first={"A": 10, "B": 40, "C": 5, "D": 5}, moves=moves, protected=True)
    result = outcome(board)
    assert isinstance(result, Released)
    known = result.moves[""]
    drawn = html(console(board, NOW), "en")
    assert "Too few" not in drawn
    assert known.at_least >= 23
    assert ("Moved, at least" in drawn) == (known.moved is None)
