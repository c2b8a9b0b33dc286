"""Strangers who send without end, 2 MB a second from a process of their own: at every door what it bears least."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from multiprocessing.sharedctypes import Synchronized
from typing import NamedTuple

from server.trials.swarm.address import Address
from server.trials.swarm.frames import Opcode, frame

BYTES_PER_SECOND, WAVE = 2_000_000, 65_536
IDLE, TAKERS = 400, 4
PATIENCE, REFUSED_PAUSE = 2.0, 0.1


class Aim(NamedTuple):
    """Where to. `cookie` is a seat of the stranger's own; `until` on the machine's monotonic clock."""

    address: Address
    code: str
    cookie: str
    until: float


Count = Synchronized  # what was sent, or taken, so far
Flood = Callable[[Aim, "Count[int]"], None]


def pongs_to_a_refused_socket(aim: Aim, count: Count[int]) -> None:
    """Nobody has a seat, and the server has said goodbye."""
    _pour(aim, count, _upgrade(aim, ""), frame(Opcode.PONG, b""))


def tiny_messages(aim: Aim, count: Count[int]) -> None:
    """On a socket that is well."""
    _pour(aim, count, _upgrade(aim, aim.cookie), frame(Opcode.TEXT, b""))


def tiny_fragments(aim: Aim, count: Count[int]) -> None:
    """Messages of as many empty pieces as are allowed."""
    pieces = [
        frame(Opcode.TEXT, b"", final=False),
        *[frame(Opcode.MORE, b"", final=False)] * 60,
        frame(Opcode.MORE, b""),
    ]
    _pour(aim, count, _upgrade(aim, aim.cookie), b"".join(pieces))


def chunks_to_a_finished_post(aim: Aim, count: Count[int]) -> None:
    """Six bytes for each byte, behind the answer."""
    head = f"POST /{aim.code}/seat HTTP/1.1\r\nHost: {_host(aim)}\r\nTransfer-Encoding: chunked\r\n\r\n"
    _pour(aim, count, head.encode(), b"1\r\nx\r\n")


def line_ends_on_a_kept_connection(aim: Aim, count: Count[int]) -> None:
    """Nothing, again and again, after a request."""
    _pour(aim, count, f"GET /healthz HTTP/1.1\r\nHost: {_host(aim)}\r\n\r\n".encode(), b"\r\n")


def idle_connections(aim: Aim, count: Count[int]) -> None:
    """Lines on which nobody says anything."""
    with ExitStack() as stack:
        for _ in range(IDLE):
            stack.enter_context(socket.create_connection(aim.address, PATIENCE))
            count.value += 1
        time.sleep(max(0.0, aim.until - time.monotonic()))  # that they stay is the flood


def phones_without_cookies(aim: Aim, count: Count[int]) -> None:
    """Each takes a seat, is refused by the socket, and takes the next, as fast as the doors allow. Ours would wait
    twenty times as long at a closed one."""
    takers = [threading.Thread(target=_take_seats, args=(aim, count)) for _ in range(TAKERS)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()


FLOODS: tuple[Flood, ...] = (
    pongs_to_a_refused_socket,
    tiny_messages,
    tiny_fragments,
    chunks_to_a_finished_post,
    line_ends_on_a_kept_connection,
    idle_connections,
    phones_without_cookies,
)


def _take_seats(aim: Aim, count: Count[int]) -> None:
    while time.monotonic() < aim.until:
        with suppress(OSError, http.client.HTTPException):
            with closing(http.client.HTTPConnection(*aim.address, timeout=PATIENCE)) as line:
                line.request("POST", f"/{aim.code}/seat", headers={"Origin": f"http://{_host(aim)}"})
                taken = line.getresponse().status == 204
            with count.get_lock():
                count.value += taken
            _dial(aim, _upgrade(aim, "")).close()
            time.sleep(0 if taken else REFUSED_PAUSE)  # as a phone at a closed door does


def _pour(aim: Aim, count: Count[int], opening: bytes, drop: bytes) -> None:
    """One line after the other: each is opened well, then takes as many drops as the server lets it."""
    wave, line = drop * (WAVE // len(drop)), None
    while time.monotonic() < aim.until:
        try:
            line = line or _dial(aim, opening)
            line.sendall(wave)
            count.value += len(wave)
        except OSError:
            if line is not None:
                line.close()
            line = None
        time.sleep(len(wave) / BYTES_PER_SECOND)  # what is promised is promised up to this rate
    if line is not None:
        line.close()


def _dial(aim: Aim, opening: bytes) -> socket.socket:
    line = socket.create_connection(aim.address, PATIENCE)
    line.sendall(opening)
    line.recv(WAVE)
    return line


def _upgrade(aim: Aim, cookie: str) -> bytes:
    lines = [
        f"GET /live/phone/{aim.code} HTTP/1.1",
        f"Host: {_host(aim)}",
        f"Origin: http://{_host(aim)}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _host(aim: Aim) -> str:
    return f"{aim.address.host}:{aim.address.port}"
