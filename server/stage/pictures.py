"""Pictures as messages: an audience's scene of one room, drawn, numbered and framed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from server.clock import monotonic
from server.room.board import Board
from server.scenes import Scene
from server.scenes.console import console
from server.scenes.phone import counts, phone, told_beside
from server.scenes.render import html
from server.scenes.screen import screen
from server.scenes.step import step
from server.stage.hub import Audience, Picture, framed

SCENES = {Audience.SCREEN: screen, Audience.CONSOLE: console, Audience.PHONE: phone}


@dataclass(slots=True)
class Latest:
    """The newest whole picture of one audience of one room, for those who arrive now."""

    picture: Picture
    messages: list[dict[str, object]]
    html: Markup
    moves: int
    people: int
    drawn: float


class Pictures:
    """Makes them. Each has a number greater than the one before; `renders` counts what was drawn."""

    def __init__(self, epoch: int) -> None:
        self.epoch, self.renders = epoch, 0
        self._n = 0

    def whole(self, board: Board, audience: Audience) -> Latest:
        """What one audience sees now."""
        at = monotonic()
        message = self._envelope("frame", board)
        if audience is Audience.PHONE:
            message["step"] = step(board)
        message["html"] = drawn = html(SCENES[audience](board, at), board.language)
        self.renders += 1
        messages = [message, *(self._told_beside(board) if audience is Audience.PHONE else ())]
        whole = b"".join(framed(json.dumps(each, ensure_ascii=False)) for each in messages)
        return Latest(Picture(str(board.moves), whole), messages, drawn, board.moves, len(board.people), at)

    def counts(self, board: Board) -> bytes:
        """What alone travels to phones between moves."""
        self.renders += 1
        return framed(json.dumps(self._count(board, counts(board, monotonic())), ensure_ascii=False))

    def _told_beside(self, board: Board) -> list[dict[str, object]]:
        """What comes behind a whole picture, because it has no room for it."""
        parts = told_beside(board)
        return [self._count(board, parts)] if parts else []

    def _count(self, board: Board, parts: Mapping[str, Scene]) -> dict[str, object]:
        message = self._envelope("count", board)
        message["parts"] = {name: html(scene, board.language) for name, scene in parts.items()}
        return message

    def _envelope(self, kind: str, board: Board) -> dict[str, object]:
        self._n += 1
        return {
            "type": kind,
            "epoch": self.epoch,
            "version": board.version,
            "n": self._n,
            "now": round(monotonic() * 1000),
            "scene": str(board.moves),
        }

    def beat(self, board: Board) -> bytes:
        """What answers a heartbeat: how new the newest is."""
        message = {"type": "beat", "epoch": self.epoch, "version": board.version, "now": round(monotonic() * 1000)}
        return framed(json.dumps(message))
