"""SQLite, the way this server uses it: one connection that writes, a few that only read.

Shipped SQLite builds before 3.51.3 have a rare fault when two connections write or checkpoint at
once, so readers are `query_only` and never checkpoint.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session, select

from server.store.models import House

MIGRATIONS = Path(__file__).parent / "migrations"
READERS = 3
LONGEST_WAIT_MS = 20
"""For readers, before the log is emptied: everybody's answers wait meanwhile."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON", "trusted_schema=OFF")

T = TypeVar("T")


def engine(path: Path, *, writes: bool) -> Engine:
    """An engine on the file at `path`; every transaction of a writing one begins IMMEDIATE."""
    made = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False}, hide_parameters=True)

    @event.listens_for(made, "connect")
    def settle(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the begin event below starts transactions, not the driver
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # Deleted rooms must be gone from the file, not only from the index.
        connection.execute("PRAGMA secure_delete=ON" if writes else "PRAGMA wal_autocheckpoint=0")
        if not writes:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def empty_log(driver: sqlite3.Connection) -> bool:
    """Move the log into the file and cut it to nothing; False if somebody is reading just now."""
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    try:
        driver.execute(f"PRAGMA busy_timeout={LONGEST_WAIT_MS}")
        (busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError:
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout={patience}")


def migrate(path: Path) -> None:
    """Bring the file at `path` to the newest schema, making it if it is not there."""
    if _is_newest(path):
        return
    # Alembic costs a quarter of a start, and hardly any start needs it.
    from alembic import command
    from alembic.config import Config

    path.parent.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    made = engine(path, writes=True)
    with made.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    made.dispose()


def _is_newest(path: Path) -> bool:
    """Whether the file has the schema of the newest migration; their names begin with their numbers."""
    if not path.exists():
        return False
    newest = max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        try:
            return bool(connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest,)])
        except sqlite3.OperationalError:
            return False


def epoch(session: Session) -> int:
    """What tells these data from any others. It is made with the file, so whoever serves it says the same."""
    return session.exec(select(House.epoch)).one()


class Reader:
    """Reads on threads of their own, so the event loop never waits for a disk."""

    def __init__(self, path: Path) -> None:
        self.engine = engine(path, writes=False)
        self.threads = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    def at_once(self, read: Callable[[Session], T]) -> T:
        """Run `read` on this thread, in one snapshot."""
        with Session(self.engine) as session:
            return read(session)

    async def run(self, read: Callable[[Session], T]) -> T:
        """Run `read` on a reader thread, in one snapshot."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, self.at_once, read)

    def close(self) -> None:
        """Let the threads end and close the file."""
        self.threads.shutdown()
        self.engine.dispose()
