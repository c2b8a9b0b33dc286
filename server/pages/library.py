"""The library: workshops to open, rooms that run, and rooms that have run."""

import asyncio

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from server.pages.access import LANGUAGE, AStage, Chosen, Host, OurPage, TheSettings, Turned, show
from server.refusals import Refused
from server.room import shelf
from server.scenes.library import library as library_scene
from server.store.models import Facilitator
from server.workshops.library import Library

router = APIRouter(include_in_schema=False)


@router.get("/library")
async def library(request: Request, stage: AStage, settings: TheSettings, host: Host) -> Response:
    """Workshops, rooms that are open, and past rooms."""
    books: Library = request.app.state.library
    rooms = await stage.reader.run(lambda session: shelf.rooms(session, host))
    shelved = await asyncio.to_thread(books.shelf)  # it may read files that somebody just saved
    scene = library_scene(host.name, shelved, rooms, str(settings.workshops), LANGUAGE)
    return show(scene.template, **scene.context)


@router.post("/rooms", dependencies=[OurPage])
async def open_room(
    stage: AStage,
    host: Host,
    found: Chosen,
    minimum: int = Form(5),
    theme: str = Form("paper"),
    protected: bool = Form(False),
) -> Response:
    """Open a room, and go to its console."""
    try:
        room = await stage.open_room(_id(host), found, minimum, theme, protected)
    except Refused as refused:
        raise Turned(422, "The room was not opened.", refused.message) from None
    return RedirectResponse(f"/rooms/{room}", 303)


def _id(host: Facilitator) -> int:
    assert host.id is not None
    return host.id
