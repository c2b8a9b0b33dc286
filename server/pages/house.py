"""Assets from memory, and whether the house is standing."""

import sqlite3

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from server.assets import assets
from server.pages.access import AStage
from server.people.identity import facilitator_exists

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
def healthz(request: Request, stage: AStage) -> JSONResponse:
    """Alive, with the counters that tests and operators read."""
    counters = {"commits": stage.writer.commits, "renders": stage.redraw.renders, "frames": stage.hub.frames}
    return JSONResponse({"alive": True, **counters, "rooms": len(stage.boards)})


@router.api_route("/readyz", methods=["GET", "HEAD"])
async def readyz(stage: AStage) -> JSONResponse:
    """Ready to serve: the database answers."""
    exists = await stage.reader.run(facilitator_exists)
    return JSONResponse({"ready": True, "facilitator": exists, "sqlite": sqlite3.sqlite_version})
