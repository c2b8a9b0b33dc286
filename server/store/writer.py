"""The one place that commits: what arrived while the last commit ran is the next group.

No timer: a lone answer is committed at once, a flood in large groups. Jobs run in the order they
came, so commit order decides between an answer and a close.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, RootTransaction

from server.refusals import Refused
from server.store.database import empty_log, engine
from server.store.transaction import Job, Transaction
from server.stumbles import stumble

LARGEST_GROUP = 1_000

T = TypeVar("T")
Outcome = tuple[Any, Exception | None]
Done = Callable[[Any, Exception | None], None]
log = structlog.get_logger()


class NotSaved(Refused):
    """The database did not take it (disk full, locked): nothing was acknowledged, try again."""

    def __init__(self) -> None:
        super().__init__("not-saved", "Not saved yet. Keep this page open; it is sent again by itself.")


class Writer:
    """A thread, a queue and the only connection that writes. Outcomes arrive on the event loop."""

    def __init__(self, path: Path) -> None:
        self.commits = 0
        self._to_shred = False
        self._engine = engine(path, writes=True)
        self._queue: SimpleQueue[tuple[Job, Done] | None] = SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._work, name="writer")

    def start(self) -> None:
        """Begin to write; call it on the event loop that shall hear the outcomes."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def submit(self, job: Job, done: Done) -> None:
        """Queue a job. `done(value, error)` is called on the loop after its commit. A job refuses by
        raising `Refused` before it writes; it may run twice, so it acts on the transaction only."""
        self._queue.put((job, done))

    async def run(self, job: Callable[[Transaction], T], after: Callable[[T], None] | None = None) -> T:
        """Queue a job and wait for its commit. `after` is called in commit order, before any later
        outcome is told; what awaits this is not."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def done(value: T, error: Exception | None) -> None:
            if error is None and after is not None:
                after(value)
            if future.cancelled():
                return
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)

        self.submit(job, done)
        return await future

    async def stop(self) -> None:
        """Commit what is queued, then end."""
        self._queue.put(None)
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join)
        self._engine.dispose()

    def _work(self) -> None:
        with self._engine.connect() as connection:
            going = True
            while going:
                group, going = self._next_group()
                if group:
                    self._deliver(group, self._write(connection, [job for job, _ in group]))
                if self._to_shred and not connection.invalidated:
                    self._to_shred = not empty_log(_driver(connection))

    def _next_group(self) -> tuple[list[tuple[Job, Done]], bool]:
        entry = self._queue.get()
        group: list[tuple[Job, Done]] = []
        try:
            while entry is not None:
                group.append(entry)
                if len(group) == LARGEST_GROUP:
                    return group, True
                entry = self._queue.get_nowait()
        except Empty:
            return group, True
        return group, False

    def _write(self, connection: Connection, jobs: list[Job]) -> list[Outcome]:
        try:
            with connection.begin() as begun:
                outcomes, shreds = _run(Transaction(connection, _driver(connection), jobs))
                _commit(connection, begun)
        except Exception as error:
            if isinstance(error, _JobFailed) and not connection.invalidated and len(jobs) > 1:
                # One bad job must not cost the others: each once more, alone. Never after a commit that failed: it
                # may have come through all the same, and whoever took a seat in it would take a second one.
                return [outcome for job in jobs for outcome in self._write(connection, [job])]
            log.error("not committed", jobs=len(jobs), **stumble(error))
            return [(None, NotSaved())] * len(jobs)
        self.commits += 1
        self._to_shred |= shreds
        return outcomes

    def _deliver(self, group: list[tuple[Job, Done]], outcomes: list[Outcome]) -> None:
        def tell() -> None:
            for (_, done), (value, error) in zip(group, outcomes, strict=True):
                try:
                    done(value, error)
                except Exception as stumbled:  # what one does with the news must not keep it from the others
                    log.error("not told", **stumble(stumbled))

        assert self._loop is not None
        self._loop.call_soon_threadsafe(tell)


class _JobFailed(Exception):
    """A job broke by itself, before anything was committed."""


def _run(transaction: Transaction) -> tuple[list[Outcome], bool]:
    """What came of each job, and whether any of them shreds."""
    outcomes: list[Outcome] = []
    try:
        for job in transaction.group:
            try:
                outcomes.append((job(transaction), None))
            except Refused as refused:
                outcomes.append((None, refused))
        transaction.settle()
        return outcomes, transaction.shreds
    except Exception as error:
        raise _JobFailed from error
    finally:
        transaction.end()


def _commit(connection: Connection, begun: RootTransaction) -> None:
    try:
        begun.commit()
    except Exception:
        connection.invalidate()  # who knows what became of it; the next group has a new one
        begun.rollback()
        raise


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
