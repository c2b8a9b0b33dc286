"""Mallory against a real server: every hostile input has its own stable code, and nobody else feels any of it."""

from __future__ import annotations

import http.client
import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from secrets import token_hex
from typing import Any, NamedTuple

import pytest

from server.stumbles import stumbled
from server.trials.swarm.desk import Desk, RoomKey
from server.trials.swarm.frames import Opcode, frame
from server.trials.swarm.serving import Server
from server.trials.torture.corpus import answer, wrong
from tests.live.line import Line
from tests.live.two_rooms import seat, two_rooms
from tests.waiting import SECONDS

PLAN = "question-0"


class Evening(NamedTuple):
    """A server, a room that votes and one that has voted; a cookie of Mallory's in each; Ann and Bo looking on."""

    server: Server
    fay: Desk
    room: RoomKey
    other: RoomKey
    mallory: str
    elsewhere: str
    friends: tuple[Line, Line]

    def line(self, **head: Any) -> Line:
        """Mallory's phone, linked to the room that votes."""
        return Line(self.server.address, f"/live/phone/{self.room.code}", **{"cookie": self.mallory, **head})

    def post(self, body: bytes, **head: str) -> tuple[int, Any]:
        """The same by plain HTTP."""
        headers = {"Cookie": self.mallory, "Origin": self.server.address.origin, **head}
        with closing(http.client.HTTPConnection(*self.server.address, timeout=SECONDS)) as line:
            line.request("POST", f"/live/phone/{self.room.code}", body, headers)
            reply = line.getresponse()
            return reply.status, json.loads(reply.read())

    def get(self, code: str) -> int:
        """Somebody without a cookie tries a code; the status."""
        with closing(http.client.HTTPConnection(*self.server.address, timeout=SECONDS)) as line:
            line.request("GET", f"/live/phone/{code}")
            reply = line.getresponse()
            reply.read()
            return reply.status


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    with two_rooms(tmp_path_factory.mktemp("hostile")) as (server, fay, room, other):
        path = f"/live/phone/{room.code}"
        ann, bo = (Line(server.address, path, seat(server, room)) for _ in range(2))
        with ann, bo:
            mallory, elsewhere = seat(server, room), seat(server, other)
            assert fay.advance(room.id, "open") == ("open", PLAN, 1)
            fay.advance(other.id, "closed")
            yield Evening(server, fay, room, other, mallory, elsewhere, (ann, bo))


@pytest.fixture(autouse=True)
def _nobody_else_feels_it(evening: Evening) -> Iterator[None]:
    yield
    for friend in evening.friends:
        assert {message["type"] for message in friend.pending()} <= {"frame", "count", "you"}
        assert friend.code == 0, "Ann and Bo must stay linked"
    assert not stumbled(evening.server.log.read_text())


def path_of(evening: Evening, audience: str) -> str:
    """Where an audience links."""
    place = {"phone": evening.room.code, "screen": evening.room.screen_token, "console": evening.room.id}[audience]
    return f"/live/{audience}/{place}"


# What is said.

WRONG = wrong(PLAN, 1)


@pytest.mark.parametrize("code", sorted(WRONG))
def test_every_wrong_message_is_refused_by_its_code(evening: Evening, code: str) -> None:
    with evening.line() as line:
        line.say(*WRONG[code])
        refusals = line.refusals(len(WRONG[code]))
        assert [refusal["code"] for refusal in refusals] == [code] * len(refusals)
        assert all(refusal["final"] for refusal in refusals)
        line.say('{"type":"beat","version":1}')
        assert line.hear("beat"), "the link goes on"


def test_binary_is_refused(evening: Evening) -> None:
    with evening.line() as line:
        line.write(frame(Opcode.BINARY, answer(PLAN, 1).encode()))
        assert line.hear("refused")["code"] == "binary"


def test_a_screen_and_a_console_do_not_answer(evening: Evening) -> None:
    for audience in ("screen", "console"):
        with Line(evening.server.address, path_of(evening, audience), evening.fay.cookie) as line:
            line.say(answer(PLAN, 1))
            assert line.hear("refused")["code"] == "unknown-type"


def test_an_older_answer_is_stale_and_learns_the_current_rev(evening: Evening) -> None:
    with evening.line() as line:
        line.say(answer(PLAN, 1, answer_id=token_hex(16), rev=40))
        assert line.hear("ack")["rev"] == 40
        for rev in (39, 40, 1):
            line.say(answer(PLAN, 1, answer_id=token_hex(16), rev=rev))
            refusal = line.hear("refused")
            assert (refusal["code"], refusal["rev"], refusal["final"]) == ("stale", 40, True)


