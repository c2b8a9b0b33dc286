"""The references must not drift: each is known by its checksum, and a changed one measures nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent / "references"
CHECKSUMS = {
    "echo": "66babc76d549d89338483c334486cae255febc4028299fe122198147b516e0c9",
    "broadcast": "e1927843de29c6831ac37eeae11da531a0a3a5dbc7167aec761603a89e8a6de9",
    "naive": "80ae9f31f52b74a1970ba306ea9d4d9aac32108cad9ad2fb843d149a4cca9474",
}


class Thawed(Exception):
    """A reference is not the one that earlier runs were measured against."""


def check(folder: Path = FOLDER) -> None:
    """Raise `Thawed` unless every reference is as it was."""
    for name, expected in CHECKSUMS.items():
        if hashlib.sha256((folder / f"{name}.py").read_bytes()).hexdigest() != expected:
            raise Thawed(f"{name}.py was changed; ratios to it cannot be compared with earlier ones")
