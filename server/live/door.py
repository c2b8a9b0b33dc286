"""At the door: which room, who is asking, and whether they may come in."""

from functools import partial

from starlette.requests import HTTPConnection

from server.live.decode import ActionMessage, AnswerMessage
from server.people.doors import Doors
from server.people.identity import facilitator_cookie, participant_cookie, same_origin, signed_in
from server.refusals import Refused
from server.room import joining
from server.room.actions import Action
from server.room.answers import Offer
from server.room.board import Board, Person
from server.settings import Settings
from server.stage import Stage
from server.stage.hub import Audience


class Closed(Exception):
    """This link cannot be: a close code for sockets, its last three digits as HTTP status."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Visitor:
    """Who stands at the door of a room, and as what."""

    __slots__ = ("audience", "board", "held", "person")

    def __init__(self, board: Board, audience: Audience, person: Person | None = None, held: str = "") -> None:
        self.board, self.audience, self.person, self.held = board, audience, person, held

    def offer(self, message: AnswerMessage) -> tuple[Person, Offer]:
        """Whose answer this is, and what they offer, by socket and by HTTP alike; raises `Refused`."""
        if self.person is None:
            raise Refused("unknown-type", "Only phones answer.")
        return self.person, Offer(message.answer_id, message.activity, message.round, message.rev, message.value)

    def action(self, message: ActionMessage) -> tuple[Person, Action]:
        """The same of what they do besides."""
        if self.person is None:
            raise Refused("unknown-type", "Only phones act.")
        return self.person, Action(*message[1:])

    def is_welcome_still(self, stage: Stage, place: str) -> bool:
        """Whether the room and the screen's link are what they were when we looked. They may have gone meanwhile, and
        whoever takes a place in the hub now would be closed by nobody."""
        renewed = self.audience is Audience.SCREEN and self.board.screen_token != place
        return stage.boards.get(self.board.room) is self.board and not renewed


async def visitor(connection: HTTPConnection, audience: Audience, place: str) -> Visitor:
    """Find the room and who is asking; raises `Closed`."""
    stage: Stage = connection.app.state.stage
    settings: Settings = connection.app.state.settings
    unsafe = connection.scope["type"] == "websocket" or connection.scope.get("method") == "POST"
    if unsafe and not same_origin(connection, settings):
        raise Closed(4403, "foreign origin")
    if audience is Audience.PHONE:
        return await _participant(connection, stage, settings, place)
    if audience is Audience.SCREEN:
        room = await stage.reader.run(lambda session: joining.by_screen_token(session, place))
        board = await stage.boards.of(room) if room is not None else None
        if board is None:
            raise Closed(4404, "no such link")
        return Visitor(board, audience)
    host = await stage.reader.run(lambda session: signed_in(session, connection.cookies, settings.https))
    if host is None:
        raise Closed(4401, "sign in first")
    room = int(place) if place.isascii() and place.isdigit() and len(place) < 16 else 0
    board = await stage.boards.owned(room, host.id)
    if board is None:
        raise Closed(4404, "no such room")
    return Visitor(board, audience, held=joining.hashed(connection.cookies[facilitator_cookie(settings.https)]))


async def _participant(connection: HTTPConnection, stage: Stage, settings: Settings, code: str) -> Visitor:
    cookies = connection.cookies  # read for wrong codes, too: it takes a while

    def token_of(room: int) -> str:
        return cookies.get(participant_cookie(room, settings.https), "")

    if seated := stage.seated(code, token_of):
        return Visitor(seated[0], Audience.PHONE, seated[1])
    doors: Doors = connection.app.state.doors
    address = connection.client.host if connection.client else ""
    try:
        board = await doors.codes.find(address, partial(stage.boards.by_code, code))
    except Refused:
        raise Closed(4429, "too many wrong codes") from None
    if board is None:
        raise Closed(4404, "no such room")
    if board.rehearsal:
        raise Closed(4404, "nobody can join a rehearsal")
    person = await stage.holder(board, token_of(board.room))
    if person is None:
        raise Closed(4401, "take a seat first")
    return Visitor(board, Audience.PHONE, person)
