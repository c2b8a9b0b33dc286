"""Which address phones use, and whether they get through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server import addresses
from tests.house import RoomAt
from tests.pages.browsers import Served, serving

HOME, HALL, CABLE = "http://192.168.7.7:8000", "http://10.1.2.3:8000", "http://10.0.0.7:8000"


class Networks:
    """What this machine is connected to; tests go from one place to another."""

    def __init__(self) -> None:
        self.now = {"192.168.7.7": "wlan0", "10.0.0.7": "eth0"}


@pytest.fixture(scope="module")
def networks() -> Iterator[Networks]:
    made = Networks()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "_of_interfaces", lambda: made.now)
        yield made


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, networks: Networks) -> Iterator[Served]:
    assert networks.now
    with serving(tmp_path_factory.mktemp("served") / "data", empty_database, address="0.0.0.0:8000") as made:
        yield made


@pytest.fixture
def room(served: Served, networks: Networks) -> RoomAt:
    networks.now = Networks().now
    return served.house.room()


@pytest.fixture
def fay(served: Served) -> TestClient:
    return served.fay()


def on_the_wall(served: Served, room: RoomAt) -> str:
    """The address that the big screen shows."""
    found = re.search(r'lobby__address[^>]*><bdi dir="ltr">([^<]*)', served.browser().get(screen_of(room)).text)
    assert found is not None
    return f"http://{found[1]}"


def screen_of(room: RoomAt) -> str:
    return f"/screen/{room.row.screen_token}"


def offered(fay: TestClient, room: RoomAt) -> list[str]:
    return re.findall(r'name="origin" value="([^"]*)"', fay.get(f"/rooms/{room.id}/door").text)


def test_the_desk_offers_what_this_machine_has_now(fay: TestClient, room: RoomAt, networks: Networks) -> None:
    assert offered(fay, room) == [HOME, CABLE]
    networks.now = {"10.1.2.3": "wlan0", "10.0.0.7": "eth0"}
    assert offered(fay, room) == [HALL, CABLE]


def test_the_big_screen_follows_the_choice_and_every_reload_agrees(
    served: Served, fay: TestClient, room: RoomAt
) -> None:
    assert on_the_wall(served, room) == HOME
    before = room.row.version
    assert fay.post(f"/rooms/{room.id}/address", data={"origin": CABLE}).status_code == 303
    assert on_the_wall(served, room) == CABLE
    assert (room.row.address, room.row.version) == (CABLE, before + 1)
    served.app.state.stage.boards.forget(room.id)
    assert on_the_wall(served, room) == CABLE


def test_an_address_that_is_gone_is_found_again_when_the_desk_asks(
    served: Served, fay: TestClient, room: RoomAt, networks: Networks
) -> None:
    fay.post(f"/rooms/{room.id}/address", data={"origin": HOME})
    networks.now = {"10.1.2.3": "wlan0"}
    fay.get(f"/rooms/{room.id}")
    assert on_the_wall(served, room) == HALL
    assert room.row.address == HALL


def test_nobody_is_sent_to_an_address_of_somebody_else(served: Served, fay: TestClient, room: RoomAt) -> None:
    for origin in ("http://mallory.example", "http://192.168.7.7:8001", "javascript:alert(1)", ""):
        assert fay.post(f"/rooms/{room.id}/address", data={"origin": origin}).status_code == 422
    assert on_the_wall(served, room) == HOME


def test_a_public_address_leaves_nothing_to_choose(tmp_path: Path, empty_database: Path, networks: Networks) -> None:
    assert networks.now
    with serving(tmp_path / "data", empty_database, public_url="http://rooms.example") as served:
        room, fay = served.house.room(), served.fay()
        assert offered(fay, room) == []
        assert "rooms.example" in fay.get(f"/rooms/{room.id}/door").text
        assert on_the_wall(served, room) == "http://rooms.example"


def test_the_desk_says_how_far_a_phone_came(served: Served, fay: TestClient, room: RoomAt) -> None:
    phone, path = served.browser(), f"/{room.row.code}/test"
    door = f"/rooms/{room.id}/door"
    assert "No phone has come yet." in fay.get(door).text
    assert phone.get(path).status_code == 200
    assert "A phone is here, and tries live updates." in fay.get(door).text
    assert phone.post(path, data={"way": "http"}).status_code == 204
    assert "plain HTTP, slower" in fay.get(door).text
    assert phone.post(path, data={"way": "socket"}).status_code == 204
    assert "live updates pass" in fay.get(door).text
    assert phone.post(path, data={"way": "pigeon"}).status_code == 422
    fay.post(f"/rooms/{room.id}/address", data={"origin": CABLE})
    assert "No phone has come yet." in fay.get(door).text, "what is known of one address says nothing of another"


def test_the_test_page_of_no_room_counts_as_a_wrong_code(served: Served) -> None:
    stranger = served.browser("198.51.100.9")
    found = [stranger.get(f"/{code}/test").status_code for code in range(100_000, 100_000 + 70)]
    assert found[0] == 404
    assert found[-1] == 429
