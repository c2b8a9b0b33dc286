"""Acting by plain HTTP: the facilitator's form, and the same messages as over a socket for a phone without one."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from server.phases import Phase
from server.store.writer import NotSaved
from tests.clapping import an_action, clapping
from tests.house import RoomAt
from tests.pages.browsers import Served
from tests.pages.test_polling import Phone

ID = "00112233445566778899aabbccddeeff"


@pytest.fixture(autouse=True)
def _clapping() -> Iterator[None]:
    with clapping():
        yield


def press(fay: TestClient, room: RoomAt, headers: dict[str, str] | None = None, **changed: str) -> httpx2.Response:
    """Fay clears, or does something else."""
    form = {"activity": "plan", "round": "1", "what": "clear", **changed}
    return fay.post(f"/rooms/{room.id}/acts", data=form, headers=headers or {})


def stored(room: RoomAt) -> list[tuple[Any, ...]]:
    """Everything that happened."""
    return room.house.all("SELECT actor, action_id, what, value FROM event WHERE room_id = ? ORDER BY version", room.id)


def test_the_same_id_is_done_once_in_any_spelling(fay: TestClient, room: RoomAt) -> None:
    told = [press(fay, room, action_id=spelled).json() for spelled in (ID, str(uuid.UUID(ID)).upper(), ID)]
    assert told == [{"action_id": ID, "version": room.row.version}] * 3
    assert stored(room) == [(0, ID, "clear", "null")]
    assert room.row.moves == 0, "it is no move, and needs none to have been seen"


def test_a_form_without_its_script_does_it_once_each_time_and_leads_back(fay: TestClient, room: RoomAt) -> None:
    for _ in range(2):
        answer = press(fay, room, {"accept": "text/html,application/xhtml+xml"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/rooms/{room.id}")
    assert len({row[1] for row in stored(room)}) == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"what": "clap"}, "wrong-action"),
        ({"value": "7"}, "wrong-value"),
        ({"name": "typed into a field of the form"}, "wrong-value"),
        ({"value": "{"}, "malformed"),
        ({"value": "NaN"}, "malformed"),
        ({"value": "[" * 5_000}, "malformed"),
        ({"value": '"\\ud800"'}, "malformed"),
        ({"activity": "no-such-thing"}, "wrong-round"),
        ({"round": "7"}, "wrong-round"),
        ({"action_id": "1"}, "wrong-shape"),
    ],
)
def test_what_cannot_be_done_is_refused_by_a_code(
    fay: TestClient, room: RoomAt, changed: dict[str, str], code: str
) -> None:
    answer = press(fay, room, None, **changed)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert stored(room) == []


def test_only_whoever_facilitates_may_and_only_from_our_own_page(served: Served, fay: TestClient, room: RoomAt) -> None:
    assert press(served.browser(), room).headers["location"].startswith("/signin")
    assert press(fay, room, {"sec-fetch-site": "cross-site", "origin": "http://mallory.test"}).status_code == 403
    assert stored(room) == []
    assert fay.post(f"/rooms/{2**62}/acts", data={"what": "clear"}).status_code == 404


def test_a_disk_that_refuses_is_not_told_as_done(
    fay: TestClient, room: RoomAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as broken:
        broken.setattr("server.store.writer._commit", cut)
        answer = press(fay, room, action_id=ID)
    assert (answer.status_code, answer.json()["code"]) == (503, NotSaved().code)
    assert press(fay, room, action_id=ID).status_code == 200
    assert len(stored(room)) == 1


def test_a_phone_without_a_socket_claps_once_for_each_id(served: Served, room: RoomAt) -> None:
    phone = Phone(served, room.goto(Phase.OPEN))
    clap = json.dumps({"type": "action", **an_action(action_id=ID)._asdict()})
    said = [phone.say(clap) for _ in range(2)]
    ack = {"type": "ack", "action_id": ID, "activity": "plan", "round": 1, "version": room.row.version}
    assert said == [[ack]] * 2
    assert len(stored(room)) == 1
    room.move("next")
    (refused,) = phone.say(json.dumps({"type": "action", **an_action(action_id="f" * 32)._asdict()}))
    assert (refused["code"], refused["action_id"], refused["final"]) == ("closed", "f" * 32, True)
    assert phone.say(clap) == [ack], "the same, also when the room has moved on"
