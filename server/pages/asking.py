"""A question that the room's facilitator types in the middle of it: put in, reworded, taken out again."""

from functools import partial

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from server.activities.contract.typed import Typed
from server.pages.access import AStage, OurPage, show, why_not
from server.pages.own import OwnRoom, gone
from server.refusals import Refused
from server.room import facilitation
from server.room.board import Board
from server.room.facilitation import Moved
from server.workshops import asked

router = APIRouter(include_in_schema=False)


@router.get("/rooms/{room}/ask/{key}")
async def form(board: OwnRoom, key: str) -> Response:
    """What was typed, to be reworded."""
    question = board.activity_of(key)
    if question is None or not asked.is_asked(question):
        return HTMLResponse("", 404)
    return show("pages/asking_form.html", 200, board.language, room=board.room, asked=question)


@router.post("/rooms/{room}/ask", dependencies=[OurPage])
async def ask(
    request: Request,
    stage: AStage,
    board: OwnRoom,
    kind: str = Form(""),
    key: str = Form(""),
    expects: int = Form(-1),
) -> Response:
    """Put in a question, or reword the one that has this `key`; all other fields are of its kind."""
    fields = await request.form()
    typed = Typed((name, value) for name, value in fields.multi_items() if isinstance(value, str))
    try:
        question = asked.activity(kind, typed, board.language)
        put = partial(facilitation.reword, key=key) if key else facilitation.ask
        moved = await stage.ask(partial(put, room_id=board.room, question=question, expects=expects))
    except Refused as refused:
        return JSONResponse(why_not(refused), 503 if refused.code == "not-saved" else 422)
    return _came_of(request, board, moved)


@router.post("/rooms/{room}/ask/{key}/take-out", dependencies=[OurPage])
async def take_out(request: Request, stage: AStage, board: OwnRoom, key: str, expects: int = Form(-1)) -> Response:
    """Take out a question that was not opened yet."""
    try:
        moved = await stage.ask(partial(facilitation.take_out, room_id=board.room, key=key, expects=expects))
    except Refused as refused:
        return JSONResponse(why_not(refused), 503)
    return _came_of(request, board, moved)


def _came_of(request: Request, board: Board, moved: Moved | None) -> Response:
    if moved is None:
        raise gone()
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/rooms/{board.room}", 303)
    return JSONResponse({"applied": moved.applied, "moves": moved.room.moves})
