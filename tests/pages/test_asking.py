"""Ask now, as the console sends it: refused in a sentence, and by nobody but the room's own facilitator."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from starlette.testclient import TestClient

from server.phases import Phase
from server.room import answers
from server.workshops.content import Workshop
from tests.house import WORKSHOP, RoomAt, an_offer
from tests.pages.browsers import Served

FIELDS = {"kind": "choice", "question": "Who called?", "answer": ["I did", "They did", "", "Nobody"]}


def keys(room: RoomAt) -> list[str]:
    return [item.activity.key for item in Workshop.model_validate(room.row.workshop).run_of_show()]


def send(browser: TestClient, room: RoomAt, **changed: object) -> dict[str, object]:
    fields = {**FIELDS, "expects": str(room.row.moves), **changed}
    answer = browser.post(f"/rooms/{room.id}/ask", data=fields)
    told: dict[str, object] = answer.json()
    return {"status": answer.status_code, **told}


@pytest.fixture
def gil(served: Served) -> TestClient:
    return served.gil()


def test_a_question_is_typed_reworded_and_taken_out(fay: TestClient, room: RoomAt) -> None:
    room.goto(Phase.OPEN)
    assert send(fay, room) == {"status": 200, "applied": True, "moves": room.row.moves}
    form = fay.get(f"/rooms/{room.id}/ask/asked-1").text
    assert "Who called?" in form
    assert 'value="Nobody"' in form
    assert send(fay, room, key="asked-1", question="Who wrote?")["applied"] is True
    assert "asked-2" in keys(room)
    out = fay.post(f"/rooms/{room.id}/ask/asked-2/take-out", data={"expects": str(room.row.moves)})
    assert out.json() == {"applied": True, "moves": room.row.moves}
    assert keys(room) == ["welcome", "plan", "agree", "plan"]


def test_the_console_offers_rewording_until_it_opens(fay: TestClient, room: RoomAt) -> None:
    room.goto(Phase.CLOSED)
    send(fay, room)
    assert 'data-rewords="asked-1"' in fay.get(f"/rooms/{room.id}").text
    fay.post(f"/rooms/{room.id}/moves", data={"verb": "skip", "expects": str(room.row.moves)})
    assert 'data-rewords="asked-1"' in fay.get(f"/rooms/{room.id}").text
    fay.post(f"/rooms/{room.id}/moves", data={"verb": "next", "expects": str(room.row.moves)})
    assert "data-rewords" not in fay.get(f"/rooms/{room.id}").text


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"answer": ["One"]}, "too-few"),
        ({"answer": ["One", "one"]}, "twice"),
        ({"question": "  "}, "does-not-fit"),
        ({"question": "\u3164\u2800\u202e\U000e0041"}, "does-not-fit"),
        ({"answer": ["One", "\u115f\u034f"]}, "too-few"),
        ({"answer": ["One", "\u200bOne\ufe0f"]}, "twice"),
        ({"question": "x" * 141}, "does-not-fit"),
        ({"answer": [f"{at}" * 160 for at in range(8)]}, "does-not-fit"),
        ({"kind": "slide"}, "wrong-kind"),
        ({"kind": ""}, "wrong-kind"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_changes_nothing(
    fay: TestClient, room: RoomAt, changed: dict[str, object], code: str
) -> None:
    before = room.row.version
    told = send(fay, room, **changed)
    assert (told["status"], told["code"]) == (422, code)
    assert str(told["message"]).endswith(".")
    assert room.row.version == before


@pytest.mark.parametrize("expects", ["", "-1", "9" * 30, "7"])
def test_a_question_from_elsewhere_in_the_room_does_not_apply(fay: TestClient, room: RoomAt, expects: str) -> None:
    assert send(fay, room, expects=expects)["applied"] is False
    assert keys(room) == ["welcome", "plan", "agree", "plan"]


def test_a_plain_form_leads_back_to_the_console(fay: TestClient, room: RoomAt) -> None:
    answer = fay.post(f"/rooms/{room.id}/ask", data={**FIELDS, "expects": "0"}, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/rooms/{room.id}")


def test_another_facilitator_finds_no_such_room(gil: TestClient, fay: TestClient, room: RoomAt) -> None:
    send(fay, room)
    before = room.row.version
    for method, path in (
        ("GET", "/ask/asked-1"),
        ("POST", "/ask"),
        ("POST", "/ask/asked-1/take-out"),
        ("GET", "/results"),
    ):
        answer = gil.request(method, f"/rooms/{room.id}{path}", data={**FIELDS, "expects": str(room.row.moves)})
        assert answer.status_code == 404, path
        assert "This room is gone." in answer.text
    assert room.row.version == before


def test_results_of_a_room_that_is_gone_are_gone_in_words(fay: TestClient, room: RoomAt) -> None:
    assert fay.get(f"/rooms/{room.id}/results").status_code == 200
    fay.post(f"/rooms/{room.id}/delete")
    answer = fay.get(f"/rooms/{room.id}/results")
    assert answer.status_code == 404
    assert "This room is gone." in answer.text


def test_results_are_a_link_away(fay: TestClient, room: RoomAt) -> None:
    link = f'href="/rooms/{room.id}/results"'
    assert link in fay.get(f"/rooms/{room.id}").text
    assert link in fay.get("/library").text
    fay.post(f"/rooms/{room.id}/moves", data={"verb": "end", "expects": str(room.row.moves)})
    assert link in fay.get(f"/rooms/{room.id}").text
    assert link in fay.get("/library").text


def test_a_participant_is_led_to_the_sign_in(served: Served, room: RoomAt) -> None:
    ann = served.seated(room, served.browser(), "ann")
    answer = ann.post(f"/rooms/{room.id}/ask", data={**FIELDS, "expects": "0"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")
    assert room.row.moves == 0


def test_another_site_asks_nothing(served: Served, fay: TestClient, room: RoomAt) -> None:
    foreign = served.fay(headers={"origin": "http://evil.example", "sec-fetch-site": "cross-site"})
    for path in ("/ask", "/ask/asked-1/take-out"):
        assert foreign.post(f"/rooms/{room.id}{path}", data={**FIELDS, "expects": "0"}).status_code == 403
    assert room.row.moves == 0


def test_what_was_typed_is_shown_as_words(fay: TestClient, room: RoomAt) -> None:
    send(fay, room, question="<script>alert(1)</script>", answer=["<b>A</b>", '" onfocus="x'])
    room.move("next")
    for path in (f"/rooms/{room.id}", f"/rooms/{room.id}/ask/asked-1", f"/screen/{room.row.screen_token}"):
        text = fay.get(path).text
        assert "<script>alert" not in text
        assert "<b>A</b>" not in text
        assert 'onfocus="x' not in text


def test_a_disk_that_refuses_is_told(fay: TestClient, room: RoomAt, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("server.room.facilitation.ask", full)
    assert send(fay, room)["status"] == 503


def test_an_export_holds_it_like_any_other(fay: TestClient, room: RoomAt) -> None:
    send(fay, room)
    people = room.seats(5)
    while room.stands[:2] != ("open", "asked-1"):
        room.move("next")
    for person in people:
        _answer(room, person)
    room.move("next")
    with zipfile.ZipFile(io.BytesIO(fay.post(f"/rooms/{room.id}/export.zip").content)) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("answers.csv").decode("utf-8-sig"))))
        plan = list(csv.DictReader(io.StringIO(packed.read("activities.csv").decode("utf-8-sig"))))
    assert [(row["activity"], row["letter"], row["answer"], row["text"]) for row in rows] == [
        ("asked-1", "C", "c", "Nobody")
    ] * 5
    assert [row["activity"] for row in plan] == ["asked-1", "welcome", "plan", "agree", "plan"]
    assert plan[0]["people by round"] == "5"


def _answer(room: RoomAt, person: int) -> None:
    items = Workshop.model_validate(room.row.workshop).run_of_show()
    kind = next(item.activity for item in items if item.activity.key == "asked-1")
    room.house.commit(lambda tx: answers.give(tx, room.id, person, kind, an_offer("c", "asked-1")))


def test_words_are_asked_for_once_though_they_are_sent_again(served: Served, fay: TestClient) -> None:
    room = served.house.room(workshop=WORKSHOP.model_copy(update={"foul": ("mud",)}))
    for _ in range(3):
        assert send(fay, room, kind="writing", question="What now?")["applied"] is True
    assert keys(room).count("asked-1") == 1
    assert "asked-2" not in keys(room)
