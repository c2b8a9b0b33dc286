"""`test` runs every part, in order, and fails if any part failed."""

from __future__ import annotations

import subprocess

import pytest

from server.commands import chromium, test

ORDER = ["format", "lint", "types", "layers", "tests", "browser tests"]


class Parts:
    """Records what would run; the named ones fail."""

    def __init__(self) -> None:
        self.ran: list[list[str]] = []
        self.failing: dict[str, int] = {}

    def run(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        self.ran.append(command[1:])
        name = next((part for part in self.failing if part in command), None)
        return subprocess.CompletedProcess(command, self.failing[name] if name else 0)


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Parts:
    made = Parts()
    monkeypatch.setattr(subprocess, "run", made.run)
    monkeypatch.setattr(chromium, "find", lambda: "/usr/bin/chromium")
    return made


def headings(printed: str) -> list[str]:
    return [line.strip("= ") for line in printed.splitlines() if line.startswith("==")]


def test_all_parts_in_order(parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    assert test.main([]) == 0
    assert headings(capsys.readouterr().out) == ORDER


@pytest.mark.parametrize("word", ["format", "mypy", "tests", "e2e"])
def test_one_failing_part_fails_all_and_stops_none(parts: Parts, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    parts.failing = {word: 1}
    assert test.main([]) == 1
    assert headings(capsys.readouterr().out) == ORDER


def test_what_failed_is_said_before_pytest_has_the_last_word(parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    parts.failing = {"format": 1, "mypy": 1}
    test.main([])
    *_, said, last = (line for line in capsys.readouterr().out.splitlines() if line)
    assert said == "Failed: format, types (see above)."
    assert last == "== browser tests =="


def test_one_part_can_be_chosen_and_pytest_gets_the_rest(parts: Parts) -> None:
    assert test.main(["tests", "-k", "seat"]) == 0
    assert parts.ran == [[*test.WORKERS, "tests", "-k", "seat"]]


def test_a_choice_that_finds_nothing_in_one_half_is_no_failure(parts: Parts) -> None:
    parts.failing = {"e2e": 5}
    assert test.main(["-k", "seat"]) == 0
    assert test.main([]) == 1


def test_without_chromium_the_package_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert test.main([]) == 2
    assert "Debian's package chromium" in capsys.readouterr().err


def test_root_on_debian_installs_chromium(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(chromium, "find", lambda: next(found))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("pathlib.Path.exists", lambda path: True)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert chromium.require() == "/usr/bin/chromium"
    assert [command[1] for command in parts.ran] == ["update", "install"]
    assert "--no-install-recommends" in parts.ran[1]
