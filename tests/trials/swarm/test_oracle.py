"""The oracle finds each broken promise, and nothing where none is broken."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from server.trials.swarm.diary import Acked, Diary, Given, Refused
from server.trials.swarm.oracle import Close, Promise, Row, close_of, compare, judge, read_rows

KEY = ("first-step", 1)


def evidence() -> tuple[list[Diary], list[Row]]:
    """Ann changed her mind once; Bo's ack was lost on the way; both are stored."""
    ann = Diary(
        seat=1,
        sent=[Given(KEY, "a1", 1, "evidence", 1.0), Given(KEY, "a2", 2, "pass-on", 2.0)],
        acked=[Acked(KEY, "a1", 1, 10, 1.1), Acked(KEY, "a2", 2, 12, 2.1)],
    )
    bo = Diary(seat=2, sent=[Given(KEY, "b1", 1, "pass-on", 1.5)], waiting={KEY})
    rows = [Row(2, KEY, "b1", 1, "pass-on", 11), Row(1, KEY, "a2", 2, "pass-on", 12)]
    return [ann, bo], rows


Break = Callable[[list[Diary], list[Row]], object]


def test_nothing_is_found_where_nothing_is_broken() -> None:
    diaries, rows = evidence()
    verdict = judge(diaries, rows, {KEY: close_of(rows, KEY, at=3.0)})
    compare(verdict, rows, KEY, {"screen": {"pass-on": 2, "evidence": 0}})
    assert (verdict.faults, verdict.acked, verdict.stored, verdict.lost, verdict.doubled) == ([], 2, 2, 0, 0)


@pytest.mark.parametrize(
    ("promise", "broken"),
    [
        (Promise.KEPT, lambda diaries, rows: rows.pop()),
        (Promise.OURS, lambda diaries, rows: rows.append(Row(3, KEY, "m1", 1, "evidence", 13))),
        (Promise.OURS, lambda diaries, rows: diaries[1].sent.clear()),
        (Promise.OURS, lambda diaries, rows: rows.append(rows.pop(0)._replace(value="evidence"))),
        (Promise.ONCE, lambda diaries, rows: rows.append(rows[0])),
        (Promise.LATEST, lambda diaries, rows: rows.append(rows.pop()._replace(rev=1, answer_id="a1"))),
        (Promise.LATEST, lambda diaries, rows: rows.append(rows.pop()._replace(answer_id="a1"))),
        (Promise.HONEST, lambda diaries, rows: diaries[1].refused.append(Refused(KEY, "b1", "closed", True, 3.0))),
    ],
    ids=["lost", "stranger", "never sent", "other value", "twice", "older rev", "other id", "refused but stored"],
)
def test_each_broken_promise_is_found(promise: Promise, broken: Break) -> None:
    diaries, rows = evidence()
    broken(diaries, rows)
    assert promise in {fault.promise for fault in judge(diaries, rows).faults}


def test_a_change_after_the_close_is_found() -> None:
    diaries, rows = evidence()
    before = close_of(rows[:1], KEY, at=1.9)
    found = [fault for fault in judge(diaries, rows, {KEY: before}).faults if fault.promise is Promise.CLOSED]
    assert len(found) == 2, "one for the row that came, one for the ack of what was sent later"


def test_an_ack_that_was_on_its_way_at_the_close_is_none() -> None:
    diaries, rows = evidence()
    assert judge(diaries, rows, {KEY: Close(2.05, close_of(rows, KEY, 0).rows)}).faults == []


def test_two_tabs_of_one_participant_are_one() -> None:
    diaries, rows = evidence()
    other_tab = Diary(seat=2, sent=[Given(KEY, "b2", 2, "evidence", 4.0)], acked=[Acked(KEY, "b2", 2, 13, 4.1)])
    rows[0] = Row(2, KEY, "b2", 2, "evidence", 13)
    assert judge([*diaries, other_tab], rows).faults == []


def test_surfaces_that_disagree_are_named() -> None:
    diaries, rows = evidence()
    verdict = judge(diaries, rows)
    compare(verdict, rows, KEY, {"screen": {"pass-on": 2}, "export": {"pass-on": 1, "evidence": 1}})
    assert [(fault.promise, fault.what.split()[0]) for fault in verdict.faults] == [(Promise.SAME, "export")]


def test_rows_are_read_from_the_server_s_own_tables(tmp_path: Path) -> None:
    database = tmp_path / "roomful.db"
    with sqlite3.connect(database) as connection:
        connection.executescript(
            "CREATE TABLE participant (id, room_id, seat);"
            "CREATE TABLE answer (room_id, participant_id, activity, round, answer_id, rev, value, version);"
        )
        connection.execute("INSERT INTO participant VALUES (5, 1, 17)")
        for room in (1, 2):
            connection.execute(
                "INSERT INTO answer VALUES (?, 5, 'first-step', 1, 'x', 3, ?, 9)", (room, json.dumps("evidence"))
            )
    connection.close()
    assert read_rows(database, 1) == [Row(17, KEY, "x", 3, "evidence", 9)]
