"""The console of one room: its moves, its export, its end."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import JsonValue
from pydantic_core import from_json
from starlette.datastructures import FormData

from server.pages.access import AStage, OurPage, TheSettings, show, why_not
from server.pages.own import OwnRoom, RealRoom, gone
from server.refusals import Refused
from server.room.actions import Action
from server.scenes.doorway import doorway
from server.stage.hub import Audience

router = APIRouter(include_in_schema=False)
ACT = ("activity", "round", "what", "action_id")
"""What every act is sent with."""


@router.get("/rooms/{room}")
async def console(stage: AStage, settings: TheSettings, board: OwnRoom) -> Response:
    """The console of one room."""
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
    request: Request, stage: AStage, board: OwnRoom, verb: str = Form(""), expects: int = Form(-1)
) -> Response:
    """Make a move. One that does not apply is a normal answer, not an error."""
    try:
        moved = await stage.move(board.room, verb, expects)
    except Refused as refused:
        return JSONResponse(why_not(refused), 503)
    if moved is None:
        raise gone()
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/rooms/{board.room}", 303)
    return JSONResponse({"applied": moved.applied, "moves": moved.room.moves})


@router.post("/rooms/{room}/acts", dependencies=[OurPage])
async def act(
    request: Request,
    stage: AStage,
    board: OwnRoom,
    activity: str = Form(""),
    round: int = Form(0),
    what: str = Form(""),
    action_id: str = Form(""),
) -> Response:
    """Do something inside an activity. The same `action_id` is done once, however often it comes."""
    form = await request.form()
    try:
        action = Action(_id(action_id), activity, round, what, _value(form))
        acted = await stage.acts.moderate(board, action)
    except Refused as refused:
        return JSONResponse(why_not(refused), 503 if refused.code == "not-saved" else 422)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/rooms/{board.room}", 303)
    return JSONResponse({"action_id": acted.action_id, "version": acted.version})


def _id(spelled: str) -> str:
    """In one spelling; drawn here for a form that a page without its script sends."""
    try:
        return UUID(spelled).hex if spelled else uuid4().hex
    except ValueError:
        raise Refused("wrong-shape", "An action_id is a UUID.") from None


def _value(form: FormData) -> JsonValue:
    """The field `value`, as JSON; or else what somebody typed into the other fields, by their names."""
    spelled = form.get("value")
    if not isinstance(spelled, str):
        typed: dict[str, JsonValue] = {name: text for name, text in form.items() if isinstance(text, str)}
        return {name: text for name, text in typed.items() if name not in ACT} or None
    try:
        value: JsonValue = from_json(spelled, allow_inf_nan=False)
    except ValueError:
        raise Refused("malformed", "The value is not JSON.") from None
    return value


@router.post("/rooms/{room}/export.zip", dependencies=[OurPage])
async def export(stage: AStage, board: RealRoom) -> Response:
    """Everything that may leave, as CSV files in a ZIP. A POST, because it seals rounds."""
    packed = await stage.export(board.room)
    name = f"roomful-{board.workshop.workshop}-{board.code}.zip"
    return Response(
        packed, media_type="application/zip", headers={"content-disposition": f'attachment; filename="{name}"'}
    )


@router.post("/rooms/{room}/delete", dependencies=[OurPage])
async def delete(stage: AStage, board: RealRoom) -> Response:
    """Delete a room for everyone."""
    await stage.housekeeping.delete_room(board.room)
    return RedirectResponse("/library", 303)


@router.post("/rooms/{room}/screen-link", dependencies=[OurPage])
async def renew_screen_link(stage: AStage, board: OwnRoom) -> Response:
    """A new link for the big screen; the old one is dead."""
    await stage.renew_screen_link(board.room)
    return RedirectResponse(f"/rooms/{board.room}", 303)
