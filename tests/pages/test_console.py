"""The console of a room: move it, take the answers home, delete it."""

from __future__ import annotations

import io
import zipfile

import httpx2
import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from server.phases import Phase
from server.store.models import Answer, Move, Participant, Round
from tests.house import RoomAt
from tests.pages.browsers import OURS, Served

EVIL = "<script>alert(1)</script>"
OF_ROOMS = (Participant, Answer, Round, Move)


def told(answer: httpx2.Response) -> dict[str, object]:
    assert answer.status_code == 200
    said: dict[str, object] = answer.json()
    return said


def press(fay: TestClient, room: RoomAt, verb: str, expects: int | str, **headers: str) -> httpx2.Response:
    return fay.post(f"/rooms/{room.id}/moves", data={"verb": verb, "expects": str(expects)}, headers=headers)


def test_a_move_counts_once(fay: TestClient, room: RoomAt) -> None:
    assert told(press(fay, room, "next", 0)) == {"applied": True, "moves": 1}
    assert told(press(fay, room, "next", 0)) == {"applied": False, "moves": 1}
    assert told(press(fay, room, "next", 1)) == {"applied": True, "moves": 2}


def test_two_laptops_at_once_make_one_move(served: Served, fay: TestClient, room: RoomAt) -> None:
    click = httpx2.Request(
        "POST",
        f"{served.origin}/rooms/{room.id}/moves",
        data={"verb": "next", "expects": "0"},
        headers=OURS | {"cookie": f"roomful-host={fay.cookies['roomful-host']}"},
    )
    answers = [told(answer) for answer in served.at_once([click] * 5)]
    assert [answer["applied"] for answer in answers].count(True) == 1
    assert room.row.moves == 1


@pytest.mark.parametrize("verb", ["", "dance", "delete", "__class__", "NEXT", EVIL])
def test_a_verb_that_is_none_does_not_apply(fay: TestClient, room: RoomAt, verb: str) -> None:
    assert told(press(fay, room, verb, 0)) == {"applied": False, "moves": 0}


def test_a_plain_form_leads_back_to_the_console(fay: TestClient, room: RoomAt) -> None:
    for expected in (1, 1):  # the second does not apply, and is no error either
        answer = press(fay, room, "next", 0, accept="text/html,application/xhtml+xml")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/rooms/{room.id}")
        assert room.row.moves == expected


@pytest.mark.parametrize(("expects", "status"), [("", 200), ("x", 422), ("1.5", 422), ("9" * 30, 200), ("-1", 200)])
def test_a_move_from_nowhere_changes_nothing(fay: TestClient, room: RoomAt, expects: str, status: int) -> None:
    assert press(fay, room, "next", expects).status_code == status
    assert room.row.moves == 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", "/moves"),
        ("POST", "/export.zip"),
        ("POST", "/delete"),
        ("POST", "/screen-link"),
    ],
)
def test_a_room_that_is_gone_is_told_so(fay: TestClient, method: str, path: str) -> None:
    answer = fay.request(method, f"/rooms/{2**63 - 1}{path}")
    assert answer.status_code == 404
    assert "This room is gone." in answer.text


def test_an_export_is_a_zip_with_a_plain_name(fay: TestClient, room: RoomAt) -> None:
    answer = fay.post(f"/rooms/{room.id}/export.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'attachment; filename="roomful-small-{room.row.code}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["answers.csv", "activities.csv", "totals.csv", "sources.csv", "README.txt"]


def test_no_link_leads_to_an_export(fay: TestClient, room: RoomAt) -> None:
    room.goto(Phase.OPEN)
    room.answer([(person, "call") for person in room.seats(5)])
    room.goto(Phase.CLOSED)
    assert fay.get(f"/rooms/{room.id}/export.zip").status_code == 405
    row = room.round()
    assert row is not None
    assert row.released_at is None, "an address that was only opened must not seal a round"


def test_what_was_exported_never_reopens(fay: TestClient, room: RoomAt) -> None:
    room.goto(Phase.OPEN)
    room.answer([(person, "call") for person in room.seats(5)])
    room.goto(Phase.CLOSED)
    assert fay.get(f"/rooms/{room.id}").status_code == 200
    fay.post(f"/rooms/{room.id}/export.zip")
    row = room.round()
    assert row is not None
    assert row.released_at is not None
    for _ in range(6):
        press(fay, room, "back", room.row.moves)
        assert room.stands != (Phase.OPEN, "plan", 1)


def test_before_an_export_a_closed_round_may_reopen(fay: TestClient, room: RoomAt) -> None:
    room.goto(Phase.CLOSED)
    press(fay, room, "back", room.row.moves)
    assert room.stands == (Phase.OPEN, "plan", 1)


def test_deleting_takes_everything_along(served: Served, fay: TestClient, room: RoomAt) -> None:
    other = served.house.room()
    other.seats(2)
    room.goto(Phase.OPEN)
    room.answer([(person, "call") for person in room.seats(5)])
    assert fay.get(f"/rooms/{room.id}").status_code == 200
    answer = fay.post(f"/rooms/{room.id}/delete")
    assert (answer.status_code, answer.headers["location"]) == (303, "/library")
    left = served.house.read(lambda session: [list(session.exec(select(table.room_id))) for table in OF_ROOMS])
    assert all(room.id not in rooms for rooms in left)
    assert served.house.ask("SELECT count(*) FROM participant WHERE room_id = ?", other.id) == (2,)
    assert served.app.state.stage.boards.get(room.id) is None
    assert f"/rooms/{room.id}" not in fay.get("/library").text
    assert fay.post(f"/rooms/{room.id}/delete").status_code == 404


def test_a_new_screen_link_kills_the_old_one(served: Served, fay: TestClient, room: RoomAt) -> None:
    old, wall = room.row.screen_token, served.browser()
    assert wall.get(f"/screen/{old}").status_code == 200
    answer = fay.post(f"/rooms/{room.id}/screen-link")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/rooms/{room.id}")
    new = room.row.screen_token
    assert new != old
    assert [wall.get(f"/{way}/{old}").status_code for way in ("screen", "live/screen")] == [404, 404]
    assert wall.get(f"/screen/{new}").status_code == 200
    text = fay.get(f"/rooms/{room.id}").text
    assert new in text
    assert old not in text


def test_a_disk_that_refuses_is_told_and_changes_nothing(
    served: Served, fay: TestClient, room: RoomAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_anything: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("server.room.facilitation.move", full)
    answer = press(fay, room, "next", 0)
    assert answer.status_code == 503
    assert answer.json()["code"] == "not-saved"
    assert room.row.moves == 0
