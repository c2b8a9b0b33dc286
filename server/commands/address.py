"""Where people find this server, on this machine and from phones on this network; and where it finds its data."""

from __future__ import annotations

import os
import socket
import sys

from server.addresses import EVERYWHERE, addresses, bracketed

BACKLOG = 4096
UNANSWERED_MS = 20_000


def listen(host: str, port: int) -> socket.socket:
    """Bind once for the whole life of the supervisor, so that no phone ever meets a closed port."""
    six = ":" in host
    listener = socket.create_server(
        (host, port),
        family=socket.AF_INET6 if six else socket.AF_INET,
        backlog=BACKLOG,
        dualstack_ipv6=six and socket.has_dualstack_ipv6(),
    )
    if sys.platform == "linux":
        # Accepted sockets inherit it: a phone that went dark is given up after 20 s, not after 15 minutes.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MS)
    listener.set_inheritable(True)
    return listener


def data_folder() -> str:
    """Where everything is kept unless `--data` says otherwise."""
    return os.environ.get("ROOMFUL_DATA") or "data"


def near(host: str, port: int) -> str:
    """The address for the browser on this machine."""
    return f"http://{bracketed(loopback(host))}:{port}"


def far(host: str, port: int) -> tuple[str, ...]:
    """The addresses for phones: ROOMFUL_PUBLIC_URL alone, or what this machine has on its networks now."""
    public = os.environ.get("ROOMFUL_PUBLIC_URL", "").rstrip("/")
    return (public,) if public else tuple(way.origin for way in addresses(f"{bracketed(host)}:{port}"))


def loopback(host: str) -> str:
    """The host by which this machine reaches a server that listens on `host`."""
    return "127.0.0.1" if host in EVERYWHERE else host
