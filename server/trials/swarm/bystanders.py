"""People whose phones are plain sockets, for stories that need more of them than browsers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from server.trials.swarm.address import Address
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.phone import Phone

T = TypeVar("T")
Hear = Callable[[bytes], None]
PATIENCE = 60.0


class Listening(Crowd):
    """A crowd that passes on every picture that comes."""

    hear: Hear

    def framed(self, phone: Phone, payload: bytes) -> None:
        """A phone got a picture."""
        self.hear(payload)
        super().framed(phone, payload)
        self._stir.set()


class Bystanders:
    """A crowd on a loop of its own. Each verb returns when it is done for everybody."""

    def __init__(self, crowd: Crowd, loop: asyncio.AbstractEventLoop) -> None:
        self._crowd, self._loop = crowd, loop

    def join(self, people: int) -> None:
        """So many more take a seat."""
        self._do(self._crowd.join(people))

    def answer(self, activity: str, round: int, values: Sequence[object]) -> None:
        """The first of them answer with these values, in the order in which they joined; all are acked."""
        self._do(self._answer(activity, round, values))

    async def _answer(self, activity: str, round: int, values: Sequence[object], first: int = 0) -> None:
        for phone, value in zip(self._crowd.phones[first:], values, strict=False):
            phone.answer(activity, round, value)
        if not await self._crowd.settle(PATIENCE):
            raise RuntimeError("not every answer was acked")

    def one_answers(self, number: int, activity: str, round: int, value: object) -> None:
        """One of them answers; the answer is acked."""
        self._do(self._answer(activity, round, [value], number))

    def cookie(self, number: int) -> str:
        """Who one of them is."""
        return self._crowd.phones[number].cookie

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; it is looked at whenever a phone got something."""
        if not self._do(self._crowd.until(holds, PATIENCE)):
            raise RuntimeError("that never came")

    def _do(self, act: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(act, self._loop).result(PATIENCE + 5)


@contextmanager
def bystanders(address: Address, code: str, people: int = 0, hear: Hear = lambda payload: None) -> Iterator[Bystanders]:
    """So many people in a room until the block ends. `hear` is told, on another thread, what each phone gets."""
    ready: list[Bystanders] = []
    started, over = threading.Event(), threading.Event()

    async def live() -> None:
        async with Listening(address, code) as crowd:
            crowd.hear = hear
            ready.append(Bystanders(crowd, asyncio.get_running_loop()))
            started.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(live()), name="bystanders", daemon=True)
    thread.start()
    if not started.wait(PATIENCE):
        raise RuntimeError("the crowd did not start")
    try:
        ready[0].join(people)
        yield ready[0]
    finally:
        over.set()
        thread.join(PATIENCE)
