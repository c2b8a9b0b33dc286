"""A room played by the test itself: real scenes, our phone page, and a socket whose every word we choose."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup
from playwright.sync_api import Page, WebSocketRoute, expect

from e2e.loopback import serving
from server.room.board import Board
from server.scenes import render
from server.scenes.phone import counts, phone
from tests.boards import NOW, a_board

CODE = "482917"
Message = dict[str, Any]


@contextmanager
def phone_pages() -> Iterator[str]:
    """The address of the phone page and the door, without a server behind them."""
    shell = render.page("pages/phone.html", {"code": CODE, "title": "The late shipment", "room": 1}, "en")
    door = render.page("pages/join.html", {"code": "", "error": ""}, "en")
    with serving(**{CODE: shell, "door": door}) as address:
        yield address


def drawn(board: Board) -> Markup:
    """The scene as phones get it."""
    return render.html(phone(board, NOW), board.language)


class FakeRoom:
    """One phone in a room; what it sends is in `answers`. `come` is how it gets there, by default the usual way."""

    def __init__(
        self, page: Page, address: str, board: Board | None = None, come: Callable[[], None] | None = None, **you: Any
    ) -> None:
        self.page, self.board, self.you = page, board or a_board(), {"seat": 17, "joined_move": 0, "answers": {}, **you}
        self.sockets: list[WebSocketRoute] = []
        self.answers: list[Message] = []
        self._stored: dict[str, int] = {}
        self.reachable = True
        self._n, self._version = 0, 1
        page.route_web_socket(re.compile("/live/"), self._open)
        come() if come else page.goto(address + CODE)
        expect(page.locator("body[data-phone]")).to_be_visible()

    @property
    def state(self) -> str | None:
        """What the phone takes itself to be in."""
        return self.page.locator("body").get_attribute("data-phone")

    def shows(self, board: Board) -> None:
        """The room moves on, and the page shows it."""
        self.board = board
        self._send(self._frame(board))
        expect(self.page.locator("#scene")).to_have_attribute("data-drawn", str(self._n))

    def counts(self, board: Board) -> None:
        """Numbers change between moves."""
        parts = {key: render.html(scene, board.language) for key, scene in counts(board, NOW).items()}
        self._send({**self._frame(self.board), "type": "count", "parts": parts})

    def acks(self) -> None:
        """The newest answer is stored; the first time this is news for the room."""
        answer = self._newest()
        self._stored.setdefault(answer["answer_id"], self._version + 1)
        self._version = max(self._version, self._stored[answer["answer_id"]])
        self._send({**answer, "type": "ack", "version": self._stored[answer["answer_id"]]})

    def tells(self, answers: dict[str, Message]) -> None:
        """Another tab of the same person has these answers in."""
        self._send({"type": "you", "version": self._version, **self.you, "answers": answers})

    def refuses(self, code: str, final: bool) -> None:
        """The newest answer is refused."""
        no = {"type": "refused", "code": code, "message": "No.", "rev": None, "final": final}
        self._send({**no, "answer_id": self._newest()["answer_id"]})

    def drops(self, code: int = 1012) -> None:
        """The connection goes away."""
        self.sockets[-1].close(code=code, reason="gone")

    def _newest(self) -> Message:
        """The answer that went out last: whatever a page sent was heard before its reply to a question."""
        self.page.evaluate("() => 0")
        return self.answers[-1]

    def _send(self, message: Message) -> None:
        self.sockets[-1].send(json.dumps(message))

    def _frame(self, board: Board) -> Message:
        self._n += 1
        now = round(NOW * 1000)
        head = {"type": "frame", "epoch": 1, "version": self._version, "n": self._n, "now": now, "scene": "1"}
        html = str(drawn(board)).replace('<main id="scene"', f'<main id="scene" data-drawn="{self._n}"', 1)
        return {**head, "html": html}

    def _open(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(self._hear)
        if self.reachable:
            socket.send(json.dumps(self._frame(self.board)))
            socket.send(json.dumps({"type": "you", "version": 1, **self.you}))

    def _hear(self, text: str | bytes) -> None:
        message = json.loads(text)
        if message["type"] == "answer":
            self.answers.append(message)


def stored(**answers: str) -> dict[str, Message]:
    """Own answers by round: `stored(first="call", second="evidence")`."""
    rounds = {"first": 1, "second": 2}
    return {
        f"first-step.{rounds[name]}": {"answer_id": f"{rounds[name]:032x}", "rev": 1, "value": value}
        for name, value in answers.items()
    }
