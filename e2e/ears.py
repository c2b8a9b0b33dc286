"""Ears at the wire: every byte that the server sends to somebody, whatever it is for."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import NamedTuple

from server.trials.swarm.address import Address

LONGEST_WORD = 32


class Heard(NamedTuple):
    """Some words, who got them, and at which moment of the story."""

    who: str
    moment: str
    text: str


class Ears:
    """Everything anybody heard, by the moment that was current when it came."""

    def __init__(self) -> None:
        self.moment = ""
        self.heard: list[Heard] = []

    def hear(self, who: str, text: bytes) -> None:
        """Note some bytes."""
        self.heard.append(Heard(who, self.moment, text.decode("utf-8", "replace").lower()))

    def who_heard(self, word: str) -> set[tuple[str, str]]:
        """Who heard a word, and when."""
        return {(who, moment) for who, moment, text in self.heard if word in text}

    @contextmanager
    def at_the_line_of(self, who: str, target: Address) -> Iterator[str]:
        """The origin of a way to the server on which everything for `who` is heard."""

        class Line(BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError), socket.create_connection(target) as far:
                    Thread(target=_pump, args=(self.request, far, lambda text: None), daemon=True).start()
                    _pump(far, self.request, lambda text: ears.hear(who, text))

        ears = self
        with _Door(("127.0.0.1", 0), Line) as door:
            Thread(target=door.serve_forever, name=f"line of {who}", daemon=True).start()
            yield f"http://127.0.0.1:{door.server_address[1]}"
            door.shutdown()


class _Door(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


def _pump(source: socket.socket, sink: socket.socket, hear: Callable[[bytes], None]) -> None:
    """Pass on what comes. What is heard begins with the end of what came before, so no word is cut in two."""
    before = b""
    with suppress(OSError):
        while data := source.recv(65_536):
            hear(before + data)
            before = data[-LONGEST_WORD:]
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
