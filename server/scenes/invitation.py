"""The way into a room: an address and a code to type, and a QR code of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import segno

QUIET_ZONE = 4
LONG_ADDRESS = 22


@dataclass(frozen=True, slots=True)
class Invitation:
    """What stands on the big screen. `code` is in two groups; `qr` is one path over `modules` square."""

    address: str
    code: tuple[str, str]
    qr: str
    modules: int

    @property
    def long(self) -> bool:
        """Whether the address needs smaller type."""
        return len(self.address) > LONG_ADDRESS


class Drawing(NamedTuple):
    """A QR code: one path over `modules` square."""

    path: str
    modules: int


def invitation(address: str, code: str) -> Invitation:
    """The invitation to a room; the address may come with its scheme or without."""
    url = address if "://" in address else f"http://{address}"
    return Invitation(shown(url), (code[:3], code[3:]), *drawing(f"{url.rstrip('/')}/{code}"))


def shown(origin: str) -> str:
    """An address as people type it."""
    return origin.split("://", 1)[1].rstrip("/")


@lru_cache(maxsize=256)
def drawing(url: str) -> Drawing:
    """The QR code of an address."""
    rows = segno.make(url, error="m", micro=False).matrix
    path = "".join(_line(row, down) for down, row in enumerate(rows, QUIET_ZONE))
    return Drawing(path, len(rows) + 2 * QUIET_ZONE)


def _line(row: bytes | bytearray, down: int) -> str:
    """One line of modules, each run of dark ones as one rectangle."""
    path, start = "", None
    for at, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            path += f"M{start + QUIET_ZONE} {down}h{at - start}v1H{start + QUIET_ZONE}Z"
            start = None
    return path
