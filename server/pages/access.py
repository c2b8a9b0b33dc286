"""What every page needs to know first: the stage, the settings, and whether a facilitator asks."""

import asyncio
from typing import Annotated

from fastapi import Depends, Form, Request
from fastapi.responses import HTMLResponse

from server.people.doors import Doors
from server.people.identity import same_host, same_origin, signed_in
from server.refusals import Refused
from server.scenes.render import page
from server.settings import Settings
from server.stage import Stage
from server.store.models import Facilitator
from server.workshops.content import Workshop
from server.workshops.library import Library

LANGUAGE = "en"
HOME = "/library"


class Turned(Exception):
    """The request leads elsewhere: to another address, or to a page that says why not."""

    def __init__(self, status: int, head: str = "", text: str = "", to: str = "") -> None:
        super().__init__(head)
        self.status, self.head, self.text, self.to = status, head, text, to


async def the_stage(request: Request) -> Stage:
    """The stage of this process."""
    stage: Stage = request.app.state.stage
    return stage


async def the_settings(request: Request) -> Settings:
    """The settings of this process."""
    settings: Settings = request.app.state.settings
    return settings


async def the_doors(request: Request) -> Doors:
    """What strangers may try."""
    doors: Doors = request.app.state.doors
    return doors


async def from_our_page(request: Request) -> None:
    """Refuse a form that another site sends."""
    settings: Settings = request.app.state.settings
    if not same_origin(request, settings):
        where = settings.public_origin or "the page here"
        raise Turned(403, "That came from another site.", f"Nothing was changed. Open {where} and try again.")


async def from_this_address(request: Request) -> None:
    """The same for set-up, which works on the machine itself, whatever its public address is."""
    if not same_host(request):
        raise Turned(403, "That came from another site.", "Nothing was changed. Open the set-up link and try again.")


async def host(request: Request) -> Facilitator:
    """The facilitator who asks; everyone else is led to the sign-in."""
    settings: Settings = request.app.state.settings
    stage: Stage = request.app.state.stage
    found = await stage.reader.run(lambda session: signed_in(session, request.cookies, settings.https))
    if found is None:
        raise Turned(303, to=_sign_in_for(request))
    return found


def _sign_in_for(request: Request) -> str:
    """The sign-in, which leads back to the page that was asked for."""
    path = request.url.path
    return "/signin" if request.method != "GET" or path == HOME else f"/signin?to={path}"


AStage = Annotated[Stage, Depends(the_stage)]
TheSettings = Annotated[Settings, Depends(the_settings)]
TheDoors = Annotated[Doors, Depends(the_doors)]
Host = Annotated[Facilitator, Depends(host)]
OurPage = Depends(from_our_page)
ThisAddress = Depends(from_this_address)


def address_of(request: Request) -> str:
    """The address that asks; behind a trusted proxy the one it names."""
    return request.client.host if request.client else ""


def show(template: str, status: int = 200, language: str = LANGUAGE, /, **context: object) -> HTMLResponse:
    """A whole page, in the language of its room if it belongs to one."""
    return HTMLResponse(page(template, context, language), status)


def why_not(refused: Refused) -> dict[str, str]:
    """A refusal as JSON."""
    return {"code": refused.code, "message": refused.message}


async def chosen(request: Request, workshop: str = Form("")) -> Workshop:
    """The workshop that a form names by its key."""
    books: Library = request.app.state.library
    found = await asyncio.to_thread(books.get, workshop)
    if found is None:
        raise Turned(
            404, "That workshop cannot be opened.", "It is gone, or has faults. The library says what to mend."
        )
    return found


Chosen = Annotated[Workshop, Depends(chosen)]
