"""Many phones on one loop, and the wish to wait until something holds for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Self

from server.trials.swarm.address import Address
from server.trials.swarm.diary import Diary, Key
from server.trials.swarm.lag import LagProbe
from server.trials.swarm.outbox import Pending
from server.trials.swarm.phone import FIRST_RETRY, Phone
from server.trials.swarm.step import asks

LINKS_WITHIN = 30.0


class Crowd:
    """Phones of one room. Counts are kept as they change, so that waiting costs nothing.

    Subclass it to hear more: the four methods at the end are called by the phones.
    """

    def __init__(self, address: Address, code: str, *, first_retry: float = FIRST_RETRY) -> None:
        self.address, self.code = address, code
        self.first_retry = first_retry
        self.phones: list[Phone] = []
        self.online = 0
        self.pending = 0
        self.frames = 0
        self.lag = LagProbe()
        self._stir = asyncio.Event()
        self._awaited: dict[Phone, asyncio.Future[None]] = {}
        self._tender: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self.lag.start()
        self._tender = asyncio.create_task(self._tend())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.lag.stop()
        if self._tender is not None:
            self._tender.cancel()
            with suppress(asyncio.CancelledError):
                await self._tender
        for phone in self.phones:
            phone.stop()
        await asyncio.sleep(0)

    @property
    def diaries(self) -> list[Diary]:
        """Everybody's log."""
        return [phone.outbox.diary for phone in self.phones]

    async def join(self, people: int, *, at_once: int = 50, page: bool = False, link: bool = True) -> list[Phone]:
        """That many more people take a seat and open their link, `at_once` at a time."""
        gate = asyncio.Semaphore(at_once)

        async def admit() -> Phone:
            async with gate:
                phone = Phone(self.address, self.code, self)
                await phone.join(page=page)
                if link:
                    await self.add(phone)
                return phone

        return await asyncio.gather(*(admit() for _ in range(people)))

    async def add(self, phone: Phone) -> None:
        """Let a phone that has its seat open its link, and wait for that."""
        phone.first_retry = self.first_retry
        self.phones.append(phone)
        self._awaited[phone] = asyncio.get_running_loop().create_future()
        phone.link()
        try:
            await asyncio.wait_for(self._awaited[phone], LINKS_WITHIN)
        finally:
            del self._awaited[phone]

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until something holds, which is looked at whenever a phone changed; False if it did not in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():
                    await self._stirred()
        return holds()

    async def settle(self, seconds: float = 30) -> bool:
        """Wait until every phone is online and every outbox is empty."""
        return await self.until(lambda: self.pending == 0 and self.online == len(self.phones), seconds)

    async def until_asked(self, key: Key, seconds: float = 10) -> Mapping[str, Any]:
        """Wait until every phone sees a question; its step."""
        async with asyncio.timeout(seconds):
            for phone in self.phones:
                while not asks(phone.step, key):
                    await self._stirred()
        return self.phones[0].step

    async def until_frames(self, frames: int, seconds: float = 10) -> bool:
        """Wait until the phones got that many pictures in all."""
        return await self.until(lambda: self.frames >= frames, seconds)

    async def _stirred(self) -> None:
        self._stir.clear()
        await self._stir.wait()

    async def _tend(self) -> None:
        while True:
            await asyncio.sleep(1)
            for phones in _in_chunks(self.phones, 200):
                for phone in phones:
                    phone.tend(monotonic())
                await asyncio.sleep(0)

    def linked(self, phone: Phone) -> None:
        """A phone knows its own state again."""
        self.online += 1
        self._stir.set()
        awaited = self._awaited.get(phone)
        if awaited is not None and not awaited.done():
            awaited.set_result(None)

    def unlinked(self, phone: Phone, code: int) -> None:
        """A phone lost its link."""
        self.online -= 1
        self._stir.set()

    def gives(self, phone: Phone) -> None:
        """One more answer is on its way."""
        self.pending += 1

    def settled(self, phone: Phone, pending: Pending) -> None:
        """An answer was acked or refused for good."""
        self.pending -= 1
        self._stir.set()

    def framed(self, phone: Phone, payload: bytes) -> None:
        """A phone got a picture."""
        self.frames += 1
        self._stir.set()


def _in_chunks(phones: list[Phone], size: int) -> Iterator[list[Phone]]:
    yield from (phones[at : at + size] for at in range(0, len(phones), size))
