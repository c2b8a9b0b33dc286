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
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
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


def here(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Only these programs are on the machine."""
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name in names else None)


def on_debian(monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr("pathlib.Path.exists", lambda path: True)


def test_without_chromium_the_package_is_named(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here(monkeypatch, "apt-get")
    on_debian(monkeypatch, user=1000)
    assert test.main([]) == 2
    assert "Debian's package chromium-headless-shell" in capsys.readouterr().err
    assert parts.ran == []


@pytest.mark.parametrize("browsers", [(), ("chromium",)])
def test_root_on_debian_installs_the_quick_one(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, browsers: tuple[str, ...]
) -> None:
    here(monkeypatch, "apt-get", *browsers)
    on_debian(monkeypatch, user=0)
    chromium.install()
    assert [command[1] for command in parts.ran] == ["update", "install"]
    assert parts.ran[1][2:] == ["-y", "--no-install-recommends", "chromium-headless-shell"]


def test_whoever_may_not_install_keeps_the_chromium_that_is_here(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, "apt-get", "chromium")
    on_debian(monkeypatch, user=1000)
    chromium.install()
    assert parts.ran == []
    assert chromium.require() == "/usr/bin/chromium"


def test_the_quick_one_goes_before_any_other_and_is_not_installed_twice(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(monkeypatch, "apt-get", "chromium", "chromium-headless-shell")
    on_debian(monkeypatch, user=0)
    chromium.install()
    assert parts.ran == []
    assert chromium.require() == "/usr/bin/chromium-headless-shell"
