"""The composition root: builds the parts once, mounts the routes, starts and stops what runs."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from server import live
from server.live import echo
from server.pages import account, asking, console, doorway, house, joining, library, rehearsing, results
from server.pages.access import Turned, show
from server.pages.cookies import OwnCookies
from server.pages.forms import PlainForms
from server.pages.headers import SafeHeaders
from server.people import identity
from server.people.doors import Doors
from server.rehearsal.rooms import Rehearsals
from server.settings import Settings
from server.stage import Stage
from server.stage.hub import Hub
from server.store.database import Reader, migrate
from server.store.writer import Writer
from server.stumbles import stumble
from server.workshops import filter
from server.workshops.library import Library

BUILT_IN = Path(__file__).resolve().parent.parent / "workshop_content"
HOUSE_SECONDS, SIGN_IN_SECONDS, PRESENCE_SECONDS, DAY_SECONDS = 2, 10, 2, 24 * 3600
HEART_SECONDS = 0.2
LARGEST_FORM = 16 * 1024
log = structlog.get_logger()


class House(FastAPI):
    """The server. Its headers stand outside everything, so that the page of a failure carries them, too; then
    strange cookies are dropped, and strange forms turned away."""

    def build_middleware_stack(self) -> ASGIApp:
        """What every request passes."""
        settings: Settings = self.state.settings
        return SafeHeaders(OwnCookies(PlainForms(super().build_middleware_stack())), settings.https)


def create_app(settings: Settings) -> FastAPI:
    """The whole server, ready for uvicorn with `RoomProtocol`."""
    app = House(
        routes=list(joining.light),  # looked at first
        lifespan=_lifespan,
        openapi_url=None,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False},
    )
    app.state.settings = settings
    app.include_router(echo.router)
    app.include_router(live.router)  # reads no more than a message by itself
    for part in (house, account, library, console, asking, results, doorway, joining, rehearsing):
        app.include_router(part.router, max_body_size=LARGEST_FORM)
    app.mount("/static", house.static)
    app.add_exception_handler(Turned, _turned)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _broken)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    path = settings.data / "roomful.db"
    await asyncio.to_thread(migrate, path)
    settings.workshops.mkdir(exist_ok=True)
    filter.make(settings.filter)
    reader, writer = Reader(path), Writer(path)
    writer.start()
    app.state.stage = stage = Stage(settings, reader, writer, Hub())
    app.state.rehearsals = rehearsals = Rehearsals(stage)
    await rehearsals.begin()
    await stage.presence.begin()
    app.state.doors = Doors(settings)
    app.state.library = Library(BUILT_IN, settings.workshops)
    chores = [
        asyncio.create_task(stage.redraw.run()),
        asyncio.create_task(_every(HEART_SECONDS, stage.heart.beat)),
        asyncio.create_task(_every(HOUSE_SECONDS, stage.housekeeping.tidy)),
        asyncio.create_task(_every(PRESENCE_SECONDS, stage.presence.remember)),
        asyncio.create_task(_every(SIGN_IN_SECONDS, partial(_close_what_ended, stage))),
        asyncio.create_task(_every(DAY_SECONDS, partial(stage.housekeeping.purge, settings.keep_days))),
    ]
    try:
        yield
    finally:
        await rehearsals.stop()
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)
        await writer.stop()
        reader.close()


async def _close_what_ended(stage: Stage) -> None:
    """Consoles whose sign-in ran out, or ended with a password that was changed from outside."""
    held = stage.hub.held()
    if held:
        for each in await stage.reader.run(lambda session: identity.ended(session, held)):
            stage.hub.close_consoles(each)


async def _every(seconds: float, chore: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await chore()
        except Exception as error:  # the disk may have room again next time
            log.error("chore put off", chore=repr(chore), **stumble(error))
        await asyncio.sleep(seconds)


async def _turned(_request: Request, turned: Exception) -> Response:
    assert isinstance(turned, Turned)
    if turned.to:
        return RedirectResponse(turned.to, turned.status)
    return show("pages/error.html", turned.status, head=turned.head, text=turned.text)


async def _missing(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return show(
            "pages/error.html", 404, head="There is nothing here.", text="Look at the address, or type the code."
        )
    page = show("pages/error.html", error.status_code, head="That did not work.", text="Nothing was changed.")
    page.headers.update(error.headers or {})
    return page


async def _unreadable(_request: Request, _error: Exception) -> Response:
    return show(
        "pages/error.html", 422, head="That form was not complete.", text="Nothing was changed. Go back and try again."
    )


async def _broken(_request: Request, error: Exception) -> Response:
    log.error("a page failed", **stumble(error))
    text = "Answers that were confirmed are safe. Go back and try again."
    return show("pages/error.html", 500, head="Something went wrong here.", text=text)
