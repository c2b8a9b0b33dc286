"""The run of show of every workshop that is shipped, walked from the lobby to the end and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.app import BUILT_IN
from server.phases import Phase
from server.room.facilitation import Stand, ahead, behind, skipped
from server.workshops.content import Item
from server.workshops.library import Library
from tests.house import WORKSHOP

LOBBY = Stand(-1, 0)
SHIPPED = {
    shelved.key: shelved.workshop.run_of_show()
    for shelved in Library(BUILT_IN, BUILT_IN / "none").shelf()
    if shelved.workshop
}


def everywhere(items: tuple[Item, ...]) -> set[tuple[str, str, int]]:
    """As if the room had been at every stop."""
    return {(phase, item.activity.key, round) for item in items for phase, round in item.steps}


def walked(items: tuple[Item, ...]) -> list[Stand]:
    """Every stand that Next comes to."""
    stands, stand = [LOBBY], ahead(items, LOBBY)
    while stand is not None:
        stands.append(stand)
        stand = ahead(items, stand)
    return stands


@pytest.mark.parametrize("key", SHIPPED)
def test_next_comes_to_every_stop_in_order_and_then_to_the_end(key: str) -> None:
    items = SHIPPED[key]
    every = [
        Stand(at, stop)
        for at, item in enumerate(items)
        for stop, step in enumerate(item.steps)
        if step.phase is not Phase.SPLIT and not item.shows
    ]
    assert walked(items) == [LOBBY, *every, Stand(every[-1].item, every[-1].stop, ended=True)]


@pytest.mark.parametrize("key", SHIPPED)
def test_back_goes_the_same_way_and_skip_from_item_to_item(key: str) -> None:
    items = SHIPPED[key]
    for before, after in pairwise(walked(items)[:-1]):
        assert behind(items, after, set(), everywhere(items)) == before
        later = (at for at in range(before.item + 1, len(items)) if not items[at].shows)  # of nothing that is out
        following = next((Stand(at, 0) for at in later), None)
        assert skipped(items, before) == following


def test_from_the_end_nothing_leads_anywhere() -> None:
    items = WORKSHOP.run_of_show()
    end = Stand(3, 3, ended=True)
    every = everywhere(items)
    assert (ahead(items, end), behind(items, end, set(), every), skipped(items, end)) == (None, None, None)
    assert behind(items, LOBBY, set(), every) is None


ROUNDS = [("plan", 1), ("plan", 2), ("plan", 3), ("agree", 1)]


@given(st.sets(st.sampled_from(ROUNDS)), st.lists(st.booleans(), max_size=40))
def test_no_button_opens_a_round_whose_result_is_out(released: set[tuple[str, int]], buttons: list[bool]) -> None:
    items, stand = WORKSHOP.run_of_show(), LOBBY
    for forward in buttons:
        to = ahead(items, stand, released) if forward else behind(items, stand, released, everywhere(items))
        stand = to or stand
        if stand.ended:
            return
        if stand.item >= 0:
            phase, round = items[stand.item].steps[stand.stop]
            assert phase is not Phase.OPEN or (items[stand.item].activity.key, round) not in released
