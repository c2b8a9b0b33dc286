"""A split is the same on the big screen, on phones, at the desk and in the export, and says who is not in it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping

from server.clock import monotonic, now
from server.phases import Phase
from server.reports import exports
from server.results.outcomes import Released
from server.room import facilitation
from server.scenes.cards import held
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.results import results
from server.scenes.screen import screen
from tests.house import House
from tests.splits import HOUSE, SHOW_BY, STEP, SplitRoom, by_role

APART = {"front": ["call", "call", "wait"], "boss": ["ship"], "lead": ["wait"], "other": ["call"]}
ROLES = {"front": 12, "lead": 10, "boss": 9, "other": 4}


def drawn(room: SplitRoom, audience: str) -> str:
    """What one audience sees."""
    scene = {"screen": screen, "phone": phone, "console": console}[audience]
    return html(scene(room.board, monotonic()), "en")


def totals(room: SplitRoom, *what: str) -> list[Mapping[str, str]]:
    """Rows of the export."""
    packed = room.at.house.read(lambda session: exports.archive(session, room.at.id))
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        rows = list(csv.DictReader(io.StringIO(files.read("totals.csv").decode("utf-8-sig"))))
    return [row for row in rows if row["what"] in what]


def told(room: SplitRoom) -> dict[str, dict[str, int]]:
    """What the gate lets out, by group and answer."""
    shown = outcome(room.board)
    assert isinstance(shown, Released)
    assert shown.sides is not None
    return {
        group.place.key: {row.key: int(row.numbers[0] or 0) for row in group.result.cells().rows}
        for group in shown.sides.groups
    }


def table(page: str) -> dict[str, dict[str, int]]:
    """The hidden table of a chart: a column a group."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    names = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<th scope=\"col\">.*?</th>", rows[0])][1:]
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for row in rows[1:]:
        label = re.sub("<.*?>", "", row.split("</th>")[0])
        for name, number in zip(names, re.findall(r"<td>(\d+)</td>", row), strict=True):
            found[name][label] = int(number)
    return found


def test_every_surface_says_the_same_numbers(old_house: House) -> None:
    room = SplitRoom(old_house, ROLES, by_role(STEP)).vote(APART).goto(Phase.SPLIT)
    gate = {"front": {"call": 8, "wait": 4, "ship": 0}, "lead": {"call": 0, "wait": 10, "ship": 0}}
    assert told(room) == gate
    wall = table(drawn(room, "screen"))
    assert wall == {
        "Front line": {"A: Say call": 8, "B: Say wait": 4, "C: Say ship": 0},
        "Team leads": {"A: Say call": 0, "B: Say wait": 10, "C: Say ship": 0},
    }
    exported: dict[str, dict[str, int]] = {}
    for row in totals(room, "by group"):
        exported.setdefault(row["from"], {})[row["to"]] = int(row["people"])
    assert exported == gate
    for audience in ("screen", "phone", "console"):
        page = drawn(room, audience)
        assert all(f"{share}%" in page for share in (67, 33, 100))
        assert "Groups of fewer than 5 are never shown apart: 13 others count in the total only." in page
        assert "Managers" not in page
        assert "Split by: Your role" in page


def test_the_page_of_results_has_the_groups_once_and_the_card_that_was_held(old_house: House) -> None:
    room = SplitRoom(old_house, ROLES, by_role(STEP), SHOW_BY).vote(APART).goto(Phase.TALK)
    card = held(room.board)
    room.next()
    assert room.move("skip")
    assert room.at.stands == ("split", "step", 1)
    at, board = room.at, room.board
    page = html(results(board, at.house.read(lambda session: facilitation.reached(session, at.id)), now()), "en")
    assert page.count("Split by: Your role") == 1
    assert page.count("13 others count in the total only.") == 1
    assert card is not None
    assert page.count(card.text) == 1
    assert "Managers" not in page.split("Split by: Your role")[1]


