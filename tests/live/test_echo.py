"""The socket by which a phone finds out whether sockets pass: one thing said back, and nothing to hold on to."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from server.live.echo import LONGEST
from server.trials.swarm.address import Address
from server.trials.swarm.frames import Opcode, frame
from server.trials.swarm.serving import serve
from tests.live.line import Line

WORD = json.dumps({"type": "echo"})


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with serve(tmp_path_factory.mktemp("echo") / "data") as server:
        yield server.address


def test_it_says_one_thing_back_and_closes(address: Address) -> None:
    with Line(address, "/live/echo") as line:
        line.say(WORD, WORD)
        assert line.hear("echo") == {"type": "echo"}
        assert line.ends() == 1000
        assert line.pending() == []


def test_it_says_no_more_back_than_a_word(address: Address) -> None:
    with Line(address, "/live/echo") as line:
        line.say(json.dumps({"type": "x" * LONGEST}))
        with pytest.raises(json.JSONDecodeError):
            line.hear("echo")


@pytest.mark.parametrize("origin", [None, "https://mallory.example"])
def test_it_talks_to_pages_of_ours_only(address: Address, origin: str | None) -> None:
    with Line(address, "/live/echo", origin=origin) as line:
        assert line.ends() == 4403


def test_bytes_and_goodbyes_are_no_words(address: Address) -> None:
    for said in (frame(Opcode.BINARY, b"echo"), frame(Opcode.TEXT, b"")):
        with Line(address, "/live/echo") as line:
            line.write(said)
            assert line.ends() == 1000
