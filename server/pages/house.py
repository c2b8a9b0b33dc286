"""Assets from memory, and whether the house is standing."""

import hmac
import sqlite3

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from server.assets import assets
from server.pages.access import AStage, TheSettings
from server.people.identity import facilitator_cookie, facilitator_exists, signed_in
from server.policy import SET_UP_HEADER

router = APIRouter(include_in_schema=False)
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
ONLY_NOW = {"cache-control": "no-store"}


async def static(scope: Scope, receive: Receive, send: Send) -> None:
    """`/static/<release>/<path>`: kept for ever, because the address changes with the content. Who asks for another
    release, while servers are renewed one by one, gets ours for now and keeps nothing. An ASGI application of its own,
    since every phone that joins asks for a dozen files at once."""
    release, _, path = scope["path"].removeprefix(scope["root_path"]).strip("/").partition("/")
    found = assets().read(path)
    if found is None or scope["method"] not in ("GET", "HEAD"):
        await Response("There is no such file.", 404)(scope, receive, send)
        return
    packed = found.packed if b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"") else None
    keep = FOR_EVER if release == assets().release else ONLY_NOW
    headers = keep | ({"content-encoding": "gzip"} if packed else {})
    await Response(packed or found.plain, media_type=found.kind, headers=headers)(scope, receive, send)


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def healthz(request: Request, stage: AStage, settings: TheSettings) -> JSONResponse:
    """Alive; to a facilitator also the counters that tests and operators read."""
    if facilitator_cookie(settings.https) not in request.cookies:
        return JSONResponse({"alive": True})  # without a look at the database, which may be what is not well
    if await stage.reader.run(lambda session: signed_in(session, request.cookies, settings.https)) is None:
        return JSONResponse({"alive": True})
    counters = {"commits": stage.writer.commits, "renders": stage.redraw.renders, "frames": stage.hub.frames}
    return JSONResponse({"alive": True, **counters, "rooms": len(stage.boards)})


@router.api_route("/readyz", methods=["GET", "HEAD"])
async def readyz(request: Request, stage: AStage, settings: TheSettings) -> JSONResponse:
    """Ready to serve: the database answers. To who started us also what the announcement says."""
    exists = await stage.reader.run(facilitator_exists)
    held = request.headers.get(SET_UP_HEADER, "")
    if not settings.setup_token or not hmac.compare_digest(held.encode(), settings.setup_token.encode()):
        return JSONResponse({"ready": True})
    return JSONResponse({"ready": True, "facilitator": exists, "sqlite": sqlite3.sqlite_version})
