"""The page around the scene that phones see: the same for everybody in a room, so it is drawn once."""

from markupsafe import Markup
from starlette.responses import HTMLResponse

from server.pages.access import LANGUAGE
from server.room.board import Board, Shell
from server.scenes.render import page

PLACE = Markup("<!--scene-->")  # nobody else can write it: whatever is not ours is escaped


def phone_page(board: Board, scene: Markup) -> HTMLResponse:
    """The scene in its page."""
    shell = _shell(board)
    return HTMLResponse(shell.before + scene.encode() + shell.after)


def _shell(board: Board) -> Shell:
    """What stands before the scene and after it. The page is told nothing else of its room than what the shell is kept
    by, so it cannot be an old one."""
    told: dict[str, object] = {"code": board.code, "title": board.workshop.title, "room": board.room}
    if board.shell is None or board.shell.told != told:
        before, _, after = page("pages/phone.html", told | {"scene_html": PLACE}, LANGUAGE).partition(PLACE)
        board.shell = Shell(told, before.encode(), after.encode())
    return board.shell
