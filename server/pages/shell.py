"""The phones' page: it shows nothing of the room by itself and is the same for everybody in it, so it is drawn once."""

from starlette.responses import HTMLResponse

from server.room.board import Board, Shell
from server.scenes.render import page


def phone_page(board: Board) -> HTMLResponse:
    """The page of one room. It is drawn from nothing else than what it is kept by, so it cannot be an old one."""
    told: dict[str, object] = {"code": board.code, "title": board.workshop.title, "room": board.room}
    drawn_from = {**told, "language": board.language}
    if board.shell is None or board.shell.told != drawn_from:
        board.shell = Shell(drawn_from, page("pages/phone.html", told, board.language).encode())
    return HTMLResponse(board.shell.page)
