"""What is left of a room that is deleted: nothing, nowhere."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from server.clock import Turned, now
from server.phases import Phase
from server.room import answer_rows, answers, deleting
from server.store.database import LONGEST_WAIT_MS, Reader
from server.store.transaction import Transaction
from server.store.writer import Writer
from tests.house import PLAN, WORKSHOP, House, RoomAt, an_offer
from tests.rows import change, sizes

ID = "c0ffee" * 5 + "00"


def lived_in(house: House) -> RoomAt:
    """A room with a workshop that nobody else has, people, moves, rounds and answers."""
    room = house.room(workshop=WORKSHOP.model_copy(update={"title": "Canary and her bird"})).goto(Phase.OPEN)
    for who in room.seats(3):
        room.give(who, an_offer("call", answer_id=ID))
    return room


def test_deleting_a_room_takes_all_that_is_its_and_nothing_else(house: House) -> None:
    kept, gone = lived_in(house), lived_in(house)
    before = sizes(house)
    house.commit(lambda tx: deleting.delete_room(tx, gone.id))
    assert {table: count * 2 for table, count in sizes(house).items()} == before
    assert kept.stands == ("open", "plan", 1)


def test_the_daily_job_deletes_what_is_old(house: House) -> None:
    old, older, young = lived_in(house), lived_in(house), lived_in(house)
    before = sizes(house)
    change(old, opened_at=now() - timedelta(days=30, minutes=1))
    change(older, opened_at=now() - timedelta(days=3_000))
    change(young, opened_at=now() - timedelta(days=29, hours=23))
    assert house.commit(lambda tx: deleting.purge(tx, keep_days=30)) == [old.id, older.id]
    assert {table: count * 3 for table, count in sizes(house).items()} == before
    assert house.commit(lambda tx: deleting.purge(tx, keep_days=30)) == []


def test_of_a_deleted_room_only_that_it_is_gone_is_left_and_that_not_for_ever(house: House, clock: Turned) -> None:
    gone = lived_in(house)
    version = gone.row.version
    house.commit(lambda tx: deleting.delete_room(tx, gone.id))
    assert house.all("SELECT room, version FROM deleted") == [(gone.id, version + 1)]
    house.commit(lambda tx: deleting.delete_room(tx, gone.id))
    house.commit(lambda tx: deleting.purge(tx, keep_days=30))
    assert house.all("SELECT room, version FROM deleted") == [(gone.id, version + 1)], "said once"
    clock.turn(31 * 24 * 3600)
    house.commit(lambda tx: deleting.purge(tx, keep_days=30))
    assert house.all("SELECT * FROM deleted") == []


def bytes_in(path: Path) -> bytes:
    """The database and everything beside it, as it lies on the disk."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


CANARIES = (b"Canary and her bird", ID.encode(), ID[::-1].encode())


def canaries_in(path: Path) -> list[bytes]:
    """Those that are still to be found on the disk."""
    left = bytes_in(path)
    return [word for word in CANARIES if word in left]


@pytest.mark.anyio
@pytest.mark.parametrize("how", ["by hand", "by the daily job"])
async def test_of_a_deleted_room_no_byte_is_left_on_the_disk(house: House, how: str) -> None:
    room = lived_in(house)
    house.close()
    reader, writer = Reader(house.path), Writer(house.path)
    writer.start()

    def look(session: Session) -> int:
        return len(list(answer_rows.of_room(session, room.id)))

    try:
        offer = an_offer("ship", rev=2, answer_id=ID[::-1])
        who = (await reader.run(lambda session: next(answer_rows.of_room(session, room.id)))).participant_id
        await writer.run(lambda tx: answers.give(tx, room.id, who, PLAN, offer))
        assert len(canaries_in(house.path)) == 3
        if how == "by hand":
            await writer.run(lambda tx: deleting.delete_room(tx, room.id))
        else:
            await writer.run(lambda tx: change_age(tx, room.id))
            await writer.run(lambda tx: deleting.purge(tx, keep_days=30))
        assert await reader.run(look) == 0
        await writer.run(lambda _tx: None)  # by then what came before is over and done with
        assert canaries_in(house.path) == []
    finally:
        await writer.stop()
        reader.close()


def change_age(tx: Transaction, room: int) -> None:
    tx.driver.execute("UPDATE room SET opened_at = '2001-01-01 00:00:00.000000' WHERE id = ?", (room,))


def waits_at_the_log(done: list[str]) -> set[int]:
    """How long SQLite was told to wait for readers, in ms, whenever the log was about to be emptied."""
    waits, now_waits = set(), 5_000
    for statement in done:
        if told := re.search(r"busy_timeout=(\d+)", statement):
            now_waits = int(told[1])
        elif "wal_checkpoint" in statement:
            waits.add(now_waits)
    return waits


@pytest.mark.anyio
async def test_whoever_is_reading_holds_nobody_up_and_the_bytes_go_when_they_are_done(house: House) -> None:
    room = lived_in(house)
    house.close()
    writer = Writer(house.path)
    writer.start()
    try:
        with closing(sqlite3.connect(house.path, isolation_level=None)) as slow:
            slow.execute("BEGIN")
            slow.execute("SELECT count(*) FROM answer").fetchone()
            done: list[str] = []
            await writer.run(lambda tx: tx.driver.set_trace_callback(done.append))
            await writer.run(lambda tx: deleting.delete_room(tx, room.id))
            for _ in range(5):
                await writer.run(lambda tx: tx.next_version(room.id))
            await writer.run(lambda tx: tx.driver.set_trace_callback(None))
            assert waits_at_the_log(done) == {LONGEST_WAIT_MS}, "where they would be waited for 5 s each time"
            assert canaries_in(house.path)
        for _ in range(2):
            await writer.run(lambda _tx: None)
        assert canaries_in(house.path) == []
    finally:
        await writer.stop()
