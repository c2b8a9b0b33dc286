"""The proxy loses exactly what it is told to lose."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

import pytest

from server.trials.swarm.address import Address, loopback
from server.trials.swarm.proxy import Cut, Proxy
from server.trials.swarm.proxy_thread import proxy_in_thread
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
NOTHING = Cut()


class Parrot:
    """Repeats what it hears, in capitals, and remembers it."""

    def __init__(self) -> None:
        self.heard = b""
        self.gone = asyncio.Event()

    async def attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(1000):
                self.heard += data
                writer.write(data.upper())
        except ConnectionError:
            pass
        finally:
            writer.close()
            self.gone.set()


class Caller(NamedTuple):
    """Somebody who talks to the parrot through the proxy."""

    parrot: Parrot
    proxy: Proxy
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def hears(self) -> bytes:
        """Everything until the line is gone."""
        with suppress(ConnectionError):
            return await asyncio.wait_for(self.reader.read(), SECONDS)
        return b""


@asynccontextmanager
async def calling(plan: Cut = NOTHING) -> AsyncIterator[Caller]:
    parrot = Parrot()
    async with (
        await asyncio.start_server(parrot.attend, "127.0.0.1", 0) as server,
        Proxy(loopback(*server.sockets[0].getsockname()[:2]), plan=lambda: plan) as proxy,
    ):
        reader, writer = await asyncio.open_connection(*proxy.address)
        yield Caller(parrot, proxy, reader, writer)
        writer.close()
        proxy.drop_all()
        await asyncio.wait_for(parrot.gone.wait(), SECONDS)


async def test_it_passes_on_what_it_hears() -> None:
    async with calling() as caller:
        caller.proxy.delay = 0.001
        caller.writer.write(b"hello")
        assert await caller.reader.readexactly(5) == b"HELLO"


async def test_nothing_is_lost_when_one_end_reads_slowly() -> None:
    async with calling() as caller:
        caller.writer.write(b"x" * 3_000_000)
        assert await caller.reader.readexactly(3_000_000) == b"X" * 3_000_000


@pytest.mark.parametrize("up", [0, 1, 4, 5])
async def test_it_cuts_on_the_way_up_after_so_many_bytes(up: int) -> None:
    async with calling(Cut(up=up)) as caller:
        caller.writer.write(b"hello")
        await caller.hears()
        await asyncio.wait_for(caller.parrot.gone.wait(), SECONDS)
        assert caller.parrot.heard == b"hello"[:up]


@pytest.mark.parametrize("down", [0, 2])
async def test_it_cuts_before_the_answer_is_all_down(down: int) -> None:
    async with calling(Cut(down=down)) as caller:
        caller.writer.write(b"hello")
        assert await caller.hears() == b"HELLO"[:down]
        assert caller.parrot.heard == b"hello"


async def test_a_cut_can_be_set_on_a_line_in_use() -> None:
    async with calling() as caller:
        caller.writer.write(b"hello")
        await caller.reader.readexactly(5)
        (line,) = caller.proxy.lines
        line.cut = Cut(down=2)
        caller.writer.write(b"again")
        assert await caller.hears() == b"AG"


async def test_silence_loses_everything_and_hangs_up_on_nobody() -> None:
    async with calling() as caller:
        caller.writer.write(b"hello")
        await caller.reader.readexactly(5)
        caller.proxy.silence()
        caller.writer.write(b"lost")
        other, line = await asyncio.open_connection(*caller.proxy.address)
        line.write(b"new")
        assert await other.readexactly(3) == b"NEW"
        assert caller.parrot.heard == b"hellonew"
        assert not caller.reader.at_eof()
        line.close()


async def test_everybody_can_be_cut_off_at_once() -> None:
    async with calling() as caller:
        caller.writer.write(b"hello")
        await caller.reader.readexactly(5)
        caller.proxy.drop_all()
        assert await caller.hears() == b""


async def test_a_server_that_is_not_there_hangs_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        target = Address(*gone.getsockname()[:2])
    async with Proxy(target) as proxy:
        reader, writer = await asyncio.open_connection(*proxy.address)
        assert await reader.read() == b""
        writer.close()


def test_it_runs_beside_code_that_has_no_loop() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        proxy_in_thread(Address(*listener.getsockname()[:2])) as proxy,
        socket.create_connection(proxy.address, timeout=SECONDS) as line,
        listener.accept()[0] as far,
    ):
        line.sendall(b"hello")
        assert far.recv(5) == b"hello"
        proxy.silence()
        far.sendall(b"lost")
        proxy.drop_all()
        assert line.recv(1) == b""
