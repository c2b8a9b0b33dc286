"""The same room by plain HTTP, where sockets are blocked: the messages are those of the socket."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.phases import Phase
from tests.house import RoomAt, an_offer
from tests.pages.browsers import Served


@pytest.fixture
def room(served: Served) -> RoomAt:
    return served.house.room()


def an_answer(**changed: Any) -> str:
    return json.dumps({"type": "answer", **an_offer()._asdict(), **changed})


class Phone:
    """A phone whose sockets are blocked."""

    def __init__(self, served: Served, room: RoomAt) -> None:
        self.browser, self.path = served.browser(), f"/live/phone/{room.row.code}"
        assert self.browser.post(f"/{room.row.code}/seat").status_code == 204

    def look(self) -> list[dict[str, Any]]:
        answer = self.browser.get(self.path)
        assert answer.status_code == 200
        said: list[dict[str, Any]] = answer.json()
        return said

    def say(self, text: str | bytes) -> list[dict[str, Any]]:
        answer = self.browser.post(self.path, content=text)
        assert answer.status_code == 200
        said: list[dict[str, Any]] = answer.json()
        return said


def test_a_phone_sees_the_room_and_itself(served: Served, room: RoomAt) -> None:
    room.goto(Phase.OPEN)
    frame, you = Phone(served, room).look()
    assert {*frame} == {"type", "epoch", "version", "n", "now", "scene", "step", "html"}
    assert (frame["step"]["phase"], frame["step"]["activity"], frame["step"]["round"]) == ("open", "plan", 1)
    assert [place["key"] for place in frame["step"]["places"]] == ["call", "wait", "ship"]
    assert frame["scene"] == str(room.row.moves)
    assert '<main id="scene"' in frame["html"]
    assert you == {"type": "you", "version": you["version"], "seat": 0, "joined_move": room.row.moves, "answers": {}}


def test_an_answer_counts_once(served: Served, room: RoomAt) -> None:
    phone = Phone(served, room.goto(Phase.OPEN))
    answer = an_answer()
    ack, you = phone.say(answer)
    offer = json.loads(answer)
    assert ack == {key: offer[key] for key in ("answer_id", "activity", "round", "rev")} | {
        "type": "ack",
        "version": ack["version"],
    }
    assert you["answers"] == {"plan.1": {"answer_id": offer["answer_id"], "rev": 1, "value": "call"}}
    assert phone.say(answer)[0] == ack
    assert phone.look()[1]["answers"] == you["answers"]
    assert len(room.rows()) == 1


def test_refusals_say_the_same(served: Served, room: RoomAt) -> None:
    phone = Phone(served, room.goto(Phase.OPEN))
    phone.say(an_answer(rev=3))
    for changed, code, final in (
        ({"rev": 3}, "stale", True),
        ({"value": "dance"}, "wrong-value", True),
        ({"activity": "dance"}, "wrong-activity", True),
        ({"round": 2, "rev": 1}, "wrong-round", True),
        ({"rev": 0}, "wrong-shape", True),
        ({"more": 1}, "wrong-shape", True),
    ):
        refused, *more = phone.say(an_answer(**changed))
        assert [message["answers"]["plan.1"]["rev"] for message in more] == ([3] if code == "stale" else [])
        assert (refused["type"], refused["code"], refused["final"]) == ("refused", code, final)
    assert [row.rev for row in room.rows()] == [3]


def test_a_late_answer_is_refused(served: Served, room: RoomAt) -> None:
    phone = Phone(served, room.goto(Phase.OPEN))
    served.fay().post(f"/rooms/{room.id}/moves", data={"verb": "next", "expects": str(room.row.moves)})
    late = an_answer()
    (refused,) = phone.say(late)
    assert (refused["code"], refused["final"]) == ("closed", True)
    assert refused["answer_id"] == json.loads(late)["answer_id"]
    assert not room.rows()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "malformed"),
        ("[]", "malformed"),
        (b"\xff\xfe", "malformed"),
        ('{"type": "dance"}', "unknown-type"),
        ('{"type": "beat", "type": "beat"}', "duplicate-key"),
        (" " * 20_000, "too-large"),
        (" " * 2_000_000, "too-large"),
        ('{"type":' + "[" * 15_000, "too-deep"),
    ],
)
def test_nonsense_is_refused(served: Served, room: RoomAt, text: str | bytes, code: str) -> None:
    (refused,) = Phone(served, room).say(text)
    assert (refused["type"], refused["code"], refused["answer_id"]) == ("refused", code, None)


@pytest.mark.parametrize("text", ['{"type": "snapshot"}', '{"type": "beat", "version": 0}'])
def test_a_sign_of_life_brings_the_room(served: Served, room: RoomAt, text: str) -> None:
    assert [message["type"] for message in Phone(served, room).say(text)] == ["frame", "you"]


def test_a_flood_is_slowed(served: Served, room: RoomAt) -> None:
    phone = Phone(served, room.goto(Phase.OPEN))
    said = [phone.say('{"type": "dance"}')[0] for _ in range(60)]
    slowed = [message for message in said if message["code"] == "too-fast"]
    assert slowed
    assert not slowed[0]["final"]
    assert len(said) - len(slowed) >= 20


def test_strangers_are_told_to_take_a_seat(served: Served, room: RoomAt) -> None:
    stranger = served.browser()
    for code, status, reason in ((room.row.code, 401, "take a seat first"), ("000001", 404, "no such room")):
        answer = stranger.get(f"/live/phone/{code}")
        assert answer.status_code == status
        assert answer.json() == {"code": reason.replace(" ", "-"), "message": reason}


def test_the_big_screen_sees_the_room_and_cannot_answer(served: Served, room: RoomAt) -> None:
    browser, token = served.browser(), room.row.screen_token
    (frame,) = browser.get(f"/live/screen/{token}").json()
    assert frame["type"] == "frame"
    (refused,) = browser.post(f"/live/screen/{token}", content=an_answer()).json()
    assert (refused["type"], refused["code"]) == ("refused", "unknown-type")
