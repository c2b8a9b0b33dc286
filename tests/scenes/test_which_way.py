"""Which way a sensitive room moved on its statements is the same on every surface, and what is held back is on none."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from pydantic import JsonValue

from server.activities.scale import Scale, Statement
from server.clock import monotonic, now, turned
from server.phases import Phase
from server.room import facilitation
from server.room.board import Board
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.results import results
from server.scenes.screen import screen
from server.scenes.step import step
from server.settings import Settings
from server.stage import rows
from server.workshops.content import Module, Workshop
from tests.activities.test_scale import ALL_MOVED
from tests.house import House, RoomAt
from tests.reports.test_exports import everything

Levels = Sequence[int]
Rated = Mapping[str, tuple[Levels, Levels]]


def by_cell(*rows: Levels) -> tuple[Levels, Levels]:
    """People who stood and stand somewhere, from a table of how many went where."""
    went = [(i, j) for i, row in enumerate(rows, 1) for j, people in enumerate(row, 1) for _ in range(people)]
    return [i for i, _ in went], [j for _, j in went]


# The same totals, and nothing else is told: none went down and five up; one and eleven; three and ten.
LOOK_ALIKE = (
    by_cell((0, 0, 0, 2, 2), (0, 4, 0, 0, 0), (0, 0, 3, 1, 0), (0, 0, 0, 1, 0)),
    by_cell((0, 2, 0, 1, 1), (0, 1, 3, 0, 0), (0, 0, 0, 3, 1), (0, 1, 0, 0, 0)),
    by_cell((0, 1, 3, 0, 0), (0, 0, 0, 4, 0), (0, 2, 0, 0, 2), (0, 1, 0, 0, 0)),
)
MANY = by_cell((6, 9, 7, 0, 0), (6, 6, 8, 0, 0), (5, 7, 6, 0, 0))
MOST = by_cell((2, 5, 3, 0, 0), (1, 2, 4, 0, 0), (1, 1, 3, 0, 0))
THIRTEEN: Rated = {"some": LOOK_ALIKE[1], "all": ALL_MOVED}
LARGER: Rated = {"many": MANY, "most": MOST}


def a_room(house: House, rated: Rated, sensitive: bool = True) -> RoomAt:
    """After both rounds, at the shift."""
    said = tuple(Statement(key=key, text=f"So it is with {key}.") for key in rated)
    asked: dict[str, Any] = {"question": "How true?", "low": "not", "high": "fully", "title": "True", "minutes": 5}
    scale = Scale(key="true", kind="scale", statements=said, rounds=2, sensitive=sensitive, **asked)
    module = Module(module="true", title="True", activities=(scale,))
    room = house.room(workshop=Workshop(workshop="true", title="True", minutes=5, modules=(module,)))
    people = room.seats(max(len(before) for before, _ in rated.values()))
    for round in (1, 2):
        columns = {key: votes[round - 1] for key, votes in rated.items()}
        values: list[tuple[int, JsonValue]] = [
            (who, {key: column[at] for key, column in columns.items() if at < len(column)})
            for at, who in enumerate(people)
        ]
        room.goto(Phase.OPEN, "true", round).answer(values, "true", round)
    return room.goto(Phase.SHIFT, "true", 2)


def surfaces(room: RoomAt) -> dict[str, str]:
    """All that anybody gets of it, as if what is drawn by lot were always the same."""
    made = room.house.read(lambda session: rows.load(session, room.id, Settings()))
    assert made is not None
    board: Board = made
    board.room, board.code, board.screen_token, board.salt = 1, "482917", "screen", "salt"
    drawn = {scene.__name__: html(scene(board, monotonic()), "en") for scene in (screen, phone, console)}
    stops = room.house.read(lambda session: facilitation.reached(session, room.id))
    paper = html(results(board, stops, now()), "en")
    files = everything(room)
    shuffled = {name: "".join(sorted(files[name].splitlines())) for name in ("activities.csv", "README.txt")}
    return drawn | shuffled | {"results": paper, "totals.csv": files["totals.csv"], "step": json.dumps(step(board))}


def moves(told: Mapping[str, str], statement: str) -> dict[str, int]:
    """What the export says of who moved on one statement."""
    totals = csv.DictReader(io.StringIO(told["totals.csv"]))
    return {
        row["what"]: int(row["people"])
        for row in totals
        if row["part"] == statement and ("moved" in row["what"] or "stayed" in row["what"])
    }


@pytest.mark.parametrize(
    ("rated", "statement", "words", "exported"),
    [
        (THIRTEEN, "some", "at least 5 moved up", {"moved, at least": 5, "moved up, at least": 5}),
        (
            THIRTEEN,
            "all",
            "13 moved, at least 6 of them up",
            {"moved": 13, "others moved": 13, "stayed": 0, "moved up, at least": 6},
        ),
        (LARGER, "most", "12 moved up", {"moved, at least": 12, "moved up": 12}),
    ],
)
def test_the_wall_phones_desk_results_and_export_say_the_same(
    house: House, rated: Rated, statement: str, words: str, exported: Mapping[str, int]
) -> None:
    told = surfaces(a_room(house, rated))
    for audience, times in {"screen": 1, "phone": 1, "console": 2, "results": 1}.items():  # the desk has the wall, too
        assert told[audience].count(f">{words}<") == times, audience
    assert moves(told, statement) == exported


@pytest.mark.parametrize("sensitive", [True, False])
def test_where_every_direction_is_safe_it_is_drawn_and_said_as_in_an_ordinary_room(
    house: House, sensitive: bool
) -> None:
    told = surfaces(a_room(house, LARGER, sensitive))
    for audience in ("phone", "console"):
        assert ">24 moved up, 18 down, 18 stayed<" in told[audience]
    for audience in ("screen", "results"):
        drawn = re.findall(r'class="rises__count[^>]*>(\d+)<', told[audience])
        assert drawn[:2] == ["18", "24"], audience
    assert moves(told, "many").items() >= {"moved": 42, "moved down": 18, "stayed": 18, "moved up": 24}.items()


def test_a_direction_that_is_held_back_is_in_no_byte_of_any_surface(house: House) -> None:
    """Three rooms in which other people went other ways look the same, but for what nobody gets to see."""
    with turned():
        told = [surfaces(a_room(house, {"some": votes, "all": ALL_MOVED})) for votes in LOOK_ALIKE]
    for name, said in told[0].items():
        assert told[1][name] == said, name
        assert told[2][name] == said, name


def test_in_an_ordinary_room_the_same_three_differ(house: House) -> None:
    told = [surfaces(a_room(house, {"some": votes}, sensitive=False)) for votes in LOOK_ALIKE]
    for name in ("screen", "phone", "console", "results", "totals.csv"):
        assert len({each[name] for each in told}) == 3, name
