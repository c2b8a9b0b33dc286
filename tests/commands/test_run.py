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
from server.commands.run import main
from tests.waiting import SECONDS, until

START = """
import sys
from server.clock import turned
from server.commands import run, supervise
from tests.commands.hasty import hasty
run.SERVE = "tests.commands.dummy_server"
with turned() as clock:
    supervise.SignalInbox = hasty(clock)
    sys.exit(run.main(sys.argv[1:]))
"""


class Running:
    """A `run` in a process of its own, with what it printed so far."""

    def __init__(self, data: Path, env: dict[str, str]) -> None:
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "--port", "0", "--data", str(data)],
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

    def ask(self) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", "/readyz")
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def pid(self) -> int:
        return int((self.data / "server.pid").read_text())

    def spare(self) -> int:
        """The process that waits to take over, once there is one other than the server itself."""

        def waiting() -> int | None:
            pids = (int(each.stem) for each in self.data.glob("*.spare"))
            return next((pid for pid in pids if pid != self.pid() and is_alive(pid)), None)

        return until(waiting)

    def another_than(self, pid: int) -> int:
        return until(lambda: self.pid() != pid and self.pid())

    def stop(self, name: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(name)
        code = self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        return code


Start = Callable[..., Running]
Refusal = Callable[..., str]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    runs = []

    def begin(**env: str) -> Running:
        runs.append(Running(tmp_path / "data", env))
        return runs[-1]

    yield begin
    for run in runs:
        run.stop()


@pytest.fixture(scope="module")
def roomful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that runs all the time, whatever the tests do to its server."""
    run = Running(tmp_path_factory.mktemp("run") / "data", {})
    yield run
    assert run.stop() == 0


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Refusal:
    def call(*arguments: str) -> str:
        assert main(list(arguments)) == 2
        return capsys.readouterr().err

    return call


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_prints_the_set_up_link_with_the_servers_token_and_the_sqlite_version(roomful: Running) -> None:
    answer = roomful.ask()
    until(lambda: "SQLite 3.99.9" in roomful.output)
    assert f"http://127.0.0.1:{roomful.port}/setup?token={answer['token']}\n" in roomful.output
    assert len(answer["token"]) >= 32
    assert answer["data"] == str(roomful.data)


def test_a_killed_server_comes_back_and_a_phone_that_knocks_meanwhile_is_let_in(roomful: Running) -> None:
    before = roomful.ask()
    os.kill(before["pid"], signal.SIGKILL)
    until(lambda: not is_alive(before["pid"]))
    after = roomful.ask()
    assert after["pid"] == roomful.pid() != before["pid"]
    assert after["token"] == before["token"]
    until(lambda: "killed by SIGKILL" in roomful.output)


def test_a_spare_that_has_loaded_takes_the_place_of_a_server_that_died(roomful: Running) -> None:
    before, spare = roomful.ask()["pid"], roomful.spare()
    os.kill(before, signal.SIGKILL)
    assert roomful.another_than(before) == roomful.ask()["pid"] == spare
    assert is_alive(roomful.spare())


def test_a_spare_that_died_waiting_costs_no_more_than_a_start(roomful: Running) -> None:
    before, spare = roomful.ask()["pid"], roomful.spare()
    os.kill(spare, signal.SIGKILL)
    os.kill(before, signal.SIGKILL)
    until(lambda: not is_alive(before))
    assert until(lambda: (pid := roomful.ask()["pid"]) not in (before, spare) and pid) == roomful.pid()


def test_hang_up_takes_the_program_as_it_is_now_not_the_spare_that_loaded_it_earlier(roomful: Running) -> None:
    before, spare = roomful.ask()["pid"], roomful.spare()
    roomful.process.send_signal(signal.SIGHUP)
    assert roomful.another_than(before) == roomful.ask()["pid"] != spare
    assert not is_alive(spare)


def test_no_spare_outlives_its_supervisor(start: Start) -> None:
    run = start()
    run.ask()
    spare = run.spare()
    run.process.kill()
    until(lambda: not is_alive(spare))


def test_a_server_that_was_told_to_stop_by_somebody_else_comes_back(roomful: Running) -> None:
    before = roomful.ask()["pid"]
    os.kill(before, signal.SIGTERM)
    assert roomful.another_than(before) == roomful.ask()["pid"]


def test_hang_up_restarts_the_server_in_good_order(start: Start) -> None:
    run = start()
    before = run.ask()["pid"]
    run.process.send_signal(signal.SIGHUP)
    assert run.another_than(before) == run.ask()["pid"]
    run.stop()
    assert "The server stopped" not in run.output


def test_a_second_roomful_keeps_its_hands_off_the_same_data(roomful: Running, refusal: Refusal) -> None:
    server = roomful.ask()["pid"]
    assert "Another Roomful is using" in refusal("--port", "0", "--data", str(roomful.data))
    assert roomful.pid() == roomful.ask()["pid"] == server


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("stubborn", [False, True])
def test_stopping_stops_all(start: Start, name: signal.Signals, stubborn: bool) -> None:
    run = start(**({"DUMMY_STUBBORN": "yes"} if stubborn else {}))
    server, spare = run.ask()["pid"], run.spare()
    assert run.stop(name) == 0
    assert not is_alive(server)
    assert not is_alive(spare)
    assert not (run.data / "server.pid").exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", run.port))


def test_ctrl_c_reaches_the_server_through_the_supervisor_alone(start: Start) -> None:
    run = start()
    run.ask()
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.process.wait(SECONDS) == 0
    run.stop()
    assert "Ctrl-C itself" not in run.output


def test_a_port_in_use_is_one_sentence(tmp_path: Path, refusal: Refusal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refusal("--host", "127.0.0.1", "--port", port, "--data", str(tmp_path))
    assert said == f"Port {port} is in use: stop what uses it, or use --port with another number.\n"


@pytest.mark.parametrize(
    "arguments", [("--port", "99999"), ("--host", "no.such.host.invalid"), ("--data", "/dev/null")]
)
def test_a_place_that_cannot_be_used_is_one_sentence(
    arguments: tuple[str, str], tmp_path: Path, refusal: Refusal
) -> None:
    said = refusal("--data", str(tmp_path), *arguments)
    assert len(said.splitlines()) == 1
    assert arguments[0] in said
