"""The console of one room: its moves, its export, its end."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import JsonValue
from pydantic_core import from_json

from server.pages.access import AStage, Host, OurPage, TheSettings, Turned, show
from server.refusals import Refused
from server.room.actions import Action
from server.room.board import Board
from server.scenes.doorway import doorway
from server.stage import Stage
from server.stage.hub import Audience
from server.store.models import Facilitator

router = APIRouter(include_in_schema=False)
RoomId = Annotated[int, Path(ge=1, lt=2**63)]  # what the database takes for a number


@router.get("/rooms/{room}")
async def console(stage: AStage, settings: TheSettings, host: Host, room: RoomId) -> Response:
    """The console of one room."""
    board = await board_of(stage, host, room)
    found = await stage.whereabouts.found(board)
    latest = stage.redraw.snapshot(board, Audience.CONSOLE)
    shell = {
        "room": board.room,
        "title": board.workshop.title,
        "screen": f"/screen/{board.screen_token}",
        "rehearsal": board.rehearsal,
    }
    way_in = doorway(board, found, settings.public_url is not None).context
    return show("pages/console.html", 200, board.language, **shell, **way_in, scene_html=latest.html)


@router.post("/rooms/{room}/moves", dependencies=[OurPage])
async def move(
    request: Request, stage: AStage, host: Host, room: RoomId, verb: str = Form(""), expects: int = Form(-1)
) -> Response:
    """Make a move. One that does not apply is a normal answer, not an error."""
    await board_of(stage, host, room)
    try:
        moved = await stage.move(room, verb, expects)
    except Refused as refused:
        return JSONResponse({"code": refused.code, "message": refused.message}, 503)
    if moved is None:
        raise Turned(404, "This room is gone.", "It was deleted, or its time was over.")
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/rooms/{room}", 303)
    return JSONResponse({"applied": moved.applied, "moves": moved.room.moves})


@router.post("/rooms/{room}/acts", dependencies=[OurPage])
async def act(
    request: Request,
    stage: AStage,
    host: Host,
    room: RoomId,
    activity: str = Form(""),
    round: int = Form(0),
    what: str = Form(""),
    value: str = Form("null"),
    action_id: str = Form(""),
) -> Response:
    """Do something inside an activity. The same `action_id` is done once, however often it comes."""
    board = await board_of(stage, host, room)
    try:
        action = Action(_id(action_id), activity, round, what, _value(value))
        acted = await stage.acts.moderate(board, action)
    except Refused as refused:
        status = 503 if refused.code == "not-saved" else 422
        return JSONResponse({"code": refused.code, "message": refused.message}, status)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/rooms/{room}", 303)
    return JSONResponse({"action_id": acted.action_id, "version": acted.version})


def _id(spelled: str) -> str:
    """In one spelling; drawn here for a form that a page without its script sends."""
    try:
        return UUID(spelled).hex if spelled else uuid4().hex
    except ValueError:
        raise Refused("wrong-shape", "An action_id is a UUID.") from None


def _value(text: str) -> JsonValue:
    try:
        value: JsonValue = from_json(text, allow_inf_nan=False)
    except ValueError:
        raise Refused("malformed", "The value is not JSON.") from None
    return value


@router.post("/rooms/{room}/export.zip", dependencies=[OurPage])
async def export(stage: AStage, host: Host, room: RoomId) -> Response:
    """Everything that may leave, as CSV files in a ZIP. A POST, because it seals rounds."""
    board = await real_board_of(stage, host, room)
    packed = await stage.export(room)
    name = f"roomful-{board.workshop.workshop}-{board.code}.zip"
    return Response(
        packed, media_type="application/zip", headers={"content-disposition": f'attachment; filename="{name}"'}
    )


@router.post("/rooms/{room}/delete", dependencies=[OurPage])
async def delete(stage: AStage, host: Host, room: RoomId) -> Response:
    """Delete a room for everyone."""
    await real_board_of(stage, host, room)
    await stage.housekeeping.delete_room(room)
    return RedirectResponse("/library", 303)


@router.post("/rooms/{room}/screen-link", dependencies=[OurPage])
async def renew_screen_link(stage: AStage, host: Host, room: RoomId) -> Response:
    """A new link for the big screen; the old one is dead."""
    await board_of(stage, host, room)
    await stage.renew_screen_link(room)
    return RedirectResponse(f"/rooms/{room}", 303)


async def board_of(stage: Stage, host: Facilitator, room: int) -> Board:
    """The board of a room that is there; everybody else is told that it is gone. A rehearsal is its owner's alone."""
    board = await stage.boards.of(room)
    if board is None or (board.rehearsal and board.facilitator != host.id):
        raise Turned(404, "This room is gone.", "It was deleted, or its time was over.")
    return board


async def real_board_of(stage: Stage, host: Facilitator, room: int) -> Board:
    """The same of a room in which people were: of a rehearsal nothing is kept, so nothing can be taken from it."""
    board = await board_of(stage, host, room)
    if board.rehearsal:
        raise Turned(404, "This is a rehearsal.", "These people do not exist, and nothing of them is kept.")
    return board
