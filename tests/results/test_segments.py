"""Splits: neither a group that is shown apart nor who is left over is fewer than the minimum, part by part."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities import Choice
from server.activities.contract.activity import Activity
from server.activities.contract.question import Lean
from server.charts.canvas import Canvas, Use
from server.dice import dice_of
from server.results import disclosure, segments
from server.results.cues import deck
from server.results.outcomes import Released, Withheld
from server.results.texts import finding
from server.scenes.render import environment
from tests.splits import HOUSE, ROLE, STEP

MINIMUM = 5
Rooms = tuple[Activity, dict[int, JsonValue], segments.Segment]


@st.composite
def rooms(draw: st.DrawFn) -> Rooms:
    """Some answer the earlier question, some this one, most both."""
    activity = draw(st.sampled_from([STEP, HOUSE]))
    roles = draw(st.lists(st.sampled_from([None, None, "front", "front", "lead", "boss", "other"]), max_size=40))
    dice = dice_of(draw(st.integers(0, 1_000)))
    lean = Lean(dice.random(), dice.random())
    skips = draw(st.floats(0, 0.7))
    values: dict[int, JsonValue] = {}
    for who in range(draw(st.integers(0, 40))):
        value = activity.poses().guess(dice, lean)
        if isinstance(value, dict):
            value = {key: level for key, level in value.items() if dice.random() >= skips} or value
        if dice.random() < 0.9:
            values[who] = value
    chosen: dict[int, JsonValue] = {who: role for who, role in enumerate(roles) if role is not None}
    return activity, values, segments.segment(ROLE.poses(), chosen)


@given(rooms())
@settings(max_examples=300, deadline=None)
def test_neither_a_group_nor_who_is_left_over_is_fewer_than_the_minimum(room: Rooms) -> None:
    activity, values, by = room
    question = activity.poses()
    found = segments.shown(question, values, by, MINIMUM)
    for part in question.parts:
        spoke = {who for who, value in values.items() if question.said(value, part) is not None}
        sizes = [
            sum(by.of.get(who) == place for who in spoke) for place in found.parts if part.key in found.parts[place]
        ]
        assert all(size >= MINIMUM for size in sizes)
        assert not sizes or len(spoke) - sum(sizes) == 0 or len(spoke) - sum(sizes) >= MINIMUM


@given(rooms())
@settings(max_examples=150, deadline=None)
def test_what_is_left_of_every_cell_counts_nobody_or_enough_people(room: Rooms) -> None:
    activity, values, by = room
    split = disclosure.split(activity, values, by, MINIMUM)
    if isinstance(split, Withheld):
        return
    assert isinstance(split, Released)
    assert split.sides is not None
    whole = disclosure.pooled(activity, values.values(), MINIMUM)
    assert isinstance(whole, Released)
    for part in activity.poses().parts:
        told = [sum(row.numbers[0] or 0 for row in whole.result.cells().rows if row.part == part.key)]
        told += [
            sum(row.numbers[0] or 0 for row in group.result.cells().rows if row.part == part.key)
            for group in split.sides.groups
        ]
        assert all(people == 0 or people >= MINIMUM for people in told)
        left = told[0] - sum(told[1:])
        assert not any(told[1:]) or left == 0 or left >= MINIMUM


def roles(**people: int) -> dict[int, JsonValue]:
    """So many of each, numbered from 1 on."""
    named = [role for role, many in people.items() for _ in range(many)]
    return dict(enumerate(named, 1))


def everyone(values: dict[int, JsonValue], *says: str) -> dict[int, JsonValue]:
    """All answer, in turns."""
    return {who: says[at % len(says)] for at, who in enumerate(values)}


def places(chosen: dict[int, JsonValue], values: dict[int, JsonValue]) -> list[str]:
    """The groups that would be shown."""
    by = segments.segment(ROLE.poses(), chosen)
    return [by.places[place].key for place in segments.shown(STEP.poses(), values, by, MINIMUM).parts]


def test_a_group_under_the_minimum_takes_the_smallest_shown_one_with_it() -> None:
    chosen = roles(front=68, lead=27, boss=18, other=4)
    assert places(chosen, everyone(chosen, "call")) == ["front", "lead"]
    chosen = roles(front=68, lead=27, boss=18, other=5)
    assert places(chosen, everyone(chosen, "call")) == ["front", "lead", "boss", "other"]
    chosen = roles(front=6, lead=5, boss=1)
    assert places(chosen, everyone(chosen, "call")) == ["front"]


def test_who_answered_only_this_question_is_left_over_too() -> None:
    chosen = roles(front=9, lead=7)
    values = everyone(chosen, "call", "wait") | {90: "ship"}
    assert places(chosen, values) == ["front"]
    assert isinstance(disclosure.split(STEP, values, segments.segment(ROLE.poses(), chosen), MINIMUM), Withheld)


def test_where_people_stand_is_told_of_nobody_who_is_silent_now_where_they_said_it_in_confidence() -> None:
    chosen = roles(front=9, lead=7)
    for silent, ordinary, sensitive in ((0, 2, 2), (1, 2, 0), (4, 2, 0)):
        values = everyone(dict(list(chosen.items())[silent:]), "call", "wait")
        for secret, groups in ((False, ordinary), (True, sensitive)):
            by = segments.segment(ROLE.poses(), chosen, secret)
            assert len(segments.shown(STEP.poses(), values, by, MINIMUM).parts) == groups
    chosen = roles(front=14, lead=7)
    by = segments.segment(ROLE.poses(), chosen, sensitive=True)
    values = everyone(dict(list(chosen.items())[5:]), "call")
    assert len(segments.shown(STEP.poses(), values, by, MINIMUM).parts) == 2


def test_the_groups_that_are_apart_most_are_shown() -> None:
    chosen = roles(front=10, lead=10, boss=10)
    values: dict[int, JsonValue] = dict.fromkeys(range(1, 11), "call")
    values |= {who: "call" if who % 5 else "wait" for who in range(11, 21)}
    values |= dict.fromkeys(range(21, 31), "wait")
    by = segments.segment(ROLE.poses(), chosen)
    split = disclosure.split(_two_groups(), values, by, MINIMUM)
    assert isinstance(split, Released)
    assert split.sides is not None
    assert [group.place.key for group in split.sides.groups] == ["front", "boss"]
    assert split.sides.others == 10
    assert not split.sides.some_are_few


def _two_groups() -> Choice:
    class Two(Choice):
        most_groups = 2

    return Two.model_validate(STEP.model_dump())


@pytest.mark.parametrize("activity", [STEP, HOUSE])
def test_any_result_splits_into_one_column_a_group(activity: Activity) -> None:
    dice = dice_of(7)
    chosen = roles(front=40, boss=30)
    values = {
        who: activity.poses().guess(dice, Lean(0.1 if role == "front" else 0.7, 0.4)) for who, role in chosen.items()
    }
    split = disclosure.split(activity, values, segments.segment(ROLE.poses(), chosen), MINIMUM)
    assert isinstance(split, Released)
    cells = split.result.cells()
    assert len(cells.columns) == 2
    assert {len(row.numbers) for row in cells.rows} == {2}
    assert split.result.people == 70
    gap = split.result.patterns()[0]
    assert gap.pattern == "gap"
    assert "first" in deck(activity, split, 70, "en")[0].text
    assert "%" in finding(split, "en") or finding(split, "en")
    for use in Use:
        picture = split.result.picture(Canvas(use))
        drawn = environment("en").from_string(
            "{% import 'pictures/' ~ picture.name ~ '.html' as drawn with context %}{{ drawn.draw(picture) }}"
        )
        assert "Front line" in drawn.render(picture=picture)
