"""A real server in a process of its own, for as long as a run lasts."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from server.trials.swarm.address import Address, free_port, loopback
from server.trials.swarm.desk import Desk

ROOT = Path(__file__).resolve().parents[3]
INSIDE = "ROOMFUL_INSIDE"
STARTS_WITHIN = 120.0
_PRINTED_TOKEN = re.compile(r"/setup\?token=([\w-]+)")
LIFTED = {
    "ROOMFUL_JOINS_PER_SECOND": "100000",
    "ROOMFUL_JOINS_PER_ADDRESS": "100000",
    "ROOMFUL_ROOM_CAPACITY": "20000",
}


class DidNotStart(Exception):
    """The server under test never became ready."""


@dataclass(frozen=True)
class Server:
    """A running server under test. `process` is what we started; the server proper may be its child."""

    address: Address
    data: Path
    process: subprocess.Popen[bytes]
    setup_token: str

    @property
    def pid(self) -> int:
        """The process that holds the sockets."""
        written = self.data / "server.pid"
        return int(written.read_text()) if written.exists() else self.process.pid

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data / "roomful.db"

    @property
    def log(self) -> Path:
        """Everything the server printed."""
        return self.data / "printed.log"

    def desk(self) -> Desk:
        """The facilitator of a fresh server, set up by its link."""
        desk = Desk(self.address, self.database)
        if not self.setup_token:
            self.wait_until(lambda: _PRINTED_TOKEN.search(self.log.read_text()) is not None)
        found = _PRINTED_TOKEN.search(self.log.read_text())
        desk.set_up(found[1] if found else self.setup_token)
        return desk

    def is_ready(self) -> bool:
        """Whether it answers that it is."""
        try:
            with closing(http.client.HTTPConnection(*self.address, timeout=1)) as line:
                line.request("GET", "/readyz")
                return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Block until something holds; raises `DidNotStart` if the process ends first or it takes too long."""
        until = time.monotonic() + STARTS_WITHIN
        while not holds():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.02)
            if time.monotonic() > until or self.process.poll() is not None:
                raise DidNotStart(self.log.read_text()[-2000:])


@contextmanager
def serve(data: Path, *, supervised: bool = False, tree: Path = ROOT, **settings: str) -> Iterator[Server]:
    """Start Roomful with its data in `data`: under its supervisor on a free port, or the server alone; from the program
    in `tree`."""
    address = loopback("127.0.0.1", free_port())
    if supervised:
        where = ["--host", address.host, "--port", str(address.port), "--data", str(data)]
        with start(["-m", "server", "run", *where], address, data, {INSIDE: "yes", **settings}, tree=tree) as server:
            yield server
        return
    with socket.create_server(address, backlog=4096) as listener:
        program = ["-m", "server.commands.serve", "--fd", str(listener.fileno()), "--data", str(data)]
        extra = {"ROOMFUL_SETUP_TOKEN": token_hex(16), **settings}
        with start(program, address, data, extra, fds=[listener.fileno()], tree=tree) as server:
            yield server


@contextmanager
def start(
    program: list[str],
    address: Address,
    data: Path,
    extra: dict[str, str],
    *,
    fds: Sequence[int] = (),
    tree: Path = ROOT,
) -> Iterator[Server]:
    """Run a Python program until the block ends, which begins when the program says that it is ready."""
    data.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **extra}
    with (data / "printed.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=tree,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=fds,
        )
    server = Server(address, data, process, extra.get("ROOMFUL_SETUP_TOKEN", ""))
    try:
        server.wait_until(server.is_ready)
        yield server
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process that we started to end; insist after ten seconds."""
    process.send_signal(signal.SIGTERM)
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