def test_an_answer_id_stands_for_one_content(evening: Evening) -> None:
    sent = answer(PLAN, 1, answer_id=token_hex(16), rev=50)
    with evening.line() as line:
        line.say(sent, sent, sent.replace('"hold"', '"ship"'))
        acks = [line.hear("ack"), line.hear("ack")]
        assert acks[0] == acks[1], "the same answer has the same ack"
        refusal = line.hear("refused")
        assert (refusal["code"], refusal["answer_id"]) == ("reused-id", acks[0]["answer_id"])


def test_after_the_close_is_closed(evening: Evening) -> None:
    with Line(evening.server.address, f"/live/phone/{evening.other.code}", evening.elsewhere) as line:
        line.say(answer(PLAN, 1))
        refusal = line.hear("refused")
        assert (refusal["code"], refusal["final"]) == ("closed", True)


def test_too_fast_is_told_so_and_may_go_on(evening: Evening) -> None:
    with evening.line() as line:
        line.say(*['{"type":"beat","version":1}'] * 25)
        refusal = line.hear("refused")
        assert (refusal["code"], refusal["final"]) == ("too-fast", False)
        assert not line.code


@pytest.mark.parametrize("text", ['{"type":"beat","version":1}', "{", ""])
def test_twenty_bad_messages_end_the_talk(evening: Evening, text: str) -> None:
    with evening.line() as line:
        line.say(*["{"] * 20)
        assert {refusal["code"] for refusal in line.refusals(20)} == {"malformed"}
        line.say(*[text] * 30)
        assert line.ends() == 4429


# How it is framed.

BOMB = zlib.compressobj(wbits=-15)
FRAMES: list[tuple[str, int, list[bytes]]] = [
    ("oversized", 1009, [frame(Opcode.TEXT, b" " * 16_385)]),
    ("oversized in pieces", 1009, [frame(Opcode.TEXT, b"[", final=False), *[frame(0, b" " * 4_096, final=False)] * 4]),
    ("a terabyte announced", 1009, [b"\x81\xff" + (2**40).to_bytes(8, "big") + b"mask"]),
    ("fragments without end", 1009, [frame(Opcode.TEXT, b"{", final=False), *[frame(0, b"", final=False)] * 80]),
    ("compressed bomb", 1002, [b"\xc1" + frame(1, BOMB.compress(b"\0" * 9_000_000) + BOMB.flush())[1:]]),
    ("not UTF-8", 1007, [frame(Opcode.TEXT, b"\xff\xfe\xfd")]),
    ("half a character", 1007, [frame(Opcode.TEXT, b'{"type":"\xf0\x9f"}')]),
    ("a surrogate as bytes", 1007, [frame(Opcode.TEXT, b'"\xed\xa0\x80"')]),
    ("not masked", 1002, [frame(Opcode.TEXT, b"{}", masked=False)]),
    ("no such opcode", 1002, [frame(5, b"{}")]),
    ("going on without a beginning", 1002, [frame(Opcode.MORE, b"{}")]),
    ("one inside another", 1002, [frame(Opcode.TEXT, b"{", final=False), frame(Opcode.TEXT, b"{}")]),
    ("a long ping", 1002, [frame(Opcode.PING, b"x" * 126)]),
    ("a ping in pieces", 1002, [frame(Opcode.PING, b"x", final=False)]),
    ("a goodbye of one byte", 1002, [frame(Opcode.CLOSE, b"\x03")]),
    ("a ping flood", 4430, [frame(Opcode.PING, b"x" * 125)] * 60),
    ("a pong flood", 4430, [frame(Opcode.PONG, b"")] * 60),
]


@pytest.mark.parametrize(("code", "frames"), [case[1:] for case in FRAMES], ids=[case[0] for case in FRAMES])
def test_what_is_no_frame_ends_by_its_code(evening: Evening, code: int, frames: list[bytes]) -> None:
    with evening.line() as line:
        line.write(*frames)
        assert line.ends() == code


def test_compression_is_not_agreed_to(evening: Evening) -> None:
    with evening.line(Sec_WebSocket_Extensions="permessage-deflate") as line:
        assert b"sec-websocket-extensions" not in line.head.lower()


def test_pongs_that_nobody_asked_for_are_ignored(evening: Evening) -> None:
    with evening.line() as line:
        line.write(*[frame(Opcode.PONG, b"x" * 125)] * 20)
        line.say('{"type":"beat","version":1}')
        assert line.hear("beat")


