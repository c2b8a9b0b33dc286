"""The wire: sockets, and the same messages by plain HTTP where sockets are blocked.

Nothing else reads what phones send.
"""

import asyncio
import json
from typing import Annotated

from fastapi import APIRouter, Depends, Request, WebSocket
from fastapi.responses import JSONResponse
from starlette.websockets import WebSocketDisconnect

from server.live.decode import LARGEST, ActionMessage, AnswerMessage, decode
from server.live.door import Closed, Visitor, visitor
from server.live.messages import Message, ack, done, refusal, you
from server.live.talk import Talk
from server.live.wire import KEY, RoomProtocol
from server.refusals import Refused
from server.scenes.asks import mine
from server.stage import Stage
from server.stage.hub import Audience, framed

router = APIRouter(include_in_schema=False)


@router.websocket("/live/{audience}/{place}")
async def link(websocket: WebSocket, audience: Audience, place: str) -> None:
    """One browser, linked until it goes. Refused by accepting and closing: a refused handshake would
    be retried for ever."""
    stage: Stage = websocket.app.state.stage
    wire: RoomProtocol = websocket.scope["extensions"][KEY]["wire"]
    # After a restart many a socket in the queue was given up by its phone long ago. One turn of the loop
    # tells, and then it must cost nothing, or the living never get their turn.
    await asyncio.sleep(0)
    if _left(wire):
        return
    try:
        who = await visitor(websocket, audience, place)
    except Closed as closed:
        await websocket.accept()
        wire.close(closed.code, closed.reason)
        return
    personal = [] if _left(wire) else await _personal(stage, who)
    if _left(wire):
        return
    await websocket.accept()
    wire.linked()
    if not who.is_welcome_still(stage, place):
        wire.close(4410, "gone")
        return
    talk = Talk(stage, who, wire)
    wire.on_message, wire.on_drain = talk.hear, lambda: stage.hub.drained(talk.link)
    wire.on_lost = lambda: stage.hub.leave(talk.link)
    stage.presence.arrive(who.board, talk.link)
    try:
        stage.redraw.welcome(talk.link, who.board)
        for message in personal:
            stage.hub.tell(talk.link, framed(json.dumps(message)))
        while (await websocket.receive())["type"] != "websocket.disconnect":
            pass
    except WebSocketDisconnect:
        pass
    finally:
        wire.on_message = wire.on_drain = wire.on_lost = None
        stage.presence.depart(who.board, talk.link)


def _left(wire: RoomProtocol) -> bool:
    """Whether the other side is gone by now."""
    return wire.disconnected


async def _personal(stage: Stage, who: Visitor) -> list[Message]:
    person, version = who.person, who.board.version
    if person is None:
        return []
    return [you(person, version, await stage.own(who.board, person), mine(who.board, person.participant))]


def _http_closed(closed: Closed) -> JSONResponse:
    status = closed.code - 4000
    return JSONResponse({"code": closed.reason.replace(" ", "-"), "message": closed.reason}, status)


@router.get("/live/{audience}/{place}")
async def poll(request: Request, audience: Audience, place: str) -> JSONResponse:
    """The whole picture and what is personal, for pages whose sockets are blocked."""
    stage: Stage = request.app.state.stage
    try:
        who = await visitor(request, audience, place)
    except Closed as closed:
        return _http_closed(closed)
    if who.person is not None:
        stage.presence.asked(who.board, who.person)
    latest = stage.redraw.snapshot(who.board, audience, who.person)
    return JSONResponse([*latest.messages, *await _personal(stage, who)])


async def _body(request: Request) -> str:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            break
    return body.decode("utf-8", "replace")


@router.post("/live/{audience}/{place}")
async def post(request: Request, audience: Audience, place: str, body: Annotated[str, Depends(_body)]) -> JSONResponse:
    """One message by HTTP, and what answers it."""
    stage: Stage = request.app.state.stage
    try:
        who = await visitor(request, audience, place)
    except Closed as closed:
        return _http_closed(closed)
    answer_id = action_id = None
    try:
        if who.person is not None and not request.app.state.doors.posts.of(who.person.participant).take():
            raise Refused("too-fast", "That was too fast. It is sent again by itself.")
        message = decode(body)
        if isinstance(message, ActionMessage):
            action_id = message.action_id
            person, action = who.action(message)
            return JSONResponse([done(await stage.acts.take_now(who.board, person.participant, action))])
        if not isinstance(message, AnswerMessage):
            return await poll(request, audience, place)
        answer_id = message.answer_id
        person, offer = who.offer(message)
        given = await stage.answer_now(who.board, person.participant, offer)
        return JSONResponse([ack(given), *await _personal(stage, who)])
    except Refused as refused:
        # Whoever has answered elsewhere meanwhile shall see with what.
        more = await _personal(stage, who) if refused.code == "stale" else []
        return JSONResponse([refusal(refused, answer_id, action_id), *more])
