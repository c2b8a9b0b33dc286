"""Ways to look at the big screen of a sample room."""

import re
from html import unescape
from typing import Any

from server.room.board import Board
from server.scenes.render import html
from server.scenes.screen import Show, screen
from tests.boards import NOW, a_board


def drawn(board: Board) -> str:
    """The scene's HTML."""
    return html(screen(board, NOW), "en")


def words(board: Board) -> str:
    """What can be read, without tags, spaces run together."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", drawn(board))))


def shown(board: Board) -> Show:
    """The scene before it is drawn."""
    show = screen(board, NOW).context["show"]
    assert isinstance(show, Show)
    return show


def at(phase: str, people: int = 126, **given: Any) -> Board:
    """A sample room at a phase, in the round that phase belongs to."""
    return a_board(people, phase, 2 if phase == "shift" else 1, **given)
