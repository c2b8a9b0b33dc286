"""The way into a room: an address and a code to type, and a QR code of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=256)
def invitation(address: str, code: str) -> Invitation:
    """The invitation to a room; the address may come with its scheme or without."""
    url = address if "://" in address else f"http://{address}"
    rows = segno.make(f"{url.rstrip('/')}/{code}", error="m", micro=False).matrix
    path = "".join(_line(row, down) for down, row in enumerate(rows, QUIET_ZONE))
    shown = url.split("://", 1)[1].rstrip("/")
    return Invitation(shown, (code[:3], code[3:]), path, len(rows) + 2 * QUIET_ZONE)


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
