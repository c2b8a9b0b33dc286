"""The same proxy for code without a loop, such as browser tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from server.trials.swarm.address import Address
from server.trials.swarm.proxy import Cut, Proxy


class ProxyInThread:
    """A proxy whose loop runs in another thread. Each method returns when it is done."""

    def __init__(self, proxy: Proxy, loop: asyncio.AbstractEventLoop) -> None:
        self._proxy, self._loop = proxy, loop

    @property
    def address(self) -> Address:
        """Where phones connect."""
        return self._proxy.address

    def drop_all(self) -> None:
        """Cut every line there is."""
        self._call(self._proxy.drop_all)

    def silence(self, *, new: bool = False) -> None:
        """Make every line there is half-open; `new`: those to come as well."""
        self._call(lambda: self._proxy.silence(new=new))

    def plan(self, plan: Callable[[], Cut] = Cut) -> None:
        """From now on new lines are cut as `plan` says, and none of them is silent."""
        self._proxy.silent = False
        self._proxy.plan = plan

    def lose(self) -> None:
        """Out of the Wi-Fi's reach: every line is cut, and no new one is made until there is another plan."""
        self.plan(lambda: Cut(up=0))
        self.drop_all()

    def _call(self, what: Callable[[], None]) -> None:
        done = threading.Event()

        def run() -> None:
            what()
            done.set()

        self._loop.call_soon_threadsafe(run)
        if not done.wait(5):
            raise RuntimeError("the proxy's thread does not answer")


@contextmanager
def proxy_in_thread(target: Address) -> Iterator[ProxyInThread]:
    """Run a proxy in a thread of its own until the block ends."""
    ready: list[ProxyInThread] = []
    started, over = threading.Event(), threading.Event()

    async def live() -> None:
        async with Proxy(target) as proxy:
            ready.append(ProxyInThread(proxy, asyncio.get_running_loop()))
            started.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(live()), name="proxy", daemon=True)
    thread.start()
    if not started.wait(5):
        raise RuntimeError("the proxy did not start")
    try:
        yield ready[0]
    finally:
        over.set()
        thread.join(5)
