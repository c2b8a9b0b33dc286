"""A socket that says one thing back: by it a phone finds out whether sockets pass where it is."""

import asyncio

from fastapi import APIRouter, WebSocket

from server.live.wire import KEY, RoomProtocol
from server.people.identity import same_origin

router = APIRouter(include_in_schema=False)
PATIENCE_SECONDS = 10
LONGEST = 64


@router.websocket("/live/echo")
async def echo(websocket: WebSocket) -> None:
    """Hear one short text, say it back, and close."""
    wire: RoomProtocol = websocket.scope["extensions"][KEY]["wire"]
    await websocket.accept()
    wire.linked()
    if not same_origin(websocket, websocket.app.state.settings):
        wire.close(4403, "foreign origin")
        return
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            heard = await websocket.receive()
    except TimeoutError:
        wire.close(4408, "nothing was said")
        return
    if heard.get("text"):
        await websocket.send_text(heard["text"][:LONGEST])
    wire.close(1000, "that was all")
