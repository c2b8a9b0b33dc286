"""A desk played by the test itself: real scenes, our console's page, and a socket whose every word we choose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

from markupsafe import Markup
from playwright.sync_api import Page, Request, WebSocketRoute, expect

from e2e.loopback import serving
from server.addresses import Address
from server.room.board import Board
from server.scenes.console import console
from server.scenes.doorway import doorway
from server.scenes.render import html, page
from tests.boards import NOW

MOST_FRAMES = 2_000


def drawn(board: Board) -> Markup:
    """The scene as the console gets it."""
    return html(console(board, NOW), board.language)


def desk_page(board: Board) -> str:
    """The whole page of the console."""
    way_in = doorway(board, [Address(f"http://{board.address}")], public=False).context
    shell = {"room": 1, "title": "Sample", "screen": "/", "rehearsal": board.rehearsal, "scene_html": drawn(board)}
    return page("pages/console.html", {**shell, **way_in}, board.language)


class FakeDesk:
    """The console of one room; the verbs that it sends are in `moves`."""

    def __init__(self, page: Page, address: str, board: Board) -> None:
        self.page, self.moves = page, list[str]()
        self._board, self._n, self.reachable = board, 0, True
        page.route_web_socket(re.compile("/live/"), self._open)
        page.on("request", self._hear)
        page.goto(f"{address}desk")
        expect(page.locator("html")).to_have_attribute("data-link", "open")

    def shows(self, board: Board) -> None:
        """The room moves on, or something in it changes."""
        self._board = board
        self._tell()
        expect(self.page.locator("#scene")).to_have_attribute("data-told", str(self._n))

    def sent(self, *verbs: str) -> None:
        """These moves were sent, and no others: each question to the page hears what it did before."""
        for _frame in range(MOST_FRAMES):
            if len(self.moves) >= len(verbs):
                break
            self.page.evaluate("() => new Promise((wake) => requestAnimationFrame(wake))")
        assert self.moves == [*verbs]

    def drops(self) -> None:
        """The connection goes away, and none comes in its place."""
        self.reachable = False
        self._socket.close(code=1012, reason="gone")

    def _open(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        if self.reachable:
            self._tell()

    def _tell(self) -> None:
        self._n += 1
        # So that a test can wait for this very frame.
        scene = str(drawn(self._board)).replace('id="scene"', f'id="scene" data-told="{self._n}"', 1)
        head = {"type": "frame", "epoch": 1, "version": 1, "n": self._n, "now": NOW * 1_000, "scene": "1"}
        self._socket.send(json.dumps({**head, "html": scene}))

    def _hear(self, request: Request) -> None:
        self.moves += parse_qs(request.post_data or "").get("verb", [])


@contextmanager
def a_desk(page: Page, board: Board) -> Iterator[FakeDesk]:
    """A console that stands at a board."""
    with serving(desk=desk_page(board)) as address:
        yield FakeDesk(page, address, board)
