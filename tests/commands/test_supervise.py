"""The supervisor's patience with a program that dies again and again."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from server.clock import turned
from server.commands import supervise
from server.commands.supervise import Program, Supervisor
from tests.commands.hasty import hasty


def told(command: list[str], folder: Path, *, lines: int) -> list[str]:
    """What the supervisor says until it has said so many lines; then it is stopped."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) == lines:
            os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    with turned() as clock, pytest.MonkeyPatch.context() as patch:
        patch.setattr(supervise, "SignalInbox", hasty(clock))
        assert Supervisor(Program(command, os.environ, folder), folder / "server.pid", say).run() == 0
    assert signal.getsignal(signal.SIGTERM) is before
    return said


def test_it_restarts_at_once_and_then_waits_longer_and_longer(tmp_path: Path) -> None:
    assert told(["sh", "-c", "exit 3"], tmp_path, lines=3) == [
        "The server stopped (exit code 3); starting it again.",
        "The server stopped (exit code 3); starting it again in 0.2 s.",
        "The server stopped (exit code 3); starting it again in 0.4 s.",
    ]


def test_it_never_waits_longer_than_five_seconds(tmp_path: Path) -> None:
    patient = Supervisor(Program(["false"], os.environ, tmp_path), tmp_path / "server.pid", print)
    delays = [patient.delay(lifetime=0.1, quick=1.0) for _ in range(20)]
    assert delays[:6] == [0.0, 0.2, 0.4, 0.8, 1.6, 3.2]
    assert delays[6:] == [5.0] * 14


def test_a_program_that_lived_a_while_is_forgiven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "FAILED_START", 0.0)
    assert told(["false"], tmp_path, lines=4)[-1].endswith("starting it again.")


def test_a_program_that_cannot_be_started_is_tried_again(tmp_path: Path) -> None:
    assert all("could not be started" in line for line in told(["/no/such/program"], tmp_path, lines=2))


def test_a_program_that_is_killed_is_forgiven_sooner_than_one_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "QUICK_DEATH", 0.0)
    assert told(["sh", "-c", "kill -9 $$"], tmp_path, lines=4)[-1].endswith("(killed by SIGKILL); starting it again.")
