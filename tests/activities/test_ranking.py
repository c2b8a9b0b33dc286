"""A ranking: what it takes, and what the room's order is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.ranking import Ranking
from server.refusals import Refused
from server.results.disclosure import Released, pooled
from server.results.texts import finding


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Some of the items or all, in some order."""
    keys = [place.key for place in activity.poses().parts[0].places]
    return st.permutations(keys).flatmap(lambda order: st.integers(1, len(order)).map(lambda many: list(order[:many])))


def a_ranking(keys: str = "abc", named: bool = True, **more: Any) -> Ranking:
    """Items by these keys."""
    items = [{"key": key, "text": f"Item {key}", **({"short": f"item {key}"} if named else {})} for key in keys]
    told = {"key": "silence", "kind": "ranking", "title": "Silence", "minutes": 3, "question": "Why?"}
    return Ranking.model_validate({**told, "items": items} | more)


def orders(*given: str) -> list[JsonValue]:
    """People who say "abc", or "a" alone."""
    return [list(each) for each in given]


def released(ranking: Ranking, values: list[JsonValue]) -> Released:
    """The result of one round."""
    shown = pooled(ranking, values, 5)
    assert isinstance(shown, Released)
    return shown


@pytest.mark.parametrize("raw", [[], "abc", ["a", "a"], ["a", "x"], [1], [["a"]], {"a": 1}, None, ["a", "b", "c", "a"]])
def test_what_is_no_order_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_ranking().poses().accept(raw)


def test_two_items_have_two_keys() -> None:
    with pytest.raises(ValidationError, match="two items have the key"):
        a_ranking("aa")


def test_places_are_averages_and_what_is_not_placed_shares_the_open_ones() -> None:
    shown = released(a_ranking(), orders("abc", "abc", "ab", "b", "b"))
    rows = {row.key: row.numbers for row in shown.result.cells().rows}
    # b alone is first, so a and c share the mean of 2 and 3
    assert rows == {"a": (3, 1.6), "b": (2, 1.6), "c": (0, 2.8)}


def test_averages_round_half_up_to_one_decimal() -> None:
    shown = released(a_ranking("ab"), orders(*["ab"] * 3, *["ba"] * 1, *["ab"] * 16))
    assert [row.numbers[1] for row in shown.result.cells().rows] == [1.1, 2.0]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (orders("abc", "abc", "abc", "cba", "cba"), "abc"),
        (orders(*["abc"] * 3, *["cba"] * 3), "acb"),  # all three at 2.0, b never first
        (orders("bac", "bac", "bac", "abc", "abc", "abc"), "abc"),  # level, as often first: by letter
        (orders("abc", "acb", "bca", "bca", "bac"), "bac"),
        (orders("bac", "bac", "cab", "cab", "abc", "abc"), "abc"),
    ],
)
def test_the_room_s_order_goes_by_average_then_firsts_then_letter(values: list[JsonValue], order: str) -> None:
    result = released(a_ranking(), values).result
    assert "".join(row.place.key for row in result.ranked) == order  # type: ignore[attr-defined]  # of orders


@pytest.mark.parametrize(
    ("named", "values", "words"),
    [
        (True, orders(*["abc"] * 4, "bac"), "item a stands first. 4 of 5 put it there."),
        (False, orders(*["abc"] * 4, "bac"), "A stands first. 4 of 5 put it there."),
        (True, orders(*["abc"] * 3, *["bac"] * 3), "Level in front: item a and item b."),
        (True, orders(*["bacd"] * 3, *["dacb"] * 3), "item a stands first, and nobody put it there."),
        (True, orders(*["abc"] * 301), "item a stands first. 100% of 301 put it there."),
    ],
)
def test_what_stands_first_is_the_headline(named: bool, values: list[JsonValue], words: str) -> None:
    keys = "".join(sorted(str(key) for key in values[0]))  # type: ignore[union-attr]  # a list
    assert finding(pooled(a_ranking(keys, named), values, 5), "en") == words


@pytest.mark.parametrize(
    ("values", "pattern"),
    [
        (orders(*["abcd"] * 6, *["badc"] * 4), "agree"),
        (orders(*["abcd"] * 5, *["bacd"] * 5), "last"),
        (orders("abcd", "bcda", "cdab", "dabc", "abcd"), "leads"),
    ],
)
def test_what_a_result_looks_like(values: list[JsonValue], pattern: str) -> None:
    assert released(a_ranking("abcd"), values).result.patterns()[0].pattern == pattern


def test_an_export_s_rows_rebuild_the_cells() -> None:
    ranking, values = a_ranking(), orders("abc", "cab", "b", "ba", "acb", "cba", "a")
    rows = [ranking.poses().export(value) for value in values]
    for cell in released(ranking, values).result.cells().rows:
        places = [float(row[f"place of {cell.letter}"]) for row in rows]
        assert cell.numbers[0] == places.count(1)
        average = sum(places) / len(places)
        assert cell.numbers[1] == int(average * 10 + 0.5) / 10


def test_a_whole_order_is_a_fingerprint() -> None:
    assert a_ranking().poses().is_fingerprint
