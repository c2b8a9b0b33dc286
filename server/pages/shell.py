"""The phones' page: it shows nothing of the room by itself and is the same for everybody in it, so it is drawn once."""

from starlette.responses import HTMLResponse

from server.room.board import Board, Shell
from server.scenes.render import page


def phone_page(board: Board) -> HTMLResponse:
    """The page of one room. It is told nothing else of the room than what it is kept by, so it cannot be an old one."""
    told: dict[str, object] = {"code": board.code, "title": board.workshop.title, "room": board.room}
    if board.shell is None or board.shell.told != told:
        board.shell = Shell(told, page("pages/phone.html", told, board.language).encode())
    return HTMLResponse(board.shell.page)
