"""Who may link where, and who may say what: every socket by everybody, every message by every audience. A message or a
socket without a row here fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from secrets import token_hex
from typing import Any, NamedTuple, get_args

import pytest

from server.live.decode import ActionMessage, AnswerMessage, BeatMessage, Message, SnapshotMessage
from server.people.identity import facilitator_cookie, participant_cookie
from server.room.joining import hashed
from server.stage.hub import Audience
from server.trials.swarm.desk import RoomKey
from server.trials.swarm.serving import Server
from server.trials.torture.corpus import answer
from tests.live.line import Line
from tests.live.two_rooms import seat, two_rooms
from tests.people import GIL

LINKED = 0
PLAN = "question-0"


class House(NamedTuple):
    """A server, a room of Fay's that votes, and the cookie of everybody who may knock, by who they are."""

    server: Server
    room: RoomKey
    cookies: dict[str, str]

    def path(self, audience: str) -> str:
        """Where an audience links."""
        place = {"phone": self.room.code, "screen": self.room.screen_token, "console": self.room.id}[audience]
        return f"/live/{audience}/{place}"

    def line(self, audience: str, who: str) -> Line:
        """Somebody's socket."""
        return Line(self.server.address, self.path(audience), self.cookies[who])


def sign_in_of_another(server: Server) -> str:
    """Gil facilitates on the same server, and none of these rooms."""
    token = token_hex(11)
    with closing(sqlite3.connect(server.database)) as rows, rows:
        gil = rows.execute("INSERT INTO facilitator (name, password_hash) VALUES (?, ?)", (GIL.name, "unknown"))
        rows.execute(
            "INSERT INTO sign_in (token_hash, facilitator_id, created_at) VALUES (?, ?, datetime('now'))",
            (hashed(token), gil.lastrowid),
        )
    return f"{facilitator_cookie(https=False)}={token}"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with two_rooms(tmp_path_factory.mktemp("who-may")) as (server, fay, room, elsewhere):
        fay.advance(room.id, "open")
        bo = seat(server, elsewhere)
        cookies = {
            "stranger": "",
            "onlooker": "; ".join(
                f"{name}={room.screen_token}"
                for name in (facilitator_cookie(False), participant_cookie(room.id, False))
            ),
            "participant": seat(server, room),
            "neighbour": f"{bo}; {participant_cookie(room.id, False)}={bo.partition('=')[2]}",
            "other": sign_in_of_another(server),
            "host": fay.cookie,
        }
        yield House(server, room, cookies)


# How a link ends at once: for each audience, by who knocks. Whoever has the screen's link may look; it is the secret.
ENDS = {
    "phone": {
        "stranger": 4401,
        "onlooker": 4401,
        "participant": LINKED,
        "neighbour": 4401,
        "other": 4401,
        "host": 4401,
    },
    "screen": dict.fromkeys(("stranger", "onlooker", "participant", "neighbour", "other", "host"), LINKED),
    "console": {
        "stranger": 4401,
        "onlooker": 4401,
        "participant": 4401,
        "neighbour": 4401,
        "other": 4404,
        "host": LINKED,
    },
}
# What comes of a message: the type of what answers it, or the code by which it is refused; for each audience.
COMES_OF = {
    AnswerMessage: {"phone": "ack", "screen": "unknown-type", "console": "unknown-type"},
    ActionMessage: {"phone": "wrong-action", "screen": "unknown-type", "console": "unknown-type"},
    BeatMessage: {"phone": "beat", "screen": "beat", "console": "beat"},
    SnapshotMessage: {"phone": "frame", "screen": "frame", "console": "frame"},
}
AUDIENCES = [(audience, who) for audience, ends in ENDS.items() for who in ends]
MAY = {"phone": "participant", "screen": "stranger", "console": "host"}


def said(message: type) -> str:
    """One of its kind, right as far as its shape goes."""
    action = '{"type":"action","action_id":"%s","activity":"%s","round":1,"what":"%s","value":null}'
    return {
        AnswerMessage: answer(PLAN, 1, answer_id=token_hex(16)),
        ActionMessage: action % (token_hex(16), PLAN, "release"),
        BeatMessage: '{"type":"beat","version":1}',
        SnapshotMessage: '{"type":"snapshot"}',
    }[message]


def test_every_socket_and_every_message_has_a_row() -> None:
    assert ENDS.keys() == {audience.value for audience in Audience}
    assert COMES_OF.keys() == set(get_args(Message))
    assert {audience for each in COMES_OF.values() for audience in each} == ENDS.keys()


@pytest.mark.parametrize(("audience", "who"), AUDIENCES)
def test_who_may_link(house: House, audience: str, who: str) -> None:
    with house.line(audience, who) as line:
        if ENDS[audience][who] == LINKED:
            assert line.hear("frame")
        else:
            assert line.ends() == ENDS[audience][who]
            assert not line.pending()


@pytest.mark.parametrize("audience", ENDS)
@pytest.mark.parametrize("message", COMES_OF, ids=lambda message: str(message.__name__))
def test_who_may_say_what(house: House, audience: str, message: type) -> None:
    expected = COMES_OF[message][audience]
    with house.line(audience, MAY[audience]) as line:
        line.hear("you" if audience == "phone" else "frame")
        line.say(said(message))
        heard: dict[str, Any] = line.hear(expected if "-" not in expected else "refused")
        assert heard.get("code", heard["type"]) == expected


@pytest.mark.parametrize("what", ["release", "hide", "group", "undo", "clear", "move", "next"])
def test_a_phone_does_nothing_that_is_the_facilitators(house: House, what: str) -> None:
    with house.line("phone", "participant") as line:
        line.say(said(ActionMessage).replace('"release"', f'"{what}"'))
        refused = line.hear("refused")
        assert (refused["code"], refused["final"]) == ("wrong-action", True)
    with closing(sqlite3.connect(house.server.database)) as rows:
        assert rows.execute("SELECT count(*) FROM event").fetchone() == (0,)
