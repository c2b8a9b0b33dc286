"""A real server in a process of its own, with Fay as its facilitator."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.trials.swarm.desk import Desk
from server.trials.swarm.serving import Server, serve

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class House:
    """A server, and Fay's own line to it."""

    server: Server
    desk: Desk

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.server.address.origin


@contextmanager
def house_at(data: Path, *, supervised: bool = False) -> Iterator[House]:
    """A server with its data in `data`, set up by Fay, with the stories' own workshops on its shelf."""
    with empty_house_at(data, supervised=supervised) as server:
        yield House(server, server.desk())


@contextmanager
def empty_house_at(data: Path, *, supervised: bool = False) -> Iterator[Server]:
    """The same before anybody set it up."""
    shutil.copytree(CONTENT, data / "workshops")
    with serve(data, supervised=supervised) as server:
        yield server
