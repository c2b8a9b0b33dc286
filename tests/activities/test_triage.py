"""A triage: what it takes, whose messages stand in front, and how authors set its clock."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.question import Place
from server.activities.triage import Triage
from server.charts.canvas import Canvas, Use
from server.charts.ranks import Ranks
from server.refusals import Refused
from server.results.disclosure import compared, pooled, split
from server.results.outcomes import Released
from server.results.segments import Segment
from server.results.texts import finding
from server.results.wording import said
from server.scenes.console import console
from server.scenes.render import html
from server.scenes.screen import screen
from tests.boards import NOW, SAMPLER, a_board

SIDES = [{"key": "theirs", "text": "from a customer"}, {"key": "ours", "text": "from our dashboard", "short": "ours"}]


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Some of the messages or all, in some order."""
    keys = [place.key for place in activity.poses().parts[0].places]
    return st.permutations(keys).flatmap(lambda order: st.integers(1, len(order)).map(lambda many: list(order[:many])))


def a_triage(theirs: str = "abcd", ours: str = "wxyz", named: bool = True, **more: Any) -> Triage:
    """Messages by these keys."""
    messages = [
        {"key": key, "side": side, "from": f"Sender {key}", "text": f"Message {key}"}
        | ({"short": f"message {key}"} if named else {})
        for side, keys in (("theirs", theirs), ("ours", ours))
        for key in keys
    ]
    told = {"key": "inbox", "kind": "triage", "title": "Inbox", "minutes": 3, "question": "In which order?"}
    return Triage.model_validate({**told, "sides": SIDES, "messages": messages} | more)


def orders(*given: str) -> list[JsonValue]:
    """People who say "abc", or "a" alone."""
    return [list(each) for each in given]


def released(triage: Triage, values: list[JsonValue]) -> Released:
    """The result of one round."""
    shown = pooled(triage, values, 5)
    assert isinstance(shown, Released)
    return shown


@pytest.mark.parametrize("raw", [[], "abc", ["a", "a"], ["a", "q"], [1], {"a": 1}, None, 7, [["a"]]])
def test_what_is_no_order_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_triage().poses().accept(raw)


@pytest.mark.parametrize(
    ("clock", "seconds"), [("1:30", 90), ("0:10", 10), ("12:05", 725), (45, 45), (None, 0), (90.0, 90)]
)
def test_a_clock_is_minutes_and_seconds(clock: Any, seconds: float) -> None:
    triage = a_triage(clock=clock)
    assert triage.answer_seconds == seconds
    again = Triage.model_validate(triage.model_dump(mode="json", by_alias=True))
    assert again.answer_seconds == seconds


@pytest.mark.parametrize("clock", ["0:05", "1:60", "soon", "1.30", "-1:00", "40:00", 5, "", "1:3"])
def test_what_is_no_clock_is_a_fault(clock: Any) -> None:
    with pytest.raises(ValidationError, match="clock"):
        a_triage(clock=clock)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"theirs": "aacd"}, "two messages have the key"),
        ({"theirs": "a", "ours": "w"}, "at least 3"),
        ({"theirs": "abcd", "ours": ""}, "no message is from the side 'ours'"),
        ({"sides": [SIDES[0], SIDES[0]]}, "two sides have the key"),
        ({"sides": [SIDES[0], {"key": "others", "text": "others"}]}, "'ours' is no key of 'sides'"),
    ],
)
def test_what_cannot_be_told_apart_is_a_fault(more: Any, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        a_triage(**more)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (orders(*["wxabcdyz"] * 5), "2 of our first three are ours."),
        (orders(*["awbcdxyz"] * 5), "1 of our first three is ours."),
        (orders(*["wxyabcdz"] * 5), "3 of our first three are ours."),
        (orders(*["abcdwxyz"] * 5), "None of our first three is ours."),
        (orders(*["wxabcdyz"] * 301), "2 of our first three are ours."),
    ],
)
def test_whose_messages_stand_in_front_is_the_headline(values: list[JsonValue], words: str) -> None:
    assert finding(released(a_triage(), values), "en") == words


