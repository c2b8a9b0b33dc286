"""Two views of one thing: both are let out together, by the reveal or by an export, and no table tells who said what in
both."""

from __future__ import annotations

from collections import Counter

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.phases import Phase
from server.workshops.content import Module, Workshop
from tests.activities.test_ranking import VIEWS, a_ranking, orders
from tests.house import House, RoomAt
from tests.reports.test_exports import rows_of, sealed, table, unsealed

FIRST: list[JsonValue] = orders(*["abc"] * 3, *["bac"] * 3)
SECOND: list[JsonValue] = orders(*["cab"] * 5)


def between(house: House) -> RoomAt:
    """A room in which one view is closed, and the other one open: six people, of whom five gave both."""
    views: Activity = a_ranking(key="plan", views=VIEWS)
    module = Module(module="views", title="Views", activities=(views,))
    room = house.room(workshop=Workshop(workshop="views", title="Views", minutes=3, modules=(module,)))
    people = room.goto(Phase.OPEN).seats(6)
    room.answer(zip(people, FIRST, strict=True))
    room.goto(Phase.OPEN, round=2)
    room.answer(zip(people, SECOND, strict=False), round=2)
    return room


def test_no_export_lets_out_one_view_before_both_are_closed(house: House) -> None:
    room = between(house)
    assert sealed(room) == []
    assert rows_of(unsealed(room)) == []
    room.goto(Phase.CLOSED, round=2)
    assert sealed(room) == []


def test_the_reveal_lets_out_both_and_the_tables_tell_of_no_move(house: House) -> None:
    room = between(house).goto(Phase.REVEALED, round=2)
    assert {row["what"] for row in table(room, "totals")} == {"all", "answer"}
    assert Counter(row["round"] for row in table(room, "answers")) == {"1": 6, "2": 5}
    released = house.ask("SELECT count(*) FROM round WHERE released_at IS NOT NULL")
    assert released == (2,)


def test_a_view_that_was_left_behind_may_be_exported(house: House) -> None:
    room = between(house)
    room.move("end")
    assert sealed(room) == [("plan", 1), ("plan", 2)]


def test_the_columns_of_an_export_are_shuffled_each_by_itself(house: House) -> None:
    room = between(house).goto(Phase.REVEALED, round=2)
    rows = [row for row in table(room, "answers") if row["round"] == "1"]
    for letter, places in (("A", "111222"), ("B", "111222"), ("C", "333333")):
        assert "".join(sorted(row[f"place of {letter}"] for row in rows)) == places
    ties = {tuple(row[f"place of {each}"] for each in "ABC") for _ in range(40) for row in table(room, "answers")}
    assert ("1", "1", "3") in ties, "whole orders would be known again"
