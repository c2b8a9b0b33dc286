"""The addresses of this machine, as they are when somebody asks."""

from __future__ import annotations

import re

import pytest

from server import addresses
from server.addresses import Address
from server.settings import Settings

NETWORKS = {"192.168.7.7": "wlan0", "10.0.0.7": "eth0"}


def origins(listening: str) -> list[str]:
    return [way.origin for way in addresses.addresses(listening)]


def test_they_are_found_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(address="0.0.0.0:8000")
    monkeypatch.setattr(addresses, "_of_interfaces", dict)
    assert settings.ways() == (Address("http://127.0.0.1:8000"),)
    monkeypatch.setattr(addresses, "_of_interfaces", lambda: NETWORKS)
    assert settings.ways() == (Address("http://192.168.7.7:8000", "wlan0"), Address("http://10.0.0.7:8000", "eth0"))


def test_this_machine_has_one_and_none_that_only_itself_can_reach() -> None:
    found = origins("0.0.0.0:8000")
    assert all(re.fullmatch(r"http://\d+(\.\d+){3}:8000", origin) for origin in found)
    assert found == ["http://127.0.0.1:8000"] or not any(origin.startswith("http://127.") for origin in found)


def test_an_address_that_nobody_gave_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_of_interfaces", lambda: {"169.254.3.4": "eth0", "10.0.0.7": "wlan0"})
    assert origins("0.0.0.0:80") == ["http://10.0.0.7:80", "http://169.254.3.4:80"]


@pytest.mark.parametrize("listening", ["127.0.0.1:9", "192.168.7.7:8000", "ask.example.org", "[fd00::7]:80"])
def test_a_server_that_listens_at_one_address_is_there_alone(listening: str) -> None:
    assert origins(listening) == [f"http://{listening}"]


def test_a_public_address_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROOMFUL_PUBLIC_URL", "https://rooms.example/")
    assert Settings(address="0.0.0.0:8000").ways() == (Address("https://rooms.example"),)