def test_the_shift_of_what_was_split_tells_no_moves_anywhere(old_house: House) -> None:
    room = SplitRoom(old_house, ROLES, by_role(STEP)).vote(APART).goto(Phase.SPLIT)
    room.vote({**APART, "front": ["ship"]}, 2).goto(Phase.SHIFT, "step", 2)
    shown = outcome(room.board)
    assert isinstance(shown, Released)
    assert not shown.moves
    assert shown.sides is None
    assert totals(room, "from to", "moved", "answered both times", "others moved") == []
    assert {row["round"] for row in totals(room, "by group")} == {"1"}
    assert not any("changed their mind" in drawn(room, audience) for audience in ("screen", "phone", "console"))
    assert 'data-roads="' not in drawn(room, "phone")


def test_what_shows_who_moved_is_split_nowhere(old_house: House) -> None:
    room = SplitRoom(old_house, ROLES, STEP).vote(APART).vote(APART, 2).goto(Phase.SHIFT, "step", 2)
    shown = outcome(room.board)
    assert isinstance(shown, Released)
    assert shown.moves
    assert totals(room, "group", "by group") == []
    assert totals(room, "from to")


def test_the_card_lets_the_lower_group_speak_first_and_stays_for_the_talk(old_house: House) -> None:
    room = SplitRoom(old_house, ROLES, by_role(STEP)).vote(APART).goto(Phase.SPLIT)
    assert held(room.board) is None
    room.next()
    card = held(room.board)
    assert card is not None
    assert card.pattern == "gap"
    assert card.text.startswith("Team leads first")
    assert card.text in drawn(room, "phone").replace("&#39;", "'")


def test_a_card_comes_with_the_split_that_follows_the_talk_and_is_another_one(old_house: House) -> None:
    room = SplitRoom(old_house, {"front": 7, "lead": 6}, by_role(STEP)).vote(APART).goto(Phase.TALK)
    talked = held(room.board)
    room.next()
    shown = held(room.board)
    assert talked is not None
    assert shown is not None
    assert (shown.pattern, shown.text != talked.text) == ("gap", True)


def test_phones_say_nothing_of_single_moves_where_groups_are_planned(old_house: House) -> None:
    told_of_moves = "Single moves can be seen here"
    assert told_of_moves in drawn(SplitRoom(old_house, ROLES, STEP).goto(Phase.OPEN), "phone")
    assert told_of_moves not in drawn(SplitRoom(old_house, ROLES, by_role(STEP)).goto(Phase.OPEN), "phone")
    assert told_of_moves not in drawn(SplitRoom(old_house, ROLES, STEP, SHOW_BY).goto(Phase.OPEN), "phone")


def test_statements_are_split_line_by_line(old_house: House) -> None:
    room = SplitRoom(old_house, {"front": 12, "boss": 9}, by_role(HOUSE))
    room.goto(Phase.OPEN, "house")
    values = [(who, {"listen": 5 if role == "boss" else 1, "pay": 3}) for who, role in room.role.items()]
    room.at.answer([(who, dict(value)) for who, value in values], "house")
    room.goto(Phase.SPLIT, "house")
    shown = outcome(room.board)
    assert isinstance(shown, Released)
    assert shown.result.patterns()[0].pattern == "gap"
    assert {row["part"] for row in totals(room, "by group")} == {"listen", "pay"}


def test_the_desk_counts_who_was_silent_from_the_close_on(old_house: House) -> None:
    room = SplitRoom(old_house, ROLES, STEP).vote({"front": ["call"]})
    room.at.house.commit(
        lambda tx: tx.driver.execute("UPDATE participant SET here = 1 WHERE id IN (SELECT max(id) FROM participant)")
    )
    assert "sent nothing" not in drawn(room, "console")
    room.next()
    assert "1 connected and sent nothing · 22 not connected" in drawn(room, "console")
    assert "sent nothing" not in drawn(room, "phone")
    assert "sent nothing" not in drawn(room, "screen")