@pytest.mark.parametrize(
    ("values", "patterns"),
    [
        (orders(*["wxabcyzd"] * 5), ["own", "last", "agree"]),
        (orders(*["wxabcdyz"] * 5), ["own", "agree"]),
        (orders(*["abwcxydz"] * 5), ["last", "agree"]),
        (orders(*["abcdwxyz"] * 5), ["agree"]),
        (orders(*["abcdwxyz"] * 5, *["bcdwaxyz"] * 5), []),
        (orders(*["abcdwxyz"] * 6, *["bcdwxyaz"] * 2, *["cbdwxyaz"] * 2), ["agree", "jump"]),
        (orders(*["abcdwxyz"] * 5, *["bcdwxyaz"] * 2, *["cbdwxyza"] * 3), ["jump"]),
    ],
)
def test_what_a_result_looks_like(values: list[JsonValue], patterns: list[str]) -> None:
    seen = [each.pattern for each in released(a_triage(), values).result.patterns()]
    assert seen == [*patterns, "leads", "open"]


def test_a_card_names_who_waits_and_what_divides() -> None:
    shown = released(a_triage(), orders(*["wxabcyzd"] * 5))
    own, last, _agree = shown.result.patterns()[:3]
    assert said(own.head, "en") == "2 of our first three are ours."
    assert said(last.head, "en") == "Sender d waits in place 8"
    shown = released(a_triage(named=False), orders(*["abcdwxyz"] * 5, *["bcdwxyaz"] * 5))
    (jump,) = [each for each in shown.result.patterns() if each.pattern == "jump"]
    assert said(jump.head, "en") == "“A” divides us"


def test_rows_have_the_colours_of_the_sides_and_no_colour_is_drawn_twice() -> None:
    shown = released(a_triage(), orders(*["wxabcdyz"] * 3, *["awbcdxyz"] * 3))
    picture = shown.result.picture(Canvas(Use.SCREEN))
    chart, names = picture.drawing, picture.names
    assert isinstance(chart, Ranks)
    assert [run.mark for run in chart.order.runs][:3] == ["b", "a", "a"]
    assert sorted(run.mark for run in chart.dotted) == ["a", "b"]
    places: Any = names[0]
    sides: Any = names[1]
    assert [place.by for place in places][:2] == ["Sender a", "Sender b"]
    assert [side.label for side in sides] == ["from a customer", "from our dashboard"]


def test_two_rounds_tell_who_put_another_one_first() -> None:
    first, second = dict(enumerate(orders(*["wxabcdyz"] * 10))), dict(enumerate(orders(*["awxbcdyz"] * 10)))
    shown = compared(a_triage(rounds=2), first, second, 5)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "10 of 10 put another one first. message a went from 3rd to 1st."
    assert "own" in [each.pattern for each in shown.result.patterns()]


def test_two_groups_are_laid_side_by_side() -> None:
    values = dict(enumerate(orders(*["abcdwxyz"] * 6, *["wabcdxyz"] * 6)))
    places = (Place("sales", "Sales"), Place("service", "Service"))
    shown = split(a_triage(), values, Segment(places, {who: int(who > 5) for who in values}), 5)
    assert isinstance(shown, Released)
    assert finding(shown, "en") == "message w: Sales 5th, Service 1st."


def test_an_export_s_rows_rebuild_the_cells() -> None:
    triage, values = a_triage(), orders("abcdwxyz", "zyxwdcba", "w", "wa", "xaz", "ya", "aw")
    rows = [triage.poses().export(value) for value in values]
    for cell in released(triage, values).result.cells().rows:
        places = [float(row[f"place of {cell.letter}"]) for row in rows]
        assert cell.numbers == (places.count(1), int(sum(places) / len(places) * 10 + 0.5) / 10)


def test_the_wall_lists_the_messages_in_an_order_that_is_neither_the_author_s_nor_by_side() -> None:
    triage = a_triage()
    keys = [place.key for place in triage.mixed]
    assert sorted(keys) == sorted(place.key for place in triage.poses().places)
    assert keys != [place.key for place in triage.poses().places]
    assert keys == [place.key for place in a_triage().mixed]


def test_a_private_preview_has_the_order_and_no_firsts() -> None:
    for phase, told in (("open", False), ("closed", False), ("talk", True)):
        board = a_board(30, phase, 1, "inbox", workshop=SAMPLER)
        (private,) = re.findall(r'<ol class="counts counts--ranks">(.*?)</ol>', html(console(board, NOW), "en"), re.S)
        assert private.count("<li") == 6
        assert bool(re.search(r"\d first", private)) == told


def test_the_wall_shows_the_clock_while_it_counts_and_no_result() -> None:
    board = a_board(30, "open", 1, "inbox", workshop=SAMPLER, clock_left=52)
    drawn = html(screen(board, NOW), "en")
    assert re.search(r"data-stops[^>]*data-ends='1052000'>0:52<", drawn)
    assert "average place" not in drawn
    assert "0:52" not in html(screen(a_board(30, "closed", 1, "inbox", workshop=SAMPLER), NOW), "en")
