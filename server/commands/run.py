"""`run`: serve workshops from this machine until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import errno
import fcntl
import os
import secrets
import socket
import sys
import threading
from pathlib import Path
from typing import TextIO

from server.bootstrap import ROOT
from server.commands import address
from server.commands.announce import Announcement
from server.commands.supervise import Program, Supervisor

SERVE = "server.commands.serve"


class CannotRun(Exception):
    """Roomful cannot start here; the message is one sentence that says what to do."""


def main(argv: list[str]) -> int:
    """Bind, start the server, announce it, and keep it running."""
    wanted = _parse(argv)
    data = Path(wanted.data).resolve()
    os.umask(0o077)  # answers and links are nobody else's on this machine
    try:
        with _own(data) as lock, _listen(wanted.host, wanted.port) as listener:
            return _serve(listener, lock, wanted.host, data)
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2


def _serve(listener: socket.socket, lock: TextIO, host: str, data: Path) -> int:
    token, port = secrets.token_urlsafe(24), int(listener.getsockname()[1])
    program = Program(
        command=[sys.executable, "-m", SERVE, "--fd", str(listener.fileno()), "--data", str(data)],
        env={**os.environ, "ROOMFUL_SETUP_TOKEN": token},
        folder=ROOT,
        fds=[listener.fileno(), lock.fileno()],
        spare=["--spare"],
    )
    announcement = Announcement(host, port, token, say)
    threading.Thread(target=announcement.make, name="announcement", daemon=True).start()
    try:
        return Supervisor(program, data / "server.pid", say).run()
    finally:
        announcement.give_up()


def say(text: str) -> None:
    """Print for the person at the terminal, who may have gone."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m server run", description="Serve workshops from this machine.")
    parser.add_argument("--host", default="0.0.0.0", help="address to listen on (default: all of this machine)")
    parser.add_argument("--port", default=8000, type=int, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--data", default=address.data_folder(), metavar="DIR", help="folder for all data (default: data/)"
    )
    return parser.parse_args(argv)


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise CannotRun(f"{port} is not a port: use --port with a number up to 65535.")
    try:
        return address.listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotRun(f"Port {port} is in use: stop what uses it, or use --port with another number.") from error
        raise CannotRun(f"Cannot listen on {host}, port {port} ({error.strerror}): check --host and --port.") from error


def _own(data: Path) -> TextIO:
    """Keep a second Roomful away from the same data for as long as this one, or its server alone, lives."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / "run.lock").open("w")
    except OSError as error:
        raise CannotRun(f"Cannot write to {data} ({error.strerror}): use --data with another folder.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CannotRun(
            f"Another Roomful is using {data}: stop it first, or use --data with another folder."
        ) from error
    return lock
