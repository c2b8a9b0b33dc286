"""What `run` prints once the server answers: who finds it where."""

from __future__ import annotations

import http.client
import io
import json
import sys
import threading
from collections.abc import Callable
from typing import Any

import segno

from server.addresses import EVERYWHERE
from server.commands import address
from server.policy import SET_UP_HEADER

RETRY = 0.05


class Announcement:
    """Waits for the server's own word that it is ready, then prints the links."""

    def __init__(self, host: str, port: int, token: str, say: Callable[[str], None]) -> None:
        self._host, self._port, self._token, self._say = host, port, token, say
        self._over = threading.Event()

    def make(self) -> None:
        """Ask until the server answers, then print. Meant for a thread of its own."""
        state = self._ask()
        while not state.get("ready"):
            if self._over.wait(RETRY):
                return
            state = self._ask()
        self._say(self.text(facilitator=bool(state.get("facilitator")), sqlite=str(state.get("sqlite", "unknown"))))

    def give_up(self) -> None:
        """Nobody needs it any more: the server was stopped."""
        self._over.set()

    def text(self, *, facilitator: bool, sqlite: str) -> str:
        """The announcement itself."""
        near = address.near(self._host, self._port)
        far = address.far(self._host, self._port)
        if facilitator:
            you = f"Sign in on this machine:       {near}/signin"
        else:
            you = f"Set up on this machine, once:  {near}/setup?token={self._token}"
        return "\n".join(
            [
                "",
                "Roomful is running.",
                "",
                f"  {you}",
                *self._phones(far),
                "",
                *self._warning(),
                f"  SQLite {sqlite}. Stop with Ctrl-C.",
                "",
            ]
        )

    def _phones(self, far: tuple[str, ...]) -> list[str]:
        likeliest, *others = far
        if likeliest == address.near(self._host, self._port):
            return ["  Only this machine can reach it. For phones leave out --host."]
        or_by = [f"                            or   {other}/" for other in others]
        return [f"  Phones on this network:        {likeliest}/", *or_by, "", *self._qr(likeliest + "/")]

    def _warning(self) -> list[str]:
        if self._host not in EVERYWHERE:
            return []
        return [
            "  Careful: everyone on this network can reach it, and plain HTTP can be read on the way.",
            "  For this machine alone use --host 127.0.0.1; for an open network put HTTPS in front.",
        ]

    @staticmethod
    def _qr(url: str) -> list[str]:
        if "utf" not in (sys.stdout.encoding or "").lower():
            return []
        drawing = io.StringIO()
        segno.make(url, micro=False).terminal(drawing, border=2, compact=True)
        return [*(f"  {line}" for line in drawing.getvalue().splitlines()), ""]

    def _ask(self) -> dict[str, Any]:
        connection = http.client.HTTPConnection(address.loopback(self._host), self._port, timeout=5)
        try:
            connection.request("GET", "/readyz", headers={SET_UP_HEADER: self._token})
            answer = json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            return {}
        finally:
            connection.close()
        return answer if isinstance(answer, dict) else {}
