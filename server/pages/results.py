"""What a room was shown, on one page to print and hand over."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from server.pages.access import AStage
from server.pages.own import RealRoom, gone

router = APIRouter(include_in_schema=False)


@router.get("/rooms/{room}/results")
async def results(stage: AStage, board: RealRoom) -> Response:
    """The results page of one of this facilitator's rooms."""
    drawn = await stage.results(board.room)
    if drawn is None:
        raise gone()
    return HTMLResponse(drawn)
