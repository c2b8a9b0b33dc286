"""Whether people find the way in: the addresses of this machine, and a page by which a phone tries one."""

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from server.pages.access import AStage, OurPage, TheSettings, Turned, show
from server.pages.joining import A_CODE, room_of
from server.pages.own import OwnRoom
from server.refusals import Refused
from server.room.board import Board
from server.scenes.doorway import doorway
from server.scenes.render import html

router = APIRouter(include_in_schema=False)
TRIALS = ("socket", "http")


@router.get("/rooms/{room}/door")
async def door(stage: AStage, settings: TheSettings, board: OwnRoom) -> Response:
    """The part of the console that says how people get in, as it is now."""
    found = await stage.whereabouts.found(board)
    return HTMLResponse(html(doorway(board, found, settings.public_url is not None), board.language))


@router.post("/rooms/{room}/address", dependencies=[OurPage])
async def choose(stage: AStage, board: OwnRoom, origin: str = Form("")) -> Response:
    """Show another address of this machine."""
    try:
        await stage.whereabouts.choose(board.room, origin)
    except Refused as refused:
        raise Turned(422, "The address stays as it was.", refused.message) from None
    return RedirectResponse(f"/rooms/{board.room}", 303)


@router.get(A_CODE + "/test")
async def trial(request: Request, code: str) -> Response:
    """What a phone opens to try the way in; that it came so far is already something to tell."""
    board = await _tried(request, code)
    board.trial = "here"
    return show("pages/trial.html", 200, board.language, code=code)


@router.post(A_CODE + "/test", dependencies=[OurPage])
async def report(request: Request, code: str, way: str = Form("")) -> Response:
    """What the phone found out: whether sockets pass."""
    board = await _tried(request, code)
    if way not in TRIALS:
        raise Turned(422, "Nothing was changed.", "A phone says by which way it came.")
    board.trial = way
    return Response(status_code=204)


async def _tried(request: Request, code: str) -> Board:
    try:
        board, _ = await room_of(request, code)
    except Refused as refused:
        raise Turned(429 if refused.code == "too-many" else 404, "No room has this code.", refused.message) from None
    return board
