"""A phone by somebody who has read `docs/protocol.md` and nothing else of ours: it imports none of our code."""

from __future__ import annotations

import http.client
import json
import uuid
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.waiting import SECONDS

Message = dict[str, Any]
Place = tuple[str, int]


class AnswerStore:
    """What all tabs of one person share: for each activity and round the newest answer, and the greatest rev."""

    def __init__(self) -> None:
        self.held: dict[Place, Message] = {}
        self.revs: dict[Place, int] = {}

    def keep(self, place: Place, value: object) -> Message:
        """A newer answer takes the older one's place, with a larger rev."""
        self.learn(place, self.revs.get(place, 0) + 1)
        answer_id = str(uuid.uuid4()).upper()  # any usual spelling
        said = {"type": "answer", "answer_id": answer_id, "activity": place[0], "round": place[1]}
        self.held[place] = said | {"rev": self.revs[place], "value": value}
        return self.held[place]

    def learn(self, place: Place, rev: int) -> None:
        """The greatest rev used or heard of."""
        self.revs[place] = max(rev, self.revs.get(place, 0))

    def forget(self, answer_id: str) -> None:
        """By an id as the server spells it; one that is held no more is nothing to act on."""
        for place, said in list(self.held.items()):
            if uuid.UUID(said["answer_id"]).hex == answer_id:
                del self.held[place]


@dataclass
class Person:
    """One participant: a cookie, what all their tabs share, and what they were told."""

    host: str
    port: int
    code: str
    cookie: str = ""
    store: AnswerStore = field(default_factory=AnswerStore)

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, Any]:
        """Plain HTTP; the status and the JSON, if any."""
        head = {"Origin": f"http://{self.host}:{self.port}", "Cookie": self.cookie}
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)) as line:
            line.request(method, path, body, head)
            reply = line.getresponse()
            self.cookie = (reply.getheader("Set-Cookie") or self.cookie).partition(";")[0]
            text = reply.read()
        return reply.status, json.loads(text) if text else None

    def take_seat(self) -> int:
        """Come in; the status."""
        return self.ask("POST", f"/{self.code}/seat")[0]

    def tab(self) -> Tab:
        """One more window."""
        return Tab(self)


class Tab:
    """One window: at most one socket, the newest picture, what is known of the person."""

    def __init__(self, person: Person) -> None:
        self.person, self.store = person, person.store
        self.newest = (-1, -1, -1)
        self.step: Message = {}
        self.scene = ""
        self.you: Message = {}
        self.told: list[Message] = []
        self.socket: ClientConnection | None = None
        self._line = ExitStack()
        self.code = 0

    def __enter__(self) -> Self:
        self.link()
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()

    def link(self) -> None:
        """A socket; when the `you` is there, all that is held goes out again, unchanged."""
        person = self.person
        line = connect(
            f"ws://{person.host}:{person.port}/live/phone/{person.code}",
            origin=Origin(f"http://{person.host}:{person.port}"),
            additional_headers={"Cookie": person.cookie},
            compression=None,
        )
        self.socket = self._line.enter_context(line)
        self.newest = (*self.newest[:2], -1)
        if self.hear("you"):
            for said in self.store.held.values():
                self.say(said)

    def drop(self) -> None:
        """Without a socket, as in a lift."""
        self._line.close()
        self.socket = None

    def tap(self, value: object) -> Message:
        """An answer to what is asked here: held first, then sent, if that is possible."""
        said = self.store.keep((self.step["activity"], self.step["round"]), value)
        self.say(said)
        return said

    def say(self, message: Message) -> None:
        """One message."""
        if self.socket is not None:
            self.socket.send(json.dumps(message))

    def act(self, at: Message, what: str, value: object) -> Message | None:
        """Do something besides answering; the ack, or the refusal."""
        said = {"type": "action", "action_id": str(uuid.uuid4()), "activity": at["activity"], "round": at["round"]}
        self.say({**said, "what": what, "value": value})
        while message := self.hear_any():
            if message["type"] in ("ack", "refused"):
                return message
        return None

    def hear(self, kind: str) -> Message | None:
        """Read until a message of this type; None if the socket ends, and then `code` says how."""
        while message := self.hear_any():
            if message["type"] == kind:
                return message
        return None

    def hear_any(self) -> Message | None:
        """The next message."""
        if self.socket is None:
            return None
        try:
            message: Message = json.loads(self.socket.recv(SECONDS))
        except ConnectionClosed as closed:
            self.socket, self.code = None, closed.rcvd.code if closed.rcvd else 1006
            return None
        self.take(message)
        return message

    def until(self, phase: str) -> None:
        """Read until the room stands there."""
        while self.step.get("phase") != phase:
            assert self.hear("frame"), f"closed with {self.code}"

    def take(self, message: Message) -> None:
        """Whatever came, by socket or by HTTP."""
        self.told.append(message)
        if message["type"] == "frame":
            self._look(message)
        elif message["type"] == "you":
            self._know(message)
        elif message["type"] == "ack" and "answer_id" in message:
            self.store.learn((message["activity"], message["round"]), message["rev"])
            self.store.forget(message["answer_id"])
        elif message["type"] == "refused" and message["final"] and message.get("answer_id"):
            self._give_up(message)

    def _look(self, frame: Message) -> None:
        news = (frame["epoch"], frame["version"], frame["n"])
        if news >= self.newest:
            self.newest, self.step, self.scene = news, frame["step"], frame["scene"]

    def _know(self, you: Message) -> None:
        answers = self.you.get("answers", {})
        for place, own in you["answers"].items():
            activity, _, round = place.rpartition(".")
            self.store.learn((activity, int(round)), own["rev"])
            self.store.forget(own["answer_id"])
            if own["rev"] >= answers.get(place, own)["rev"]:
                answers = {**answers, place: own}
        self.you = {**you, "answers": answers}

    def _give_up(self, refused: Message) -> None:
        for place, said in self.store.held.items():
            if uuid.UUID(said["answer_id"]).hex == refused["answer_id"]:
                self.store.learn(place, refused["rev"] or 0)
        self.store.forget(refused["answer_id"])
