"""Where a server under test listens: always on this machine."""

from __future__ import annotations

import ipaddress
import resource
import socket
from typing import NamedTuple


class Address(NamedTuple):
    """Host and port of a server on this machine."""

    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port as a browser writes them."""
        return f"http://{self.host}:{self.port}"


def loopback(host: str, port: int) -> Address:
    """The address, if it is a literal loopback one; a crowd must never be let loose on anybody else."""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise ValueError(f"{host} is not a loopback address; the load client talks to 127.0.0.1 only")
    return Address(host, port)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def raise_file_limit() -> int:
    """Let this process, and those it starts, hold as many sockets as the system allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
