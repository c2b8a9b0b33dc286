"""Whether the house is standing, for whoever watches it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from server.policy import SET_UP_HEADER
from server.store.models import Facilitator
from tests.pages.browsers import Served, serving


def test_it_is_alive_and_counts(served: Served) -> None:
    fay = served.fay()
    before = fay.get("/healthz").json()
    assert {*before} == {"alive", "commits", "renders", "frames", "rooms"}
    assert before["alive"] is True
    room = served.house.room()
    served.browser().post(f"/{room.row.code}/seat")
    after = fay.get("/healthz").json()
    assert after["commits"] > before["commits"]
    assert after["rooms"] == before["rooms"] + 1


def test_it_is_ready_when_the_database_answers(served: Served) -> None:
    assert served.browser().get("/readyz").json() == {"ready": True}


def test_it_tells_who_started_it_what_the_announcement_says(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database, setup_token="the token") as served:
        for held, told in (("the token", {"facilitator": True, "sqlite": sqlite3.sqlite_version}), ("a guess", {})):
            answer = served.browser(headers={SET_UP_HEADER: held}).get("/readyz")
            assert answer.json() == {"ready": True, **told}
    with serving(tmp_path / "other", empty_database) as served:
        assert served.browser(headers={SET_UP_HEADER: ""}).get("/readyz").json() == {"ready": True}


def test_it_is_not_ready_when_the_database_does_not(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_order(_session: object) -> Facilitator:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("server.pages.house.facilitator_exists", out_of_order)
    answer = served.browser().get("/readyz")
    assert answer.status_code == 500
    assert "disk I/O error" not in answer.text
    assert served.browser().get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_can_be_asked_without_a_body_but_not_told(served: Served, path: str) -> None:
    assert served.browser().head(path).status_code == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert served.browser().request(method, path).status_code == 405


def test_it_tells_strangers_nothing_but_that_it_lives(served: Served) -> None:
    planted = served.browser()
    planted.cookies.set("roomful-host", "planted by Mallory")
    for browser in (served.browser(), planted):
        assert browser.get("/healthz").json() == {"alive": True}


def test_it_tells_strangers_nothing_about_people(served: Served) -> None:
    row = served.house.room().row
    said = served.browser().get("/healthz").text + served.browser().get("/readyz").text
    for secret in (row.code, row.screen_token, "Fay"):
        assert secret not in said
