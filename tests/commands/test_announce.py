"""What stands in the terminal once Roomful runs."""

from __future__ import annotations

import pytest

from server import addresses
from server.commands.announce import Announcement


def announced(host: str = "0.0.0.0", *, facilitator: bool = False) -> str:
    return Announcement(host, 8000, "secret", print).text(facilitator=facilitator, sqlite="3.99.9")


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROOMFUL_PUBLIC_URL", raising=False)
    monkeypatch.setattr(addresses, "_of_interfaces", lambda: {"192.168.7.7": "wlan0", "10.0.0.7": "eth0"})


def test_before_there_is_a_facilitator_it_gives_the_set_up_link() -> None:
    assert "http://127.0.0.1:8000/setup?token=secret\n" in announced()


def test_once_there_is_a_facilitator_it_gives_the_sign_in_link_and_no_token() -> None:
    assert "http://127.0.0.1:8000/signin\n" in announced(facilitator=True)
    assert "secret" not in announced(facilitator=True)


def test_phones_get_the_address_on_this_network_with_its_qr() -> None:
    assert "Phones on this network:        http://192.168.7.7:8000/\n" in announced()
    assert "or   http://10.0.0.7:8000/\n" in announced()
    assert "█▀" in announced()


def test_a_public_url_is_what_phones_get(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROOMFUL_PUBLIC_URL", "https://rooms.example/")
    assert "https://rooms.example/\n" in announced()
    assert "192.168.7.7" not in announced()


@pytest.mark.parametrize(("host", "warned"), [("0.0.0.0", True), ("::", True), ("127.0.0.1", False)])
def test_it_warns_only_when_others_can_reach_it(host: str, warned: bool) -> None:
    assert ("everyone on this network" in announced(host)) is warned


def test_an_ipv6_host_stands_in_brackets() -> None:
    assert "http://[fd00::7]:8000/signin" in announced("fd00::7", facilitator=True)


def test_the_sqlite_version_is_named() -> None:
    assert "SQLite 3.99.9" in announced()