def test_whoever_talks_before_the_handshake_is_answered_leaves_no_trace(evening: Evening) -> None:
    early = [frame(Opcode.TEXT, b"\xff"), frame(Opcode.PING, b""), frame(Opcode.TEXT, b"{}"), frame(Opcode.CLOSE, b"")]
    for number in range(40):
        line = evening.line()
        line.write(early[number % 4])
        line.write(early[number // 4 % 4])
        line.socket.close()
    with evening.line() as line:
        assert line.hear("you")["seat"] == 2


# Who says it.


def test_a_cookie_of_another_room_is_no_seat(evening: Evening) -> None:
    token = evening.elsewhere.partition("=")[2]
    for cookie in ("", evening.elsewhere, f"roomful-{evening.room.id}={token}", f"roomful-{evening.room.id}="):
        with evening.line(cookie=cookie) as line:
            assert line.ends() == 4401


def test_a_console_wants_a_sign_in(evening: Evening) -> None:
    for cookie in ("", "roomful-host=", "roomful-host=" + "A" * 22, evening.mallory):
        with Line(evening.server.address, path_of(evening, "console"), cookie) as line:
            assert line.ends() == 4401


@pytest.mark.parametrize(
    "place", ["0", "999999", "-1", "x", "1.5", "%C2%B2", "%D9%A1", "9" * 19, "9" * 5_000, "1%00", "1;--"]
)
def test_what_is_no_room_is_not_found(evening: Evening, place: str) -> None:
    for audience in ("console", "screen"):
        with Line(evening.server.address, f"/live/{audience}/{place}", evening.fay.cookie) as line:
            assert line.ends() == 4404


FOREIGN: list[str | None] = [
    None,
    "",
    "null",
    "http://evil.example",
    "http://{host}.evil.example",
    "http://{host}:80",
    "http://evil{host}",
    "http://evil.example/{host}",
    "http://evil.example@{host}",
    "http://{host}@evil.example",
    "http://{host}/",
    "http://{host}?",
    "http://{name}",
    "http://{name}:1",
    "http://localhost:{port}",
    "HTTP://{host}",
    "ws://{host}",
    "file://{host}",
    "{host}",
    "//{host}",
    "http://[",
    "http://{host}, http://{host}",
]


@pytest.mark.parametrize("pattern", FOREIGN)
def test_a_foreign_origin_is_turned_away_by_every_door(evening: Evening, pattern: str | None) -> None:
    name, port = evening.server.address
    origin = pattern.format(host=f"{name}:{port}", name=name, port=port) if pattern is not None else None
    cookie = f"{evening.mallory}; {evening.fay.cookie}"
    for audience in ("phone", "screen", "console"):
        line = Line(evening.server.address, path_of(evening, audience), cookie, origin, Sec_Fetch_Site="same-origin")
        with line:
            assert line.ends() == 4403
    status, reply = evening.post(b'{"type":"snapshot"}', Origin=origin or "")
    assert (status, reply["code"]) == (403, "foreign-origin")


def test_an_origin_in_capitals_is_none_that_a_browser_sends(evening: Evening) -> None:
    port = evening.server.address.port
    for origin, ends in (("http://LOCALHOST", 4403), ("http://localhost", 0)):
        with evening.line(origin=f"{origin}:{port}", Host=f"localhost:{port}") as line:
            assert (line.ends() if ends else line.hear("you")["seat"]) == (ends or 2)


def test_plain_http_refuses_as_sockets_do(evening: Evening) -> None:
    sent = {
        b"{": "malformed",
        b"\xff\xfe": "malformed",
        b" " * 20_000: "too-large",
        json.dumps({"type": "é" * 9_000}, ensure_ascii=False).encode(): "too-large",
        b'{"type":"beat","version":NaN}': "not-a-number",
        b'{"type":"move"}': "unknown-type",
    }
    for body, code in sent.items():
        status, messages = evening.post(body)
        assert (status, [message["code"] for message in messages]) == (200, [code])
    codes = [evening.post(b"{")[1][0]["code"] for _ in range(40)]
    assert codes[0] == "malformed"
    assert "too-fast" in codes
    assert evening.post(b"{", Cookie=evening.elsewhere)[0] == 401


# Last, because it closes the door to this whole machine for a while.


def test_codes_can_not_be_guessed(evening: Evening) -> None:
    assert {evening.get(evening.room.code) for _ in range(70)} == {401}, "right codes never count"
    tries = [evening.get("000000") for _ in range(75)]
    assert tries[:60] == [404] * 60
    assert tries[-1] == 429
    with evening.line(cookie="") as line:
        assert line.ends() == 4429


def test_ann_and_bo_answer_as_if_nobody_else_had_been_here(evening: Evening) -> None:
    for friend in evening.friends:
        friend.say(answer(PLAN, 1, answer_id=token_hex(16)))
        assert friend.hear("ack")["rev"] == 1
        friend.say('{"type":"beat","version":1}')
        assert friend.hear("beat")["type"] == "beat"
