"""A short way past the library's parser, for what phones send most: a small text in one piece.

It looks at where the library's generators wait, which its documents do not promise; so its minor version is pinned, and
a test sends everything down both ways.
"""

from __future__ import annotations

from types import GeneratorType

from websockets.frames import apply_mask  # type: ignore[attr-defined]  # the library's own choice of the fastest
from websockets.protocol import Protocol, State
from websockets.streams import StreamReader

FINAL_TEXT, MASKED, SIZE, TWO_MORE_BYTES, EIGHT_MORE_BYTES = 0x81, 0x80, 0x7F, 126, 127


def is_between_messages(conn: Protocol) -> bool:
    """Whether the library has nothing half read: no handshake, no frame, no message in fragments, no goodbye."""
    if conn.state is not State.OPEN or conn.current_size is not None:
        return False
    waiting: object = conn.parser
    while isinstance(waiting, GeneratorType) and waiting.gi_yieldfrom is not None:
        waiting = waiting.gi_yieldfrom
    return isinstance(waiting, GeneratorType) and waiting.gi_code is StreamReader.at_eof.__code__


def whole_text(data: bytes) -> bytes | None:
    """The payload, if this is one text frame of a phone, whole, alone and without flags."""
    if len(data) < 6 or data[0] != FINAL_TEXT or data[1] < MASKED:
        return None
    size, start = data[1] & SIZE, 2
    if size == EIGHT_MORE_BYTES:
        return None
    if size == TWO_MORE_BYTES:
        size, start = int.from_bytes(data[2:4], "big"), 4
    if len(data) != start + 4 + size:
        return None
    text: bytes = apply_mask(data[start + 4 :], data[start : start + 4])
    return text
