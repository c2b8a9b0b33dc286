"""The addresses of this machine, found when somebody asks: tonight's Wi-Fi may come up long after the server.

Standard library only, because the supervisor announces them.
"""

from __future__ import annotations

import fcntl
import socket
import sys
from contextlib import closing, suppress
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import urlsplit

EVERYWHERE = (str(IPv4Address(0)), str(IPv6Address(0)), "")
"""What a server listens on that any machine may reach."""
HERE = "127.0.0.1"
# How each kernel is asked for an interface's address; where in the answer it stands is the same.
GET_ADDRESS = 0x8915 if sys.platform == "linux" else 0xC0206921
LONGEST_NAME = 15
# Addresses set aside for documentation: connecting a UDP socket asks the routing table and sends nothing.
SOMEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}


class Address(NamedTuple):
    """One way to this server: what browsers call an origin, and the interface it belongs to ("" if none matters)."""

    origin: str
    interface: str = ""


def addresses(listening: str) -> tuple[Address, ...]:
    """Where phones on this network reach a server that listens on this host and port, the likeliest first."""
    parts = urlsplit(f"//{listening}")
    if (parts.hostname or "") not in EVERYWHERE:
        return (Address(f"http://{listening}"),)
    hosts = dict(sorted(_of_interfaces().items(), key=_unlikely))
    if parts.hostname == "::":
        hosts |= {host: "IPv6" for host in _usual(socket.AF_INET6)}
    port = f":{parts.port}" if parts.port else ""
    return tuple(Address(f"http://{bracketed(host)}{port}", name) for host, name in (hosts or {HERE: ""}).items())


def bracketed(host: str) -> str:
    """A host as it stands in a URL."""
    return f"[{host}]" if ":" in host else host


def _of_interfaces() -> dict[str, str]:
    """Every address but the loopback's, with the name of its interface."""
    found = {host: "" for host in _usual(socket.AF_INET)}
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as line:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # an interface without an address
                answer = fcntl.ioctl(line, GET_ADDRESS, name.encode()[:LONGEST_NAME].ljust(256, b"\0"))
                found[socket.inet_ntoa(answer[20:24])] = name
    return {host: name for host, name in found.items() if not host.startswith("127.")}


def _unlikely(found: tuple[str, str]) -> bool:
    """An address that a machine gave itself, because nobody on that network gave it one."""
    return found[0].startswith("169.254.")


def _usual(family: socket.AddressFamily) -> tuple[str, ...]:
    """The address that this machine would send from, if it has a way out."""
    with suppress(OSError), closing(socket.socket(family, socket.SOCK_DGRAM)) as probe:
        probe.connect((SOMEWHERE[family], 9))
        return (str(probe.getsockname()[0]),)
    return ()
