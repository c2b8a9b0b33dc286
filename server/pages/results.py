"""What a room was shown, on one page to print and hand over."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from server.pages.access import AStage, Host
from server.pages.console import RoomId, real_board_of
from server.pages.own import gone, is_own

router = APIRouter(include_in_schema=False)


@router.get("/rooms/{room}/results")
async def results(stage: AStage, host: Host, room: RoomId) -> Response:
    """The results page of one of this facilitator's rooms."""
    await real_board_of(stage, host, room)
    drawn = await stage.results(room) if await is_own(stage, host, room) else None
    if drawn is None:
        raise gone()
    return HTMLResponse(drawn)
