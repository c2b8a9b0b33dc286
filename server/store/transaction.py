"""What jobs of the writer may use: one transaction, which all jobs of a group share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session

from server.clock import now

Row = tuple[Any, ...]
Write = Callable[["Transaction", list[Row]], None]
Standing = tuple[str, str, int]


MOST_ROWS = 64
Asked = TypeVar("Asked")


def padded(keys: list[Asked]) -> list[Asked]:
    """Keys to ask for at once, the last one repeated: of few lengths, so that few statements are prepared."""
    whole = 1 << (len(keys) - 1).bit_length()
    return keys + keys[-1:] * (whole - len(keys))


class Job(Protocol):
    """What is done in a transaction."""

    def __call__(self, tx: Transaction, /) -> Any:
        """Do it; what it returns is told after the commit."""


_STANDING = "SELECT phase, activity, round FROM room WHERE id = ?"


class Transaction:
    """On the hot path single statements, and rows gathered for the end of the group; the driver or a SQLModel session
    everywhere else. Who takes one of these may change anything: what was gathered is written before, and what was
    remembered is forgotten."""

    def __init__(self, connection: Connection, driver: sqlite3.Connection, group: Sequence[Job] = ()) -> None:
        self.group = group
        self.memory: dict[Any, Any] = {}
        self.shreds = False
        self._connection, self._driver = connection, driver
        self._session: Session | None = None
        self._versions: dict[int, int] = {}
        self._standing: dict[int, Standing | None] = {}
        self._gathered: dict[Write, dict[Hashable, Row]] = {}

    @cached_property
    def moment(self) -> datetime:
        """The moment of the whole group."""
        return now()

    @cached_property
    def at(self) -> str:
        """It, as it is stored."""
        return self.moment.strftime("%Y-%m-%d %H:%M:%S.%f")

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver itself."""
        self._hand_over()
        return self._driver

    @property
    def session(self) -> Session:
        """A session inside this transaction. Nobody commits it; the writer flushes."""
        self._hand_over()
        if self._session is None:
            self._session = Session(self._connection, expire_on_commit=False)
        return self._session

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """One statement, which changes nothing that others of the group remember."""
        return self._driver.execute(statement, values)

    def write(self, rows: Sequence[Row], statement: Callable[[int], str]) -> None:
        """Rows, many in one `statement` for so many."""
        done = 0
        while left := len(rows) - done:
            many = min(MOST_ROWS, 1 << (left.bit_length() - 1))
            self.execute(statement(many), [value for row in rows[done : done + many] for value in row])
            done += many

    def gather(self, write: Write, key: Hashable, row: Row) -> None:
        """Keep a row for the end of the group, in place of one that was gathered under this key. All rows of a `write`
        are written together."""
        self._gathered.setdefault(write, {})[key] = row

    def standing(self, room: int) -> Standing | None:
        """Where a room stands, read once for all answers between two moves; None if there is no such room."""
        if room not in self._standing:
            self._standing[room] = self.execute(_STANDING, (room,)).fetchone()
        return self._standing[room]

    def next_version(self, room: int) -> int:
        """The version that this change gives the room. Written once a group, by `settle`."""
        version = self._versions.get(room)
        if version is None:
            row = self.execute("SELECT version FROM room WHERE id = ?", (room,)).fetchone()
            version = row[0] if row else 0
        self._versions[room] = version + 1
        return version + 1

    def shred(self) -> None:
        """What is deleted here shall soon be gone from the log beside the file, too."""
        self.shreds = True

    def settle(self) -> None:
        """Write what was gathered for the end of the group."""
        if self._session is not None:
            self._session.flush()
        self._write_gathered()
        self._driver.executemany(
            "UPDATE room SET version = ? WHERE id = ?", [(version, room) for room, version in self._versions.items()]
        )

    def end(self) -> None:
        """Let go of the session, whatever happened."""
        if self._session is not None:
            self._session.close()

    def _hand_over(self) -> None:
        self._write_gathered()
        self.memory.clear()
        self._standing.clear()

    def _write_gathered(self) -> None:
        gathered, self._gathered = self._gathered, {}
        for write, rows in gathered.items():
            write(self, list(rows.values()))
