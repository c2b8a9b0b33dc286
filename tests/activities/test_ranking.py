"""A ranking: what it takes, and what the room's order is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.question import Place
from server.activities.ranking import Ranking
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.disclosure import beside, compared, pooled, split
from server.results.outcomes import Outcome, Released, Withheld
from server.results.segments import Segment
from server.results.texts import finding
from server.room.board import Board
from server.scenes import step as steps
from server.scenes.console import Console, console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.workshops.content import Again, Module, Workshop
from tests.boards import NOW, a_board

VIEWS = ["As myself", "As the customer"]


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
        (True, orders(*["abc"] * 4, "bac"), "First place: item a. 4 of 5 put it there."),
        (False, orders(*["abc"] * 4, "bac"), "First place: A. 4 of 5 put it there."),
        (True, orders(*["abc"] * 3, *["bac"] * 3), "Level in front: item a and item b."),
        (True, orders(*["bacd"] * 3, *["dacb"] * 3), "First place without anybody’s first: item a."),
        (True, orders(*["abc"] * 301), "First place: item a. 100% of 301 put it there."),
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


def twice(before: list[JsonValue], after: list[JsonValue], **more: Any) -> Released:
    """People who put things in order two times."""
    first, second = dict(enumerate(before)), dict(enumerate(after))
    shown = compared(a_ranking(rounds=2, **more), first, second, 5)
    assert isinstance(shown, Released)
    return shown


def test_ten_up_and_ten_down_reads_twenty_moved() -> None:
    shown = twice(orders(*["abc"] * 20, *["bac"] * 20), orders(*["bac"] * 10, *["abc"] * 20, *["bac"] * 10))
    assert finding(shown, "en") == "20 of 40 put another one first. The order stood still."
    assert shown.moves["first"].cells == {(0, 0): 10, (0, 1): 10, (1, 0): 10, (1, 1): 10}
    assert next(iter(shown.result.patterns())).pattern == "moved"


def test_what_jumped_is_the_headline_of_a_change() -> None:
    shown = twice(orders(*["abcd"] * 10), orders(*["dabc"] * 10), keys="abcd")
    assert finding(shown, "en") == "10 of 10 put another one first. item d went from 4th to 1st."
    assert shown.result.patterns()[0].pattern == "jump"
    cells = {row.key: row.numbers for row in shown.result.cells().rows}
    assert cells["d"] == (0, 10, 4.0, 1.0)


def test_who_changes_only_what_is_behind_the_first_has_not_put_another_one_first() -> None:
    shown = twice(orders(*["abc"] * 9), orders(*["acb"] * 9))
    assert finding(shown, "en") == "Nobody put another one first. item c went from 3rd to 2nd."


def test_of_a_sensitive_ranking_no_number_is_told_that_names_a_few() -> None:
    shown = twice(orders(*["abc"] * 10), orders(*["bac"] * 2, *["abc"] * 8), sensitive=True)
    assert shown.moves["first"].moved is None
    assert finding(shown, "en").startswith("At least 2 of 10 put another one first.")


def seen_both(first: list[JsonValue], second: list[JsonValue], keys: str = "abc") -> Outcome:
    """Two views, given by the same people as far as there are any."""
    views = dict(enumerate(first)), dict(enumerate(second))
    return beside(a_ranking(keys, views=VIEWS), views, 5)


def test_two_views_stand_side_by_side_and_tell_of_no_single_person() -> None:
    shown = seen_both(orders(*["abcde"] * 6), orders(*["eabcd"] * 7), "abcde")
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "item e: 5th as myself, 1st as the customer."
    assert shown.moves == {}
    assert shown.people == 7
    assert {row.key: row.numbers for row in shown.result.cells().rows}["e"] == (0, 7, 5.0, 1.0)
    assert shown.result.patterns()[0].pattern == "jump"


@pytest.mark.parametrize(("first", "second"), [(4, 6), (6, 4), (0, 5)])
def test_a_view_that_too_few_gave_shows_nothing_beside_one_that_is_shown(first: int, second: int) -> None:
    shown = seen_both(orders(*["abc"] * first), orders(*["bac"] * second))
    assert isinstance(shown, Released)
    told = {number is None for row in shown.result.cells().rows for number in row.numbers[first < 5 :: 2]}
    hidden = {number for row in shown.result.cells().rows for number in row.numbers[first >= 5 :: 2]}
    assert told == {False}
    assert hidden == {None}
    assert "as the customer" in finding(shown, "en").lower() if first < 5 else "As myself" in finding(shown, "en")
    (chart, _names) = shown.result.picture(Canvas(Use.SCREEN))[1:3]
    assert bool(chart.left.runs) == (first >= 5)  # type: ignore[attr-defined]  # two columns
    assert bool(chart.right.runs) == (second >= 5)  # type: ignore[attr-defined]  # two columns
    assert chart.lines == ()  # type: ignore[attr-defined]  # two columns


def test_two_views_of_too_few_are_withheld() -> None:
    assert seen_both(orders(*["abc"] * 4), orders(*["abc"] * 3)) == Withheld(4, 5)


def test_views_are_no_second_vote() -> None:
    with pytest.raises(ValidationError, match="leave 'rounds' out"):
        a_ranking(views=VIEWS, rounds=2)
    with pytest.raises(ValidationError, match="views"):
        a_ranking(views=["As myself"])


def at(phase: str, round: int, people: int = 12, language: str = "en", **more: Any) -> Board:
    """A room that puts things in order in two views."""
    ranking = a_ranking("abcd", views=VIEWS, **more)
    module = Module(module="silence", title="Silence", activities=(ranking,))
    workshop = Workshop(workshop="silence", title="Silence", minutes=3, modules=(module,))
    return a_board(people, phase, round, "silence", workshop=workshop, language=language)


def test_nothing_of_either_view_is_shown_before_both_are_closed() -> None:
    course = a_ranking(views=VIEWS).course()
    assert [outcome(at(*step)) is not None for step in course] == [False] * 5 + [True] * 2
    assert isinstance(console_of(at("open", 2)).outcome, type(None))


def console_of(board: Board) -> Console:
    """What the desk says."""
    shown = console(board, NOW).context["console"]
    assert isinstance(shown, Console)
    return shown


@pytest.mark.parametrize(("round", "view"), [(1, "As myself"), (2, "As the customer")])
def test_every_surface_says_the_view_where_a_vote_says_vote(round: int, view: str) -> None:
    for phase in ("open", "closed"):
        board = at(phase, round)
        for scene in (phone, screen, console):
            drawn = html(scene(board, NOW), "en")
            assert view in drawn
            assert "Vote again" not in drawn
            assert not re.search(r">\s*Vote\s*<", drawn)
        assert steps.step(board)["view"] == view
    before = at("read" if round == 1 else "closed", 1)
    assert f"Open: {view}" in html(console(before, NOW), "en")


def test_no_surface_takes_two_views_for_a_change_of_mind() -> None:
    for step in a_ranking(views=VIEWS).course():
        for people in (4, 12, 301):
            for scene in (phone, screen, console):
                drawn = re.sub("<[^>]+>", "", html(scene(at(*step, people), NOW), "en"))
                assert not re.search("changed their mind|put another one first|moved|before talking", drawn, re.I), step


def test_a_phone_in_a_second_view_is_not_offered_to_stay_with_the_first() -> None:
    drawn = html(phone(at("open", 2), NOW), "en")
    assert "data-again" not in drawn
    assert re.search(r"<main[^>]* data-view\b", drawn)


def test_what_has_two_views_is_not_asked_again() -> None:
    ranking = a_ranking("abcd", views=VIEWS)
    module = Module(module="silence", title="Silence", activities=(ranking, Again(again="silence")))
    with pytest.raises(ValidationError, match="third round of what has two views"):
        Workshop(workshop="silence", title="Silence", minutes=9, modules=(module,))


def test_a_private_preview_has_the_order_and_no_firsts() -> None:
    ranking = a_ranking("abcd")
    module = Module(module="silence", title="Silence", activities=(ranking,))
    workshop = Workshop(workshop="silence", title="Silence", minutes=3, modules=(module,))
    for phase, told in (("open", False), ("closed", False), ("talk", True)):
        board = a_board(30, phase, 1, "silence", workshop=workshop)
        (private,) = re.findall(r'<ol class="counts counts--ranks">(.*?)</ol>', html(console(board, NOW), "en"), re.S)
        assert private.count("<li") == 4
        assert bool(re.search(r"\d first", private)) == told


def test_a_ranking_may_be_split_by_groups_of_people() -> None:
    ranking = a_ranking()
    values = dict(enumerate(orders(*["abc"] * 6, *["cab"] * 6)))
    places = (Place("sales", "Sales"), Place("service", "Service"))
    shown = split(ranking, values, Segment(places, {who: int(who > 5) for who in values}), 5)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "item c: Sales 3rd, Service 1st."
    assert {row.key: row.numbers for row in shown.result.cells().rows}["c"] == (0, 6, 3.0, 1.0)
    assert shown.people == 12
