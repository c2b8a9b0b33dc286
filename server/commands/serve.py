"""The server process itself, on a listening socket that the supervisor holds."""

import argparse
import contextlib
import gc
import os
import resource
import socket
import sys
import threading
from pathlib import Path

import uvicorn

from server.addresses import bracketed
from server.app import create_app
from server.commands import address
from server.commands.logs import ration_logs
from server.commands.supervise import NOT_LIKE_THIS
from server.live.decode import LARGEST
from server.live.lines import BoundedProtocol
from server.live.wire import RoomProtocol
from server.settings import WrongSettings, settings_from

# Each statement of the writer gives up the interpreter and has to get it back from a busy event loop. With the usual
# 5 ms a burst of 5,000 answers waited twice as long for its acks.
SWITCH_SECONDS = 0.0001


def main(argv: list[str]) -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m server.commands.serve")
    parser.add_argument("--fd", type=int, required=True, help="the listening socket, inherited")
    parser.add_argument("--data", type=Path, default=Path(address.data_folder()))
    parser.add_argument("--spare", action="store_true", help="wait, loaded, for a byte on standard input")
    wanted = parser.parse_args(argv)
    if wanted.spare and not os.read(0, 1):
        return 0
    listener = socket.socket(fileno=wanted.fd)
    host, port = listener.getsockname()[:2]
    os.environ.setdefault("ROOMFUL_ADDRESS", f"{bracketed(host)}:{port}")
    try:
        settings = settings_from(os.environ, data=wanted.data)
    except WrongSettings as wrong:
        print(wrong, file=sys.stderr)
        return NOT_LIKE_THIS
    _allow_many_files()
    sys.setswitchinterval(SWITCH_SECONDS)
    threading.Thread(target=_end_with_supervisor, daemon=True).start()
    config = uvicorn.Config(
        create_app(settings),
        fd=wanted.fd,
        http=BoundedProtocol,
        ws=RoomProtocol,
        ws_max_size=LARGEST,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        forwarded_allow_ips=settings.trusted_proxies,
        proxy_headers=bool(settings.trusted_proxies),
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=4,
        backlog=4096,
    )
    ration_logs()
    Server(config).run(sockets=[listener])
    return 0


class Server(uvicorn.Server):
    """uvicorn, with the garbage collector kept from stalling thousands of phones."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then put aside what lives as long as the process."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 50, 1_000)


def _allow_many_files() -> None:
    """A phone is a file; take as many as this user may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, hard), hard))


def _end_with_supervisor() -> None:
    """Standard input is a pipe that closes when the supervisor is gone; nobody would restart us then."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), 15)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
