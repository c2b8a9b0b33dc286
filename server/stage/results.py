"""The results page of a room, from its rows: on a reader's thread, however long the room was."""

from __future__ import annotations

from markupsafe import Markup
from sqlmodel import Session

from server.room import facilitation
from server.scenes.render import html
from server.scenes.results import results
from server.settings import Settings
from server.stage import rows
from server.store.models import Room


def drawn(session: Session, room_id: int, settings: Settings) -> Markup | None:
    """The page; None if there is no such room."""
    board = rows.load(session, room_id, settings)
    if board is None:
        return None
    opened_at = session.get_one(Room, room_id).opened_at
    return html(results(board, facilitation.reached(session, room_id), opened_at), board.language)
