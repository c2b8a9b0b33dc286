"""Replies: what is called once a job is committed or refused, for a socket at once, and for a request to wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Done = TypeVar("Done")
Reply = Callable[[Done | None, Exception | None], None]


async def awaited(ask: Callable[[Reply[Done]], None]) -> Done:
    """Ask with a reply, and wait for it; raises what was replied with."""
    future: asyncio.Future[Done] = asyncio.get_running_loop().create_future()

    def reply(done: Done | None, error: Exception | None) -> None:
        if future.cancelled():
            return
        if done is not None:
            future.set_result(done)
        else:
            future.set_exception(error or AssertionError("neither done nor refused"))

    ask(reply)
    return await future
