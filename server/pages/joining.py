"""How people come in: the code, the phone page, the seat; and the big screen's page."""

from functools import partial
from unicodedata import decimal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route

from server.pages.access import (
    AStage,
    OurPage,
    address_of,
    show,
    the_doors,
    the_settings,
    the_stage,
    why_not,
)
from server.pages.shell import phone_page
from server.people.identity import participant_cookie, same_origin, set_cookie
from server.refusals import Refused
from server.room import joining
from server.room.board import Board, Person
from server.scenes import asks as scenes_beside
from server.scenes import wall as scenes
from server.settings import Settings
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
CODE_DIGITS = 6
REFUSED = {
    "no-room": 404,
    "rehearsal": 409,
    "ended": 410,
    "locked": 423,
    "full": 409,
    "foreign-origin": 403,
    "no-seat": 403,
    "elsewhere": 421,
}


@router.get("/")
def door(code: str | None = None) -> Response:
    """Take a seat: type the code. `code` is what somebody typed that is too short for one."""
    return show("pages/join.html", code=_digits(code or ""), error="" if code is None else "no-room")


@router.post("/join", dependencies=[OurPage])
def join(code: str = Form("")) -> Response:
    """What somebody typed leads to an address, right or wrong: Back and Reload never ask to send a form again."""
    digits = _digits(code)
    return RedirectResponse(f"/{digits}" if len(digits) == CODE_DIGITS else f"/?code={digits}", 303)


async def phone(request: Request) -> Response:
    """What people hold in their hands. It shows nothing of the room before they have their seat."""
    code = request.path_params["code"]
    try:
        board, _ = await room_of(request, code)
    except Refused as refused:
        return show("pages/join.html", REFUSED.get(refused.code, 429), code=code, error=refused.code)
    return phone_page(board)


async def seat(request: Request) -> Response:
    """Take a seat, once: who has one keeps it. Nobody reads a body, however large. A script asks, so it is refused in
    JSON."""
    stage, doors, settings = await the_stage(request), await the_doors(request), await the_settings(request)
    code = request.path_params["code"]
    if not _by_the_public_scheme(request, settings):
        to = f"{settings.public_origin}/{code}"
        return JSONResponse({"code": "elsewhere", "message": f"Open {to} instead.", "to": to}, REFUSED["elsewhere"])
    try:
        if not same_origin(request, settings):
            raise Refused("foreign-origin", "Take a seat on the page of the room.")
        board, person = await room_of(request, code)
        if person or await _holder(request, board):
            return Response(status_code=204)
        if not doors.may_sit(address_of(request), board.room):
            raise Refused("too-fast", "Many people are coming in at once. You are let in within seconds.")
        _, token = await stage.take_seat(board.room)
        doors.sat(address_of(request))
    except Refused as refused:
        return JSONResponse(why_not(refused), REFUSED.get(refused.code, 429))
    response = Response(status_code=204)
    set_cookie(response, participant_cookie(board.room, settings.https), token, settings.https)
    return response


async def wall(request: Request) -> Response:
    """A page of the texts that are out, for somebody who has a seat."""
    try:
        board, person = await _seated(request)
    except Refused as refused:
        return JSONResponse(why_not(refused), REFUSED.get(refused.code, 429))
    told = scenes.page(board, person.participant, request.query_params.get("after", ""))
    return JSONResponse(told, headers={"cache-control": "no-store"})


async def asks(request: Request) -> Response:
    """The questions that stand on phones, for somebody who has a seat."""
    try:
        board, _ = await _seated(request)
    except Refused as refused:
        return JSONResponse(why_not(refused), REFUSED.get(refused.code, 429))
    return JSONResponse(scenes_beside.page(board), headers={"cache-control": "no-store"})


async def _seated(request: Request) -> tuple[Board, Person]:
    """Somebody who has a seat, and does not ask all the time; raises `Refused`."""
    board, person = await room_of(request, request.path_params["code"])
    person = person or await _holder(request, board)
    if person is None:
        raise Refused("no-seat", "Take a seat first.")
    if not (await the_doors(request)).posts.of(person.participant).take():
        raise Refused("too-fast", "That was too fast. It is asked again by itself.")
    return board, person


# A hall comes through these two in a minute: plain routes, which cost a third of the framework's own.
light = (
    Route(A_CODE, phone),
    Route(A_CODE + "/seat", seat, methods=["POST"]),
    Route(A_CODE + "/wall", wall),
    Route(A_CODE + "/asks", asks),
)


@router.get("/screen/{token}")
async def screen(stage: AStage, token: str) -> Response:
    """The big screen: a link that only shows."""
    room = await stage.reader.run(lambda session: joining.by_screen_token(session, token))
    board = await stage.boards.of(room) if room is not None else None
    if board is None:
        return show("pages/screen_gone.html", 404)
    latest = stage.redraw.snapshot(board, Audience.SCREEN)
    told = {"room": board.room, "token": token, "theme": board.theme, "scene_html": latest.html}
    return show("pages/screen.html", 200, board.language, **told)


def _by_the_public_scheme(request: Request, settings: Settings) -> bool:
    """Whether the page that asks was opened by the public scheme: on plain HTTP a browser drops the cookie of a room on
    HTTPS. The page's Origin tells, because a proxy may stand between."""
    scheme, of_an_address, _ = request.headers.get("origin", "").partition("://")
    opened = scheme if of_an_address else request.url.scheme
    return settings.public_url is None or opened == settings.public_url.scheme


async def _holder(request: Request, board: Board) -> Person | None:
    """Who has a seat though nobody knew it a moment ago: the first to ask after a restart has one, too."""
    stage, settings = await the_stage(request), await the_settings(request)
    return await stage.holder(board, request.cookies.get(participant_cookie(board.room, settings.https), ""))


def _digits(typed: str) -> str:
    """The first six digits, in any script."""
    return "".join(str(decimal(char)) for char in typed if char.isdecimal())[:CODE_DIGITS]


async def room_of(request: Request, code: str) -> tuple[Board, Person | None]:
    """The room of a code, and who asks if they are known to have a seat; raises `Refused`: too-many, no-room,
    rehearsal."""
    stage, doors = await the_stage(request), await the_doors(request)
    https, cookies = request.app.state.settings.https, request.cookies  # read for wrong codes, too: it takes a while
    if seated := stage.seated(code, lambda room: cookies.get(participant_cookie(room, https), "")):
        return seated
    board = await doors.codes.find(address_of(request), partial(stage.boards.by_code, code))
    if board is None:
        raise Refused("no-room", f"No room has the code {code}.")
    if board.rehearsal:
        raise Refused("rehearsal", joining.NOBODY_JOINS)
    return board, None
