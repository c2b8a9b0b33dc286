"""How people come in: the code, the phone page, the seat; and the big screen's page."""

from functools import partial
from unicodedata import decimal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from markupsafe import Markup
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route

from server.pages.access import (
    AStage,
    OurPage,
    Turned,
    address_of,
    from_our_page,
    show,
    the_doors,
    the_settings,
    the_stage,
    why_not,
)
from server.pages.shell import phone_page
from server.people.identity import participant_cookie, set_cookie
from server.refusals import Refused
from server.room import joining
from server.room.board import Board, Person
from server.stage.hub import Audience


class Code(Convertor[str]):
    """Six digits in an address."""

    regex = "[0-9]{6}"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


register_url_convertor("code", Code())


router = APIRouter(include_in_schema=False)
A_CODE = "/{code:code}"
BEHIND_THE_DOOR = Markup('<main id="scene" class="phone" data-step=""><h1 tabindex="-1"></h1></main>')
GONE = {"no-room": 404, "ended": 410, "locked": 423, "full": 409}


@router.get("/")
def door() -> Response:
    """Take a seat: type the code."""
    return show("pages/join.html", code="", error="")


@router.post("/join", dependencies=[OurPage])
async def join(request: Request, code: str = Form("")) -> Response:
    """The code that somebody typed leads to the room, or back with a sentence."""
    digits = "".join(str(decimal(char)) for char in code if char.isdecimal())[:6]  # in any script
    try:
        board, _ = await _room(request, digits)
    except Refused as refused:
        return show("pages/join.html", 429 if refused.code == "too-many" else 404, code=digits, error=refused.code)
    return RedirectResponse(f"/{board.code}", 303)


async def phone(request: Request) -> Response:
    """What people hold in their hands."""
    stage, code = await the_stage(request), request.path_params["code"]
    try:
        board, person = await _room(request, code)
    except Refused as refused:
        return show("pages/join.html", 429 if refused.code == "too-many" else 404, code=code, error=refused.code)
    may_look = person is not None or not board.locked  # a locked door is not for looking through, either
    scene = stage.redraw.snapshot(board, Audience.PHONE).html if may_look else BEHIND_THE_DOOR
    return phone_page(board, scene)


async def seat(request: Request) -> Response:
    """Take a seat, once: who has one keeps it. Nobody reads a body, however large."""
    await from_our_page(request)
    stage, doors, settings = await the_stage(request), await the_doors(request), await the_settings(request)
    try:
        board, person = await _room(request, request.path_params["code"])
        name = participant_cookie(board.room, settings.https)
        if person or await stage.holder(board, request.cookies.get(name, "")):
            return Response(status_code=204)
        if not doors.may_sit(address_of(request), board.room):
            raise Refused("too-fast", "Many people are coming in at once. You are let in within seconds.")
        _, token = await stage.take_seat(board.room)
        doors.sat(address_of(request))
    except Refused as refused:
        return JSONResponse(why_not(refused), GONE.get(refused.code, 429))
    response = Response(status_code=204)
    set_cookie(response, name, token, settings.https)
    return response


# A hall comes through these two in a minute: plain routes, which cost a third of the framework's own.
light = (Route(A_CODE, phone), Route(A_CODE + "/seat", seat, methods=["POST"]))


@router.get("/screen/{token}")
async def screen(stage: AStage, token: str) -> Response:
    """The big screen: a link that only shows."""
    room = await stage.reader.run(lambda session: joining.by_screen_token(session, token))
    board = await stage.boards.of(room) if room is not None else None
    if board is None:
        raise Turned(
            404, "This screen link is no longer good.", "If the room goes on, open the big screen again from its desk."
        )
    latest = stage.redraw.snapshot(board, Audience.SCREEN)
    return show("pages/screen.html", room=board.room, token=token, theme=board.theme, scene_html=latest.html)


async def _room(request: Request, code: str) -> tuple[Board, Person | None]:
    """The room of a code, and who asks if they are known to have a seat; raises `Refused`: too-many, no-room."""
    stage, doors = await the_stage(request), await the_doors(request)
    https = request.app.state.settings.https
    if seated := stage.seated(code, lambda room: request.cookies.get(participant_cookie(room, https), "")):
        return seated
    by_code = partial(stage.boards.by_code, code)
    board = await doors.codes.find(address_of(request), by_code if len(code) == 6 else _nowhere)
    if board is None:
        raise Refused("no-room", f"No room has the code {code}.")
    return board, None


async def _nowhere() -> None:
    """Fewer digits than a code has lead to no room, and count as a try all the same."""
