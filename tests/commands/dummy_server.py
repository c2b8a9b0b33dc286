"""Stands in for the real server under `run`: answers every request with what it knows about itself."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import threading
from pathlib import Path


def end_with_supervisor() -> None:
    """As the real one does."""
    while os.read(0, 1):
        pass
    os._exit(0)


def main() -> None:
    """Serve the inherited socket until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int)
    parser.add_argument("--data")
    parser.add_argument("--spare", action="store_true")
    wanted = parser.parse_args()
    if wanted.spare:
        # A file of its own: one that is woken at once may come to this line after the next spare has.
        (Path(wanted.data) / f"{os.getpid()}.spare").touch()
        if not os.read(0, 1):
            return
    threading.Thread(target=end_with_supervisor, daemon=True).start()
    if os.environ.get("DUMMY_STUBBORN"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, lambda *_: os.write(1, b"The server heard Ctrl-C itself.\n"))
    about = {
        "ready": True,
        "facilitator": False,
        "sqlite": "3.99.9",
        "pid": os.getpid(),
        "token": os.environ["ROOMFUL_SETUP_TOKEN"],
        "data": wanted.data,
    }
    body = json.dumps(about).encode()
    listener = socket.socket(fileno=wanted.fd)
    while True:
        link, _ = listener.accept()
        with link:
            link.recv(4096)
            link.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


if __name__ == "__main__":
    main()
