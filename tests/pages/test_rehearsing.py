"""Rehearsals by HTTP: never among the rooms, nobody joins by any way, only their owner sees them, nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.house import RoomAt
from tests.pages.browsers import Served
from tests.waiting import until

SENTENCE = "This is a rehearsal with made-up people. Nobody can join it; ask your host for the code of the room."


def opened(browser: TestClient, **changed: str) -> int:
    """A rehearsal of the sampler; its id."""
    answer = browser.post("/rehearsals", data={"workshop": "sampler", "people": "12", "temper": "even", **changed})
    assert answer.status_code == 303
    return int(answer.headers["location"].rpartition("/")[2])


@pytest.fixture
def rehearsal(served: Served, fay: TestClient) -> Iterator[RoomAt]:
    number = opened(fay)
    yield RoomAt(served.house, number, served.app.state.library.get("sampler"))
    fay.post(f"/rooms/{number}/rehearsal/end")


@pytest.fixture
def gil(served: Served) -> TestClient:
    return served.gil()


def test_a_rehearsal_is_opened_and_its_console_says_what_it_is(fay: TestClient, rehearsal: RoomAt) -> None:
    page = unescape(fay.get(f"/rooms/{rehearsal.id}").text)
    for words in (
        "This is a rehearsal. These people do not exist, and nothing is kept.",
        "Nobody can join",
        "How the room behaves",
        "End rehearsal",
    ):
        assert words in page
    for words in ("Close the room?", "Join and screen</button>", "Lock the room", "export.zip"):
        assert words not in page


def test_it_is_among_no_rooms_and_in_no_count(fay: TestClient, rehearsal: RoomAt, room: RoomAt) -> None:
    library = fay.get("/library").text
    assert f"/rooms/{room.id}" in library
    assert f"/rooms/{rehearsal.id}" not in library


def test_the_big_screen_says_rehearsal_and_invites_nobody(served: Served, rehearsal: RoomAt) -> None:
    page = served.browser().get(f"/screen/{rehearsal.row.screen_token}").text
    assert '<p class="big__rehearsal">Rehearsal</p>' in page
    assert "Nobody can join." in page


def test_nobody_joins_by_its_code(served: Served, rehearsal: RoomAt) -> None:
    ann, before = served.browser(), served.kept()["participant"]
    page = ann.get(f"/{rehearsal.row.code}")
    assert page.status_code == 409
    assert SENTENCE in unescape(page.text)
    assert ann.get(f"/{rehearsal.row.code}/test").status_code == 404
    answer = ann.post(f"/{rehearsal.row.code}/seat")
    assert (answer.status_code, answer.json()) == (409, {"code": "rehearsal", "message": SENTENCE})
    assert not ann.cookies
    assert len(before) <= len(served.kept()["participant"]) <= 12


def test_nobody_joins_by_the_wire(served: Served, rehearsal: RoomAt) -> None:
    ann, path = served.browser(), f"/live/phone/{rehearsal.row.code}"
    for answer in (ann.get(path), ann.post(path, content='{"type": "snapshot"}')):
        assert (answer.status_code, answer.json()["message"]) == (404, "nobody can join a rehearsal")


@pytest.mark.parametrize("way", ["export.zip", "delete"])
def test_nothing_can_be_taken_from_it(fay: TestClient, rehearsal: RoomAt, way: str) -> None:
    answer = fay.post(f"/rooms/{rehearsal.id}/{way}")
    assert answer.status_code == 404
    assert "nothing of them is kept" in answer.text
    assert rehearsal.row.id == rehearsal.id


def test_it_has_no_results_page(fay: TestClient, rehearsal: RoomAt) -> None:
    answer = fay.get(f"/rooms/{rehearsal.id}/results")
    assert answer.status_code == 404
    assert "nothing of them is kept" in answer.text


def test_only_its_owner_sees_and_moves_it(gil: TestClient, rehearsal: RoomAt) -> None:
    at = f"/rooms/{rehearsal.id}"
    for path in (at, f"{at}/door", f"{at}/results", f"{at}/ask/asked-1"):
        assert gil.get(path).status_code == 404
    for way in ("moves", "acts", "export.zip", "delete", "screen-link", "address", "rehearsal", "rehearsal/end", "ask"):
        assert gil.post(f"{at}/{way}", data={"verb": "next", "expects": "0"}).status_code == 404
    assert gil.get(f"/live/console/{rehearsal.id}").status_code == 404
    assert rehearsal.row.moves == 0


def test_it_can_be_opened_from_the_lobby_of_a_real_room(fay: TestClient, rehearsal: RoomAt) -> None:
    answer = fay.post("/rooms", data={"workshop": "sampler"})
    path = answer.headers["location"]
    page = fay.get(path).text
    form = re.search(r'<form method="post" action="/rehearsals" target="_blank">(.*?)</form>', page, re.DOTALL)
    assert form
    assert dict(re.findall(r'name="(\w+)" value="(\w+)"', form[1])) == {"workshop": "sampler", "theme": "paper"}
    fay.post(f"{path}/moves", data={"verb": "next", "expects": "0"})
    assert 'action="/rehearsals"' not in fay.get(path).text
    assert 'action="/rehearsals"' not in fay.get(f"/rooms/{rehearsal.id}").text


def test_two_facilitators_rehearse_side_by_side(fay: TestClient, gil: TestClient) -> None:
    hers, his = opened(fay), opened(gil)
    again = opened(fay, people="40")
    assert fay.get(f"/rooms/{hers}").status_code == 404
    assert fay.get(f"/rooms/{again}").status_code == 200
    assert gil.get(f"/rooms/{his}").status_code == 200
    for browser, room in ((fay, again), (gil, his)):
        assert browser.post(f"/rooms/{room}/rehearsal/end").headers["location"] == "/library"


def test_many_clicks_at_once_open_one_and_no_crowd_is_left_behind(served: Served, fay: TestClient) -> None:
    form = {"workshop": "sampler", "people": "5000"}
    clicks = [fay.build_request("POST", "/rehearsals", data=form) for _ in range(6)]
    opened_rooms = [int(answer.headers["location"].rpartition("/")[2]) for answer in served.at_once(clicks)]
    left = served.house.all("SELECT id FROM room WHERE rehearsal AND facilitator_id = ?", served.house.fay)
    assert left == [(max(opened_rooms),)]
    assert len(served.app.state.rehearsals._running) == 1
    fay.post(f"/rooms/{max(opened_rooms)}/rehearsal/end")


def test_nothing_of_it_is_kept_in_any_table(served: Served, fay: TestClient) -> None:
    before = served.kept()
    room = opened(fay)
    path = f"/rooms/{room}"
    until(lambda: served.house.ask("SELECT count(*) FROM participant WHERE room_id = ?", room)[0])
    fay.post(f"{path}/moves", data={"verb": "next", "expects": "0"})
    assert served.kept() != before
    fay.post(f"{path}/rehearsal/end")
    assert served.kept() == before
    assert fay.get(path).status_code == 404


def test_its_people_behave_as_they_are_told(served: Served, fay: TestClient, rehearsal: RoomAt) -> None:
    path = f"/rooms/{rehearsal.id}/rehearsal"
    made = served.app.state.rehearsals.of(rehearsal.id)
    for told in ({"temper": "moving"}, {"people": "40"}, {"moment": "silence"}):
        assert fay.post(path, data=told).status_code == 200
    assert (made.board.pretence.temper, made.board.pretence.people, made.board.pretence.silent) == ("moving", 40, True)
    page = fay.get(f"/rooms/{rehearsal.id}").text
    assert re.search(r'id="moment-silence"[^>]*aria-pressed="true"', page)
    assert re.search(r'id="temper-even"[^>]*aria-pressed="false"', page)
    without_script = fay.post(path, data={"temper": "even"}, headers={"accept": "text/html"})
    assert without_script.headers["location"] == f"/rooms/{rehearsal.id}"
    for wrong in ({"people": "5001"}, {"people": "0"}, {"temper": "wild"}):
        assert fay.post(path, data=wrong).status_code == 422


@pytest.mark.parametrize("wrong", [{"people": "11"}, {"people": "5001"}, {"temper": "wild"}])
def test_a_room_that_cannot_be_pretended_is_refused(fay: TestClient, wrong: dict[str, str]) -> None:
    answer = fay.post("/rehearsals", data={"workshop": "sampler", "people": "12", **wrong})
    assert answer.status_code == 422


def test_a_real_room_has_no_pretend_people(fay: TestClient, room: RoomAt) -> None:
    assert "How the room behaves" not in fay.get(f"/rooms/{room.id}").text
    assert fay.post(f"/rooms/{room.id}/rehearsal", data={"temper": "even"}).status_code == 404
    assert fay.post(f"/rooms/{room.id}/rehearsal/end").status_code == 404
    assert room.row.id == room.id
