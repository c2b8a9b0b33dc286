"""The facilitator's desk: open a room, move it, take the answers home, delete it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import httpx2
import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from server.phases import Phase
from server.store.models import Answer, Move, Participant, Round
from tests.house import RoomAt
from tests.pages.browsers import OURS, Served

WRONG = "workshop: mine\ntitle: Mine\nminutes: soon\nmodules: [mine.yaml]\n"
OF_ROOMS = (Participant, Answer, Round, Move)
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def fay(served: Served) -> Iterator[TestClient]:
    with_her = served.fay()
    yield with_her
    with_her.post("/signout")


@pytest.fixture
def room(served: Served) -> RoomAt:
    return served.house.room()


def told(answer: httpx2.Response) -> dict[str, object]:
    assert answer.status_code == 200
    said: dict[str, object] = answer.json()
    return said


def press(fay: TestClient, room: RoomAt, verb: str, expects: int | str, **headers: str) -> httpx2.Response:
    return fay.post(f"/rooms/{room.id}/moves", data={"verb": verb, "expects": str(expects)}, headers=headers)


def open_room(fay: TestClient, **changed: str) -> httpx2.Response:
    return fay.post("/rooms", data={"workshop": "sampler", "minimum": "5", "theme": "paper", **changed})


def test_the_library_lists_what_is_built_in(fay: TestClient) -> None:
    text = fay.get("/library").text
    for key in ("late-shipment", "sampler"):
        assert f'name="workshop" value="{key}"' in text


def test_the_library_says_what_is_wrong_with_an_own_workshop(served: Served, fay: TestClient) -> None:
    folder = served.app.state.settings.workshops / "mine"
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WRONG)
    text = unescape(fay.get("/library").text)
    assert "mine cannot be opened" in text
    assert "mine/workshop.yaml, line 3" in text
    assert open_room(fay, workshop="mine").status_code == 404


def test_the_library_lists_her_rooms(fay: TestClient, room: RoomAt) -> None:
    assert f'href="/rooms/{room.id}"' in fay.get("/library").text
    room.move("end")
    text = fay.get("/library").text
    assert f'action="/rooms/{room.id}/export.zip"' in text
    assert f'action="/rooms/{room.id}/delete"' in text


@pytest.mark.parametrize("minimum", [2, 5])
def test_a_room_is_opened_and_its_console_shown(served: Served, fay: TestClient, minimum: int) -> None:
    answer = open_room(fay, minimum=str(minimum), theme="dark")
    assert answer.status_code == 303
    path = answer.headers["location"]
    assert re.fullmatch(r"/rooms/\d+", path)
    text = fay.get(path).text
    code, token, stored, theme = served.house.ask(
        "SELECT code, screen_token, minimum, theme FROM room WHERE id = ?", int(path.rpartition("/")[2])
    )
    assert (stored, theme) == (minimum, "dark")
    assert f"/screen/{token}" in text
    assert 'id="scene"' in text
    assert code[:3] in text
    assert served.browser().get(f"/{code}").status_code == 200


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"workshop": "nothing"}, 404),
        ({"workshop": ""}, 404),
        ({"workshop": "../sampler"}, 404),
        ({"minimum": "1"}, 422),
        ({"minimum": "3"}, 422),
        ({"minimum": "-5"}, 422),
        ({"minimum": "9" * 40}, 422),
        ({"minimum": "few"}, 422),
    ],
)
def test_a_room_that_cannot_be_is_not_opened(
    served: Served, fay: TestClient, changed: dict[str, str], status: int
) -> None:
    before = served.kept()["room"]
    assert open_room(fay, **changed).status_code == status
    assert served.kept()["room"] == before


@pytest.mark.parametrize(("ticked", "protected"), [({}, 0), ({"protected": "yes"}, 1)])
def test_a_room_can_be_opened_with_every_answer_protected(
    served: Served, fay: TestClient, ticked: dict[str, str], protected: int
) -> None:
    assert 'name="protected" value="yes"' in fay.get("/library").text
    path = open_room(fay, **ticked).headers["location"]
    room = int(path.rpartition("/")[2])
    assert served.house.ask("SELECT protected FROM room WHERE id = ?", room) == (protected,)
    (code,) = served.house.ask("SELECT code FROM room WHERE id = ?", room)
    ann = served.browser()
    ann.post(f"/{code}/seat")
    (frame, _you) = ann.get(f"/live/phone/{code}").json()
    assert ("Small groups are never shown here." in frame["html"]) == bool(protected)


def test_an_unknown_theme_is_paper(served: Served, fay: TestClient) -> None:
    path = open_room(fay, theme=EVIL).headers["location"]
    assert served.house.ask("SELECT theme FROM room WHERE id = ?", int(path.rpartition("/")[2])) == ("paper",)


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
