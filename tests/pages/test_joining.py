"""How people come in: the door, the code, the seat, and the same room by plain HTTP where sockets are blocked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.dependencies.utils import solve_dependencies
from starlette.testclient import TestClient

from server.clock import Turned, monotonic
from server.people.identity import participant_cookie
from server.phases import Phase
from server.scenes import render
from server.scenes.phone import phone
from tests.house import RoomAt
from tests.pages.browsers import OURS, Served, serving

FAILURES = 3


@pytest.fixture
def guarded(tmp_path: Path, empty_database: Path) -> Iterator[Served]:
    """A server whose limits are soon reached."""
    limits = {"failed_joins_burst": FAILURES, "joins_per_second": 1, "failed_joins_per_minute": 1}
    with serving(tmp_path / "data", empty_database, **limits, room_capacity=5) as made:
        yield made


@pytest.fixture
def room(served: Served) -> RoomAt:
    return served.house.room()


def nobody_has(served: Served) -> str:
    """A code that leads nowhere."""
    (taken,) = served.house.ask("SELECT group_concat(code) FROM room")
    return next(code for code in ("000001", "000002") if code not in str(taken))


def people(room: RoomAt) -> int:
    (number,) = room.house.ask("SELECT count(*) FROM participant WHERE room_id = ?", room.id)
    return int(number)


def sit(browser: TestClient, room: RoomAt) -> httpx2.Response:
    return browser.post(f"/{room.row.code}/seat")


def refusal(answer: httpx2.Response) -> tuple[int, str]:
    said = answer.json()
    assert said["message"]
    return answer.status_code, said["code"]


def test_the_door_asks_for_six_digits(served: Served) -> None:
    text = served.browser().get("/").text
    assert '<form class="join__form" method="post" action="/join">' in text
    assert "set-cookie" not in served.browser().get("/").headers


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} and more 123", "code: {}"])
def test_a_right_code_leads_to_the_room(served: Served, room: RoomAt, typed: str) -> None:
    code = room.row.code
    answer = served.browser().post("/join", data={"code": typed.format(f"{code[:3]} {code[3:]}")})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{code}")


def test_digits_of_any_script_lead_to_the_room(served: Served, room: RoomAt) -> None:
    arabic = room.row.code.translate(
        str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")
    )
    assert served.browser().post("/join", data={"code": arabic}).headers["location"] == f"/{room.row.code}"


@pytest.mark.parametrize("typed", ["", "12345", "no digits", "<script>", "\u0661\u0662"])
def test_what_is_no_code_is_told_so(served: Served, typed: str) -> None:
    browser = served.browser()
    answer = browser.post("/join", data={"code": typed})
    assert answer.status_code == 303
    door = browser.get(answer.headers["location"]).text
    assert "<script>" not in door.replace('<script type="module"', "")
    assert "A code has six digits." in door


def test_a_wrong_code_comes_back_to_be_mended(served: Served) -> None:
    code = nobody_has(served)
    browser = served.browser()
    typed = browser.post("/join", data={"code": code})
    assert (typed.status_code, typed.headers["location"]) == (303, f"/{code}"), "Back and Reload send no form again"
    answer = browser.get(f"/{code}")
    assert answer.status_code == 404
    assert f'value="{code}"' in answer.text
    assert f"No room has the code {code[:3]} {code[3:]}." in answer.text
    assert refusal(served.browser().post(f"/{code}/seat")) == (404, "no-room")


def test_too_many_wrong_codes_close_every_way_in_for_one_address(guarded: Served) -> None:
    room, browser, code = guarded.house.room(), guarded.browser(), nobody_has(guarded)
    assert [browser.get(f"/{code}").status_code for _ in range(FAILURES + 1)] == [404] * FAILURES + [429]
    for wanted in (code, room.row.code):
        answer = browser.get(f"/{wanted}")
        assert answer.status_code == 429
        assert "Too many wrong codes came from this network." in answer.text
        assert refusal(browser.post(f"/{wanted}/seat")) == (429, "too-many")
        assert browser.get(f"/live/phone/{wanted}").status_code == 429
    assert sit(guarded.browser("192.0.2.8"), room).status_code == 204
    assert people(room) == 1


def test_somebody_s_wrong_codes_keep_nobody_out_who_has_a_seat(guarded: Served) -> None:
    room, ann, mallory = guarded.house.room(), guarded.browser(), guarded.browser()
    assert sit(ann, room).status_code == 204
    for _ in range(FAILURES + 1):
        mallory.get(f"/{nobody_has(guarded)}")
    ways = (f"/{room.row.code}", f"/live/phone/{room.row.code}")
    assert [ann.get(way).status_code for way in ways] == [200, 200]
    assert [mallory.get(way).status_code for way in ways] == [429, 429]


@pytest.mark.parametrize("way", ["/{}", "/{}/seat", "/live/phone/{}"])
def test_every_way_to_try_a_code_counts(guarded: Served, way: str) -> None:
    browser, code = guarded.browser(), nobody_has(guarded)
    for _ in range(FAILURES):
        path = way.format(code)
        answer = browser.post(path) if way == "/{}/seat" else browser.get(path)
        assert answer.status_code == 404
    assert browser.get(f"/{code}").status_code == 429


def test_what_somebody_types_tells_nothing_by_itself(guarded: Served) -> None:
    browser, room = guarded.browser(), guarded.house.room()
    for code in (nobody_has(guarded), room.row.code) * FAILURES:
        assert browser.post("/join", data={"code": code}).headers["location"] == f"/{code}"
    assert browser.get(f"/{room.row.code}").status_code == 200


@pytest.mark.parametrize("way", ["/{}", "/live/phone/{}"])
def test_codes_tried_all_at_once_count_each(guarded: Served, way: str) -> None:
    tries = [httpx2.Request("GET", guarded.origin + way.format(f"{number:06}")) for number in range(40)]
    answers = [answer.status_code for answer in guarded.at_once(tries)]
    assert answers.count(404) == FAILURES
    assert answers.count(429) == 40 - FAILURES


def test_all_addresses_together_may_fail_only_so_often(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database, failed_joins_per_minute_everywhere=2) as served:
        statuses = [served.browser(f"192.0.2.{host}").get("/000001").status_code for host in range(3)]
    assert statuses == [404, 404, 429]


def test_right_codes_never_count(guarded: Served) -> None:
    room, browser = guarded.house.room(), guarded.browser()
    assert {browser.get(f"/{room.row.code}").status_code for _ in range(4 * FAILURES)} == {200}
    assert browser.get(f"/{nobody_has(guarded)}").status_code == 404


def test_looking_takes_no_seat(served: Served, room: RoomAt) -> None:
    browser, code = served.browser(), room.row.code
    for path in (f"/{code}", f"/{code}/seat", f"/live/phone/{code}", f"/screen/{room.row.screen_token}"):
        assert "set-cookie" not in browser.get(path).headers
    browser.post("/join", data={"code": code})
    assert people(room) == 0
    assert not browser.cookies


def test_a_seat_is_taken_once(served: Served, room: RoomAt) -> None:
    browser = served.browser()
    first, second = sit(browser, room), sit(browser, room)
    assert first.status_code == second.status_code == 204
    assert "set-cookie" in first.headers
    assert "set-cookie" not in second.headers
    assert people(room) == 1
    token = browser.cookies[participant_cookie(room.id, https=False)]
    assert token not in str(served.kept())


def test_page_and_seat_do_without_the_framework_s_machinery(
    served: Served, room: RoomAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    solved: list[str] = []

    async def counted(**asked: Any) -> Any:
        solved.append(asked["request"].url.path)
        return await solve_dependencies(**asked)

    monkeypatch.setattr("fastapi.routing.solve_dependencies", counted)
    browser = served.browser()
    assert browser.get(f"/{room.row.code}").status_code == 200
    assert sit(browser, room).status_code == 204
    assert solved == []
    browser.post("/join", data={"code": room.row.code})
    assert solved == ["/join"], "else nothing was counted"


def test_people_get_seats_of_their_own(served: Served, room: RoomAt) -> None:
    browsers = [served.browser() for _ in range(3)]
    for browser in browsers:
        sit(browser, room)
    seats = [browser.get(f"/live/phone/{room.row.code}").json()[1]["seat"] for browser in browsers]
    assert seats == [0, 1, 2]


def here(served: Served, room: RoomAt) -> int:
    """How many people the room is said to have."""
    (words,) = re.findall(r"<b>(\d+)</b>.*? here", served.portal.call(_lobby, served, room))
    return int(words)


async def _restarted(served: Served, room: RoomAt) -> None:
    served.app.state.stage.boards.forget(room.id)


async def _lobby(served: Served, room: RoomAt) -> str:
    board = await served.app.state.stage.boards.of(room.id)
    return str(render.html(phone(board, monotonic()), "en"))


def test_a_seat_counts_once_its_browser_has_come_with_it(served: Served, room: RoomAt) -> None:
    ann, cookieless = served.browser(), served.browser()
    for _ in range(3):
        sit(cookieless, room)
        cookieless.cookies.clear()
    sit(ann, room)
    assert (people(room), here(served, room)) == (4, 0)
    ann.get(f"/live/phone/{room.row.code}")
    assert here(served, room) == 1
    served.portal.call(_restarted, served, room)
    assert here(served, room) <= 1, "nor after a restart"


@pytest.mark.parametrize(
    ("opened", "status"),
    [("http://rooms.example", 421), ("http://192.0.2.1:8000", 421), ("https://rooms.example", 204)],
)
def test_a_seat_on_plain_http_of_a_room_on_https_is_refused_with_the_address_to_open(
    tmp_path: Path, empty_database: Path, opened: str, status: int
) -> None:
    with serving(tmp_path / "data", empty_database, public_url="https://rooms.example") as served:
        room = served.house.room()
        code = room.row.code
        answer = served.browser(headers=OURS | {"origin": opened}).post(f"/{code}/seat")
        assert answer.status_code == status
        assert people(room) == (status == 204)
        if status == 421:
            assert refusal(answer) == (421, "elsewhere")
            assert answer.json()["to"] == f"https://rooms.example/{code}"


def test_a_made_up_cookie_is_no_seat_and_is_replaced(served: Served, room: RoomAt) -> None:
    browser, name = served.browser(), participant_cookie(room.id, https=False)
    answer = served.browser(headers=OURS | {"cookie": f"{name}=made-up"}).post(f"/{room.row.code}/seat")
    assert "made-up" not in answer.headers["set-cookie"]
    assert browser.get(f"/live/phone/{room.row.code}").status_code == 401


@pytest.mark.parametrize(("verb", "expected"), [("lock", (423, "locked")), ("end", (410, "ended"))])
def test_a_closed_door_keeps_those_in_who_are_in(
    served: Served, room: RoomAt, verb: str, expected: tuple[int, str]
) -> None:
    ann = served.browser()
    sit(ann, room)
    room.move(verb)
    assert sit(ann, room).status_code == 204
    assert ann.get(f"/live/phone/{room.row.code}").status_code == 200
    assert refusal(sit(served.browser(), room)) == expected
    assert people(room) == 1


def test_a_page_that_has_no_seat_yet_shows_nothing_of_the_room_and_does_not_look_joined(
    served: Served, room: RoomAt
) -> None:
    for phase in (Phase.LOBBY, Phase.OPEN):
        room.goto(phase, "" if phase is Phase.LOBBY else "plan", int(phase is Phase.OPEN))
        page = served.browser().get(f"/{room.row.code}")
        assert page.status_code == 200
        assert re.findall(r"<h1[^>]*>([^<]+)<", page.text) == ["One moment."]
        assert "data-phase" not in page.text
        assert "What do you do first?" not in page.text


def test_a_made_up_cookie_costs_the_same_whether_or_not_the_code_is_right(
    served: Served, room: RoomAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(served.browser(), room)
    mallory = served.browser("192.0.2.65")
    mallory.cookies.set(f"roomful-{room.id}", "made-up")
    while mallory.get("/live/phone/000001").status_code != 429:
        pass
    reads: list[object] = []
    monkeypatch.setattr(served.app.state.stage.reader, "run", reads.append)
    assert [mallory.get(f"/live/phone/{code}").status_code for code in (room.row.code, "000001")] == [429, 429]
    assert reads == []


@pytest.mark.parametrize("way", ["/{}", "/{}/seat", "/live/phone/{}"])
def test_cookies_are_read_as_often_for_a_wrong_code_as_for_a_right_one(
    guarded: Served, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    code, mallory = guarded.house.room().row.code, guarded.browser()
    mallory.get(f"/{code}")
    while mallory.get("/000001").status_code != 429:
        pass
    read: list[str] = []

    def noted(header: str) -> dict[str, str]:
        read.append(header)
        return {}

    monkeypatch.setattr("starlette.requests.cookie_parser", noted)
    counts = []
    for asked in (code, "000001"):
        method = "POST" if way == "/{}/seat" else "GET"
        assert mallory.request(method, way.format(asked), headers={"cookie": "roomful-1=x"}).status_code == 429
        counts.append(len(read))
    assert counts == [1, 2]


@pytest.mark.parametrize("origin", ["http://[", "http://[x]", "//[", "[", ""])
def test_an_origin_that_is_no_address_is_foreign_and_no_fault_of_ours(
    served: Served, room: RoomAt, origin: str
) -> None:
    answer = served.browser(headers={"origin": origin}).post(f"/{room.row.code}/seat")
    assert refusal(answer) == (403, "foreign-origin")


def test_one_address_gets_so_many_seats_and_then_waits(served: Served, room: RoomAt, clock: Turned) -> None:
    doors = served.app.state.doors
    greedy, honest = served.browser("192.0.2.66"), served.browser("192.0.2.67")
    while doors.may_sit("192.0.2.66", room=0):
        pass
    assert refusal(sit(greedy, room)) == (429, "too-fast")
    assert sit(honest, room).status_code == 204


def test_a_locked_door_opens_again(served: Served, room: RoomAt) -> None:
    room.move("lock")
    assert refusal(sit(served.browser(), room)) == (423, "locked")
    room.move("unlock")
    assert sit(served.browser(), room).status_code == 204


def test_a_full_room_says_so(guarded: Served) -> None:
    room = guarded.house.room()
    room.seats(4)
    assert sit(guarded.browser(), room).status_code == 204
    assert refusal(sit(guarded.browser(), room)) == (409, "full")
    assert people(room) == 5


def test_a_rush_is_let_in_by_and_by(guarded: Served) -> None:
    room = guarded.house.room()
    answers = [sit(guarded.browser(), room) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [204] * 4 + [429]
    assert refusal(answers[-1]) == (429, "too-fast")


def test_an_ended_room_still_says_goodbye(served: Served, room: RoomAt) -> None:
    ann = served.seated(room, served.browser(), "ann")
    room.move("end")
    assert ann.get(f"/{room.row.code}").status_code == 200
    assert "Thank you for being here." in ann.get(f"/live/phone/{room.row.code}").json()[0]["html"]


def test_a_deleted_room_is_gone_for_everyone(served: Served, room: RoomAt) -> None:
    ann, code, screen = served.browser(), room.row.code, room.row.screen_token
    sit(ann, room)
    served.fay().post(f"/rooms/{room.id}/delete")
    assert ann.get(f"/{code}").status_code == 404
    assert ann.get(f"/live/phone/{code}").status_code == 404
    assert ann.get(f"/screen/{screen}").status_code == 404
    assert refusal(ann.post(f"/{code}/seat")) == (404, "no-room")


@pytest.mark.parametrize("path", ["/{}0", "/{}x", "/x{}"])
def test_a_code_has_exactly_six_digits(served: Served, room: RoomAt, path: str) -> None:
    assert served.browser().get(path.format(room.row.code)).status_code == 404


def test_the_big_screen_has_a_link_of_its_own(served: Served, room: RoomAt) -> None:
    browser, token = served.browser(), room.row.screen_token
    assert f'data-link-path="/live/screen/{token}"' in browser.get(f"/screen/{token}").text
    dead = browser.get("/screen/not-a-link")
    assert dead.status_code == 404
    assert "This screen link has expired." in dead.text
    assert "copies its new link from the console" in dead.text
