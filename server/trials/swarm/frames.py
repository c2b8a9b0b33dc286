"""WebSocket frames (RFC 6455), as far as a client without extensions needs them."""

from __future__ import annotations

import base64
import hashlib
import os
from enum import IntEnum
from typing import NamedTuple

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Opcode(IntEnum):
    """What a frame carries."""

    MORE = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class Message(NamedTuple):
    """One whole message: a text, or a control frame."""

    opcode: int
    payload: bytes


class BadFrame(Exception):
    """Bytes that are no frame a server may send."""


def frame(opcode: int, payload: bytes, *, masked: bool = True, final: bool = True) -> bytes:
    """One frame; clients must mask, servers must not."""
    size, mask = len(payload), 0x80 if masked else 0
    head = bytearray([(0x80 if final else 0) | opcode])
    if size < 126:
        head.append(mask | size)
    elif size < 65_536:
        head.append(mask | 126)
        head += size.to_bytes(2, "big")
    else:
        head.append(mask | 127)
        head += size.to_bytes(8, "big")
    if not masked:
        return bytes(head) + payload
    key = os.urandom(4)
    return bytes(head) + key + _mask(payload, key)


def _mask(payload: bytes, key: bytes) -> bytes:
    size = len(payload)
    stream = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(stream, "big")).to_bytes(size, "big")


def close(code: int) -> bytes:
    """A masked close frame."""
    return frame(Opcode.CLOSE, code.to_bytes(2, "big"))


def close_code(payload: bytes) -> int:
    """The code of a received close frame; 1005 if it names none."""
    return int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005


def accept_key(key: bytes) -> bytes:
    """What a server must answer to a Sec-WebSocket-Key."""
    return base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest())


class Parser:
    """Bytes in, whole messages out; fragments are put together, masks taken off."""

    __slots__ = ("_buffer", "_opcode", "_parts")

    def __init__(self) -> None:
        self._buffer = b""
        self._opcode = 0
        self._parts: list[bytes] = []

    def feed(self, data: bytes) -> list[Message]:
        """The messages that are complete with `data`."""
        buffer = self._buffer + data if self._buffer else data
        messages: list[Message] = []
        at = 0
        while (cut := _measure(buffer, at)) is not None:
            start, end, key = cut
            payload = buffer[start:end]
            if key:
                payload = _mask(payload, key)
            self._take(buffer[at], payload, messages)
            at = end
        self._buffer = buffer[at:]
        return messages

    def _take(self, first: int, payload: bytes, messages: list[Message]) -> None:
        opcode, final = first & 0x0F, bool(first & 0x80)
        if first & 0x70:
            raise BadFrame("reserved bits are set, but no extension was agreed")
        if opcode >= Opcode.CLOSE:
            if not final or len(payload) > 125:
                raise BadFrame("a control frame is fragmented or too long")
            messages.append(Message(opcode, payload))
        elif (opcode == Opcode.MORE) != bool(self._parts):
            raise BadFrame("a message began inside another, or went on without a beginning")
        elif final and not self._parts:
            messages.append(Message(opcode, payload))
        else:
            self._opcode = opcode or self._opcode
            self._parts.append(payload)
            if final:
                messages.append(Message(self._opcode, b"".join(self._parts)))
                self._parts = []


def _measure(buffer: bytes, at: int) -> tuple[int, int, bytes] | None:
    """Start and end of the payload of the frame at `at`, and its mask; None while it is incomplete."""
    have = len(buffer) - at
    if have < 2:
        return None
    size, start = buffer[at + 1] & 0x7F, at + 2
    if size > 125:
        wide = 2 if size == 126 else 8
        if have < 2 + wide:
            return None
        size = int.from_bytes(buffer[start : start + wide], "big")
        start += wide
    key = b""
    if buffer[at + 1] & 0x80:
        key = buffer[start : start + 4]
        start += 4
    return (start, start + size, key) if len(buffer) >= start + size else None
