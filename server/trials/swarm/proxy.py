"""A TCP proxy that loses things on purpose: it cuts lines at a byte, goes silent, or dawdles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple, cast

from server.trials.swarm.address import Address, loopback


class Cut(NamedTuple):
    """How many more bytes may pass, from the phone (`up`) or to it (`down`), before the line is cut."""

    up: int | None = None
    down: int | None = None


class End(asyncio.Protocol):
    """One end of a line; what it hears goes to the other end."""

    def __init__(self, line: Line, way: str) -> None:
        self.transport: asyncio.Transport | None = None
        self._line, self._way = line, way

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Tell the line that this end is there."""
        self.transport = cast(asyncio.Transport, transport)
        self._line.begin(self)

    def data_received(self, data: bytes) -> None:
        """Pass bytes on, or lose them."""
        self._line.carry(self._way, data)

    def connection_lost(self, exc: Exception | None) -> None:
        """One end gone, both gone."""
        self._line.drop()

    def pause_writing(self) -> None:
        """Whoever sends faster than this end reads has to wait."""
        self._line.hold(self, True)

    def resume_writing(self) -> None:
        """Go on."""
        self._line.hold(self, False)


class Line:
    """One connection through the proxy."""

    def __init__(self, proxy: Proxy) -> None:
        self.cut = proxy.plan()
        self.silent = proxy.silent
        self.near, self.far = End(self, "up"), End(self, "down")
        self._proxy = proxy
        self._dialling: asyncio.Task[None] | None = None
        self._early: list[bytes] = []

    def begin(self, end: End) -> None:
        """The phone's end is there first: fetch the server's."""
        if end is self.near:
            self._proxy.lines.add(self)
            self._dialling = asyncio.get_running_loop().create_task(self._dial())
        elif early := b"".join(self._early):
            self._pass("up", early)

    async def _dial(self) -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: self.far, *self._proxy.target)
        except OSError:
            self.drop()

    def hold(self, end: End, held: bool) -> None:
        """Stop or go on reading for `end`, at the other one."""
        source = (self.far if end is self.near else self.near).transport
        if source is not None and not source.is_closing():
            (source.pause_reading if held else source.resume_reading)()

    def carry(self, way: str, data: bytes) -> None:
        """Pass on bytes from one end, unless they are to be lost."""
        if self._proxy.delay:
            asyncio.get_running_loop().call_later(self._proxy.delay, self._pass, way, data)
        else:
            self._pass(way, data)

    def _pass(self, way: str, data: bytes) -> None:
        sink = (self.far if way == "up" else self.near).transport
        if self.silent:
            return
        if sink is None:
            self._early.append(data)
            return
        left = self.cut.up if way == "up" else self.cut.down
        sink.write(data[:left])
        if left is not None and len(data) >= left:
            self._proxy.cuts += 1
            self.drop()
        elif left is not None:
            self.cut = self.cut._replace(**{way: left - len(data)})

    def drop(self) -> None:
        """Cut the line at both ends at once."""
        self._proxy.lines.discard(self)
        if self._dialling is not None:
            self._dialling.cancel()
        for end in (self.near, self.far):
            if end.transport is not None:
                end.transport.abort()


class Proxy:
    """Listens on a port of its own and passes everything on to `target`, with the faults it is told.

    `plan` is asked for every new line where to cut it. Lines that are silent stay open and lose every byte,
    as when a phone walks out of the Wi-Fi; `silent` on the proxy makes new lines so, too.
    """

    def __init__(self, target: Address, plan: Callable[[], Cut] = Cut) -> None:
        self.target = loopback(*target)
        self.plan = plan
        self.delay = 0.0
        self.silent = False
        self.cuts = 0
        self.lines: set[Line] = set()
        self._server: asyncio.Server | None = None

    @property
    def address(self) -> Address:
        """Where phones connect."""
        if self._server is None:
            raise RuntimeError("the proxy is not listening yet")
        return loopback(*self._server.sockets[0].getsockname()[:2])

    async def __aenter__(self) -> Proxy:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Line(self).near, "127.0.0.1", 0, backlog=4096)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        self.drop_all()
        await asyncio.sleep(0)

    def drop_all(self) -> None:
        """Cut every line there is."""
        for line in list(self.lines):
            line.drop()

    def silence(self, *, new: bool = False) -> None:
        """Make every line there is half-open; `new`: those to come as well."""
        self.silent = new
        for line in self.lines:
            line.silent = True
