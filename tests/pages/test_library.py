"""The library: what can be opened, what runs, what has run; and opening a room."""

from __future__ import annotations

import os
import re
import shutil
from html import unescape

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.house import RoomAt
from tests.pages.browsers import Served

WRONG = "workshop: mine\ntitle: Mine\nminutes: soon\nmodules: [mine.yaml]\n"
EVIL = "<script>alert(1)</script>"


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


@pytest.mark.parametrize("name", [b"t\xff\xfe", "\u202etxt.exe".encode(), b"a\nb", "t\u200bea".encode()])
def test_a_folder_with_a_name_that_cannot_be_shown_costs_no_library(
    served: Served, fay: TestClient, name: bytes
) -> None:
    folder = served.app.state.settings.workshops / os.fsdecode(name)
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text("workshop: tea\n")
    answer = fay.get("/library")
    shutil.rmtree(folder)
    assert answer.status_code == 200
    text = unescape(answer.text)
    assert "the name of this folder has signs that cannot be shown" in text
    assert "\u202e" not in text
    assert "\u200b" not in text


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
