"""`run`: one socket for life, a server that comes back, links that people can use."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.bootstrap import ROOT
from tests.waiting import until

START = """
import sys
from server.commands import run, supervise
run.SERVE = "tests.commands.dummy_server"
supervise.PATIENCE = 0.3
sys.exit(run.main(sys.argv[1:]))
"""


class Running:
    """A `run` in a process of its own, with what it printed so far."""

    def __init__(self, data: Path, arguments: tuple[str, ...], env: dict[str, str]) -> None:
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "--data", str(data), *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
        )
        self.output = ""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.output += line

    @property
    def port(self) -> int:
        found = until(lambda: re.search(r"http://127\.0\.0\.1:(\d+)/", self.output))
        return int(found[1])

    def announcement(self) -> str:
        until(lambda: "Stop with" in self.output)
        return self.output

    def ask(self) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/readyz")
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def pid(self) -> int:
        return int((self.data / "server.pid").read_text())

    def another_than(self, pid: int) -> int:
        return until(lambda: self.pid() != pid and self.pid())

    def stop(self, name: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(name)
        code = self.process.wait(10)
        self._reader.join(10)
        return code


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    runs = []

    def begin(*arguments: str, data: Path = tmp_path / "data", **env: str) -> Running:
        runs.append(Running(data, ("--port", "0", *arguments), env))
        return runs[-1]

    yield begin
    for run in runs:
        run.stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_prints_the_set_up_link_with_the_servers_token_and_the_sqlite_version(start: Start) -> None:
    run = start()
    answer = run.ask()
    assert f"http://127.0.0.1:{run.port}/setup?token={answer['token']}" in run.output
    assert len(answer["token"]) >= 32
    assert "SQLite 3.99.9" in run.announcement()
    assert answer["data"] == str(run.data)


def test_once_there_is_a_facilitator_it_prints_the_sign_in_link_and_no_token(start: Start) -> None:
    run = start(DUMMY_FACILITATOR="yes")
    assert run.ask()["facilitator"]
    assert f"http://127.0.0.1:{run.port}/signin" in run.output
    assert "token" not in run.output


def test_phones_get_the_public_url_and_its_qr_and_the_facilitator_a_warning(start: Start) -> None:
    run = start(ROOMFUL_PUBLIC_URL="https://rooms.example/")
    printed = run.announcement()
    assert "https://rooms.example/\n" in printed
    assert "█▀" in printed
    assert "everyone on this network" in printed


def test_for_this_machine_alone_there_is_nothing_to_warn_of(start: Start) -> None:
    run = start("--host", "127.0.0.1")
    assert "everyone on this network" not in run.announcement()


def test_a_killed_server_comes_back_and_a_phone_that_knocks_meanwhile_is_let_in(start: Start) -> None:
    run = start()
    before = run.ask()
    os.kill(before["pid"], signal.SIGKILL)
    until(lambda: not is_alive(before["pid"]))
    after = run.ask()
    assert after["pid"] == run.pid() != before["pid"]
    assert after["token"] == before["token"]
    until(lambda: "killed by SIGKILL" in run.output)


def test_a_server_that_was_told_to_stop_by_somebody_else_comes_back(start: Start) -> None:
    run = start()
    before = run.ask()["pid"]
    os.kill(before, signal.SIGTERM)
    assert run.another_than(before) == run.ask()["pid"]


def test_hang_up_restarts_the_server_in_good_order(start: Start) -> None:
    run = start()
    before = run.ask()["pid"]
    run.process.send_signal(signal.SIGHUP)
    assert run.another_than(before) == run.ask()["pid"]
    assert "The server stopped" not in run.output


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("stubborn", [False, True])
def test_stopping_stops_all(start: Start, name: signal.Signals, stubborn: bool) -> None:
    run = start(**({"DUMMY_STUBBORN": "yes"} if stubborn else {}))
    server = run.ask()["pid"]
    assert run.stop(name) == 0
    assert not is_alive(server)
    assert not (run.data / "server.pid").exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", run.port))


def test_ctrl_c_reaches_the_server_through_the_supervisor_alone(start: Start) -> None:
    run = start()
    run.ask()
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.process.wait(10) == 0
    run.stop()
    assert "Ctrl-C itself" not in run.output


def test_a_port_in_use_is_one_sentence(start: Start, tmp_path: Path) -> None:
    taken = str(start().port)
    second = start("--port", taken, data=tmp_path / "other")
    assert second.process.wait(10) == 2
    second.stop()
    assert second.output == f"Port {taken} is in use: stop what uses it, or use --port with another number.\n"


@pytest.mark.parametrize("arguments", [("--port", "99999"), ("--host", "no.such.host.invalid")])
def test_a_place_nobody_can_listen_on_is_one_sentence(start: Start, arguments: tuple[str, str]) -> None:
    run = start(*arguments)
    assert run.process.wait(30) == 2
    run.stop()
    assert len(run.output.splitlines()) == 1
    assert arguments[0] in run.output


def test_a_second_roomful_keeps_its_hands_off_the_same_data(start: Start) -> None:
    first = start()
    first.ask()
    second = start()
    assert second.process.wait(10) == 2
    second.stop()
    assert "Another Roomful is using" in second.output
    assert first.pid() == first.ask()["pid"]
