"""A writer at work, and a way to have many jobs committed as one group."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from server.store.transaction import Job, Transaction
from server.store.writer import Writer
from tests.waiting import SECONDS

Outcome = tuple[Any, Exception | None]


@asynccontextmanager
async def writing(path: Path) -> AsyncIterator[Writer]:
    """A writer until the block ends."""
    writer = Writer(path)
    writer.start()
    try:
        yield writer
    finally:
        await writer.stop()


@contextmanager
def held_up(writer: Writer) -> Iterator[None]:
    """Keep the writer busy, so that everything submitted meanwhile is one group."""
    busy, go_on = threading.Event(), threading.Event()

    def wait(_tx: Transaction) -> None:
        busy.set()
        go_on.wait(SECONDS)

    writer.submit(wait, lambda _value, _error: None)
    busy.wait(SECONDS)
    yield
    go_on.set()


async def outcomes(writer: Writer, jobs: list[Job]) -> list[Outcome]:
    """Submit jobs as one group; what came of each, in the order of the news."""
    told: list[Outcome] = []
    over = asyncio.Event()

    def done(value: Any, error: Exception | None) -> None:
        told.append((value, error))
        if len(told) == len(jobs):
            over.set()

    with held_up(writer):
        for job in jobs:
            writer.submit(job, done)
    await asyncio.wait_for(over.wait(), SECONDS)
    return told
