"""The one place that commits: groups without a timer, nobody's trouble is anybody else's, commit before ack."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from sqlalchemy import Connection, event

from server.phases import Phase
from server.refusals import Refused
from server.room import joining
from server.room.answers import Giving
from server.store import database
from server.store.transaction import Job, Transaction
from server.store.writer import NotSaved, Writer
from tests.house import PLAN, House, RoomAt, an_offer
from tests.waiting import SECONDS
from tests.writing import held_up, outcomes, writing

pytestmark = pytest.mark.anyio


def note(word: str) -> Job:
    """A job that writes a facilitator of that name."""

    def job(tx: Transaction) -> str:
        tx.driver.execute(
            "INSERT INTO facilitator (name, password_hash) VALUES (?, ?)",
            (word, "x" * 30_000),
        )
        return word

    return job


def broken(tx: Transaction) -> None:
    """A job that writes and then fails."""
    note("half done")(tx)
    raise ZeroDivisionError


def refused(_tx: Transaction) -> None:
    raise Refused("closed", "Too late.")


def stored(path: Path) -> list[str]:
    """Who is in the file, seen from outside."""
    with closing(sqlite3.connect(path)) as other:
        return [name for (name,) in other.execute("SELECT name FROM facilitator WHERE name != 'Fay' ORDER BY id")]


def open_room(house: House, people: int) -> tuple[RoomAt, list[int]]:
    room = house.room().goto(Phase.OPEN)
    return room, room.seats(people)


async def test_a_thousand_answers_at_once_share_few_commits(house: House) -> None:
    room, people = open_room(house, 1_000)
    acked: list[Any] = []
    over = asyncio.Event()

    def done(given: Any, error: Exception | None) -> None:
        assert error is None
        acked.append(given)
        if len(acked) == 1_000:
            over.set()

    async with writing(house.path) as writer:
        for who in people:
            writer.submit(Giving(room.id, who, PLAN, an_offer()), done)
        await asyncio.wait_for(over.wait(), SECONDS)
        assert writer.commits <= 200
    versions = [given.version for given in acked]
    assert versions == list(range(versions[0], versions[0] + 1_000))
    assert room.row.version == versions[-1]
    assert len(room.rows()) == 1_000


async def test_what_came_during_a_commit_is_one_group(house: House) -> None:
    async with writing(house.path) as writer:
        told = await outcomes(writer, [note(str(number)) for number in range(300)])
        assert writer.commits == 2  # the one that was held up, and the group
    assert [value for value, _ in told] == [str(number) for number in range(300)] == stored(house.path)


async def test_a_lone_job_waits_for_nobody(house: House) -> None:
    async with writing(house.path) as writer:
        assert await asyncio.wait_for(writer.run(note("alone")), SECONDS) == "alone"
        assert writer.commits == 1


async def test_when_somebody_is_told_it_is_in_the_file(house: House) -> None:
    seen: list[list[str]] = []
    async with writing(house.path) as writer:
        await writer.run(note("first"), lambda _value: seen.append(stored(house.path)))
    assert seen == [["first"]]


async def test_refusals_cost_the_others_nothing(house: House) -> None:
    async with writing(house.path) as writer:
        told = await outcomes(writer, [note("one"), refused, note("two"), refused])
        assert writer.commits == 2
    assert [error.code if isinstance(error, Refused) else None for _, error in told] == [None, "closed"] * 2
    assert stored(house.path) == ["one", "two"]


async def test_a_bad_job_is_alone_with_its_trouble(house: House) -> None:
    async with writing(house.path) as writer:
        told = await outcomes(writer, [note("one"), broken, note("two")])
        assert [(value, type(error)) for value, error in told] == [
            ("one", type(None)),
            (None, NotSaved),
            ("two", type(None)),
        ]
        assert await writer.run(note("three")) == "three"
    assert stored(house.path) == ["one", "two", "three"]


async def test_whoever_stumbles_over_the_news_keeps_it_from_nobody(house: House) -> None:
    heard: list[str] = []

    def stumble(_value: object, _error: Exception | None) -> None:
        raise ZeroDivisionError

    async with writing(house.path) as writer:
        with held_up(writer):
            writer.submit(note("one"), stumble)
            writer.submit(note("two"), lambda value, _error: heard.append(value))
        await asyncio.wait_for(writer.run(note("three")), SECONDS)
    assert heard == ["two"]


async def test_a_full_disk_is_not_saved_and_heals_by_itself(house: House) -> None:
    def no_more_pages(tx: Transaction) -> None:
        (pages,) = tx.driver.execute("PRAGMA page_count").fetchone()
        tx.driver.execute(f"PRAGMA max_page_count = {pages}")

    def as_many_as_you_like(tx: Transaction) -> None:
        tx.driver.execute("PRAGMA max_page_count = 1000000")

    async with writing(house.path) as writer:
        await writer.run(no_more_pages)
        told = await outcomes(writer, [note("a"), note("b"), note("c"), note("d")])
        assert {type(error) for _, error in told} == {NotSaved}
        assert house.ask("SELECT count(*) FROM facilitator") == (1,)  # reading goes on
        await writer.run(as_many_as_you_like)
        assert await writer.run(note("again")) == "again"
    assert stored(house.path) == ["again"]


async def test_a_locked_file_is_not_saved_and_heals_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient = tuple(pragma.replace("5000", "20") for pragma in database.PRAGMAS)
    monkeypatch.setattr(database, "PRAGMAS", impatient)
    async with writing(house.path) as writer:
        with closing(sqlite3.connect(house.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(NotSaved):
                await writer.run(note("locked out"))
            other.execute("ROLLBACK")
        assert await writer.run(note("again")) == "again"
    assert stored(house.path) == ["again"]


async def test_news_come_in_commit_order_and_boards_hear_before_those_who_wait(house: House) -> None:
    heard: list[str] = []
    async with writing(house.path) as writer:
        with held_up(writer):
            first = asyncio.ensure_future(writer.run(note("one"), lambda value: heard.append(f"after {value}")))
            await asyncio.sleep(0)
            writer.submit(note("two"), lambda value, _error: heard.append(value))
        assert await first == "one"
        heard.append("waited for one")
    assert heard == ["after one", "two", "waited for one"]


async def test_somebody_who_stops_waiting_takes_nothing_back(house: House) -> None:
    async with writing(house.path) as writer:
        with held_up(writer):
            waiting = asyncio.ensure_future(writer.run(note("kept")))
            await asyncio.sleep(0)
            waiting.cancel()
        assert await writer.run(note("next")) == "next"
    assert stored(house.path) == ["kept", "next"]


async def test_stopping_commits_what_is_queued(house: House) -> None:
    writer = Writer(house.path)
    writer.start()
    with held_up(writer):
        for number in range(50):
            writer.submit(note(str(number)), lambda _value, _error: None)
    await writer.stop()
    assert len(stored(house.path)) == 50


async def test_a_group_raises_the_rooms_version_by_its_changes(house: House) -> None:
    room = house.room()
    before = room.row.version
    async with writing(house.path) as writer:
        told = await outcomes(writer, [lambda tx: tx.next_version(room.id)] * 5)
    assert [value for value, _ in told] == [before + step for step in range(1, 6)]
    assert room.row.version == before + 5


async def test_each_commit_reaches_the_disk_before_it_is_told(house: House) -> None:
    def pragmas(tx: Transaction) -> list[Any]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return [tx.driver.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    async with writing(house.path) as writer:
        assert await writer.run(pragmas) == ["wal", 2, 1, 1]


def a_seat(room: RoomAt) -> Job:
    return lambda tx: joining.take_seat(tx, room.id, token_hex(8), 5_000)


def lose_the_connection(writer: Writer, at_commit: int, *, through: bool) -> list[object]:
    """Have a commit fail. It came `through` all the same, or it did not; the one who asked cannot know."""
    commits, opened = count(1), list[object]()

    def lost(connection: Connection) -> None:
        opened.append(connection.connection.driver_connection)
        if next(commits) == at_commit:
            if through:
                connection.exec_driver_sql("COMMIT")
            raise sqlite3.OperationalError("the connection was lost")

    event.listen(writer._engine, "commit", lost)
    return opened


@pytest.mark.parametrize("through", [True, False])
async def test_a_group_whose_commit_is_in_doubt_is_never_run_again(house: House, through: bool) -> None:
    room = house.room()
    async with writing(house.path) as writer:
        connections = lose_the_connection(writer, at_commit=2, through=through)
        told = await outcomes(writer, [a_seat(room), a_seat(room), a_seat(room)])
        assert {type(error) for _, error in told} == {NotSaved}
        assert house.ask("SELECT count(*) FROM participant") == (3 if through else 0,), "nobody sits twice"
        await writer.run(a_seat(room))
        assert connections[0] is connections[1] is not connections[2], "the next group has a connection of its own"
    seats = (4, 4) if through else (1, 1)
    assert house.ask("SELECT count(*), max(seat) + 1 FROM participant") == seats
    assert room.row.seats == seats[0]
