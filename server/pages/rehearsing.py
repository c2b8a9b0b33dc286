"""Rehearsals: opened from the library or a console, and how their made-up people behave."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from server.pages.access import Chosen, Host, OurPage, Turned
from server.pages.own import OwnRoom
from server.refusals import Refused
from server.rehearsal.rehearsal import Rehearsal
from server.rehearsal.rooms import Rehearsals
from server.room.pretence import MOST, Pretence, Temper

router = APIRouter(include_in_schema=False)


async def the_rehearsals(request: Request) -> Rehearsals:
    """The rehearsals of this process."""
    rehearsals: Rehearsals = request.app.state.rehearsals
    return rehearsals


TheRehearsals = Annotated[Rehearsals, Depends(the_rehearsals)]


async def own_rehearsal(rehearsals: TheRehearsals, board: OwnRoom) -> Rehearsal:
    """The rehearsal in a room of this facilitator's."""
    rehearsal = rehearsals.of(board.room)
    if rehearsal is None:
        raise Turned(404, "That is no rehearsal.", "Real people behave as they like.")
    return rehearsal


ARehearsal = Annotated[Rehearsal, Depends(own_rehearsal)]


@router.post("/rehearsals", dependencies=[OurPage])
async def rehearse(
    rehearsals: TheRehearsals,
    host: Host,
    found: Chosen,
    people: int = Form(40),
    temper: Annotated[Temper, Form()] = Temper.EVEN,
    theme: str = Form("paper"),
) -> Response:
    """Open a rehearsal in place of the one there was, and go to its console."""
    assert host.id is not None
    try:
        room = await rehearsals.open(host.id, found, Pretence(people, temper), theme)
    except Refused as refused:
        raise Turned(422, "The rehearsal was not opened.", refused.message) from None
    return RedirectResponse(f"/rooms/{room}", 303)


@router.post("/rooms/{room}/rehearsal", dependencies=[OurPage])
async def behave(
    request: Request,
    rehearsal: ARehearsal,
    temper: Annotated[Temper | None, Form()] = None,
    people: Annotated[int | None, Form(ge=1, le=MOST)] = None,
    moment: Annotated[str, Form()] = "",
) -> Response:
    """The made-up people are otherwise from now on: another temper, more or fewer, or a bad moment."""
    rehearsal.behave(temper, people, moment)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/rooms/{rehearsal.board.room}", 303)
    return Response(status_code=200)


@router.post("/rooms/{room}/rehearsal/end", dependencies=[OurPage])
async def end(rehearsals: TheRehearsals, rehearsal: ARehearsal) -> Response:
    """Leave a rehearsal: nothing of it is kept."""
    await rehearsals.end(rehearsal.board.room)
    return RedirectResponse("/library", 303)
