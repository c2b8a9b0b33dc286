"""What goes on over one link: messages in, rationed and parsed once; acks and refusals out."""

from server.limits import Bucket
from server.live.decode import ActionMessage, AnswerMessage, BeatMessage, decode
from server.live.door import Visitor
from server.live.messages import Message, ack_line, done, encoded, refusal, you
from server.live.wire import RoomProtocol
from server.refusals import Refused
from server.room.actions import Acted
from server.room.answers import Given
from server.room.board import Person
from server.stage import Stage
from server.stage.hub import Link, framed

MESSAGES_PER_SECOND, MESSAGES_AT_ONCE = 10, 20
BAD_PER_SECOND, BAD_AT_ONCE = 20 / 60, 20
HONEST = {"stale", "closed", "not-saved"}  # refusals that a phone on bad Wi-Fi may well earn


class Talk:
    """What goes on over one socket."""

    def __init__(self, stage: Stage, who: Visitor, wire: RoomProtocol) -> None:
        self.stage, self.who, self.board, self.wire = stage, who, who.board, wire
        participant = who.person.participant if who.person else None
        self.link = Link(_Wire(wire), who.board.room, who.audience, participant, who.held)
        self.rate = Bucket(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE)
        self.bad = Bucket(BAD_PER_SECOND, BAD_AT_ONCE)

    def hear(self, data: str | bytes) -> None:
        """One message from the other side."""
        if not self.rate.take():
            self.refuse(_too_fast())
            return
        try:
            if isinstance(data, bytes):
                raise Refused("binary", "Messages are text.")
            message = decode(data)
        except Refused as refused:
            self.refuse(refused)
            return
        if isinstance(message, AnswerMessage):
            self.answer(message)
        elif isinstance(message, ActionMessage):
            self.act(message)
        elif isinstance(message, BeatMessage):
            self.stage.hub.tell(self.link, self.stage.redraw.pictures.beat(self.board))
        else:
            self.stage.redraw.welcome(self.link, self.board)

    def answer(self, message: AnswerMessage) -> None:
        """Have it counted; the ack follows the commit."""
        try:
            person, offer = self.who.offer(message)
        except Refused as refused:
            self.refuse(refused)
            return
        if not person.answering.take():
            self.refuse(_too_fast(), message.answer_id)
            return

        def reply(given: Given | None, error: Exception | None) -> None:
            if given is not None:
                self.stage.hub.tell(self.link, framed(ack_line(given)))
                self.tell_other_tabs(person, given)
            elif isinstance(error, Refused):
                self.refuse(error, message.answer_id)

        self.stage.answer(self.board, person.participant, offer, reply)

    def tell_other_tabs(self, person: Person, given: Given) -> None:
        """A second tab of the same phone shows the same answer."""
        others = [tab for tab in self.stage.hub.people.get(given.participant, ()) if tab is not self.link]
        if others:
            frame = _frame(you(person, given.version, [given.own]))
            for tab in others:
                self.stage.hub.tell(tab, frame)

    def act(self, message: ActionMessage) -> None:
        """Have it stored; the ack follows the commit."""
        try:
            person, action = self.who.action(message)
        except Refused as refused:
            self.refuse(refused)
            return
        if not person.answering.take():
            self.refuse(_too_fast(), action_id=message.action_id)
            return

        def reply(acted: Acted | None, error: Exception | None) -> None:
            if acted is not None:
                self.stage.hub.tell(self.link, _frame(done(acted)))
            elif isinstance(error, Refused):
                self.refuse(error, action_id=message.action_id)

        self.stage.acts.take(self.board, person.participant, action, reply)

    def refuse(self, refused: Refused, answer_id: str | None = None, action_id: str | None = None) -> None:
        """Say no, and end the talk with who sends nothing else."""
        if refused.code not in HONEST and not self.bad.take():
            self.wire.close(4429, "too many bad messages")
            return
        self.stage.hub.tell(self.link, _frame(refusal(refused, answer_id, action_id)))


def _too_fast() -> Refused:
    return Refused("too-fast", "That was too fast. It is sent again by itself.")


def _frame(message: Message) -> bytes:
    return framed(encoded(message))


class _Wire:
    """The protocol, seen as the hub's small interface. Sending is the transport's own, because a picture
    goes through here once a phone; what is sent after a goodbye is dropped there."""

    __slots__ = ("abort", "buffered", "close", "send")

    def __init__(self, wire: RoomProtocol) -> None:
        self.send, self.buffered = wire.transport.write, wire.transport.get_write_buffer_size
        self.close, self.abort = wire.close, wire.transport.abort
