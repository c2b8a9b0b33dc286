"""Assets from memory, and whether the house is standing."""

import sqlite3

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from server.identity import facilitator_exists
from server.pages.access import AStage
from server.render import assets

router = APIRouter(include_in_schema=False)
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


@router.api_route("/static/{release}/{name:path}", methods=["GET", "HEAD"])
def asset(release: str, name: str) -> Response:
    """One file; its address changes with its content, so it may be kept for ever."""
    found = assets().read(name) if release == assets().release else None
    if found is None:
        return Response("There is no such file.", 404)
    content, kind = found
    return Response(content, media_type=kind, headers=FOR_EVER)


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
