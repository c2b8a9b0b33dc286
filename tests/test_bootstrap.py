"""Set-up: made once, stamped last, repaired after any interruption."""

from __future__ import annotations

import ast
import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server import bootstrap
from tests.waiting import SECONDS, until

REPOSITORY = bootstrap.ROOT

# Stands in for Python: writes down each step, and can be told to fail at one or to kill who called it.
STAND_IN = """#!/bin/sh
echo "$2 $*" >> "{root}/steps"
[ "$2" = "{kill_at}" ] && kill -9 $PPID && cat "{root}/go" && echo "$2 went on" >> "{root}/steps"
[ "$2" = "{fail_at}" ] && exit 1
[ "$2" = venv ] && mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo "#!$3/bin/python" > "$3/bin/tool"
exit 0
"""
CALL = """
import os, signal, sys
from pathlib import Path
from server import bootstrap
bootstrap.outer_python = lambda: sys.argv[2]
if sys.argv[3] == "stamp":
    bootstrap.write_stamp = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
bootstrap.prepare(Path(sys.argv[1]), "run")
"""


class Place:
    """A made-up checkout with three tiny locks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "server" / "locks").mkdir(parents=True)
        for name in bootstrap.LOCKS:
            self.change_lock(name)
        (root / "go").touch()

    def change_lock(self, name: str) -> None:
        with (self.root / "server" / "locks" / f"{name}.txt").open("a") as lock:
            lock.write(f"{name}\n")

    def stand_in(self, *, kill_at: str = "-", fail_at: str = "-") -> Path:
        script = self.root / "python"
        script.write_text(STAND_IN.format(root=self.root, kill_at=kill_at, fail_at=fail_at))
        script.chmod(0o755)
        return script

    @contextmanager
    def holding_up(self) -> Iterator[None]:
        """Meanwhile a step whose caller was killed does not go on: it reads from a pipe that nobody has opened."""
        (self.root / "go").unlink()
        os.mkfifo(self.root / "go")
        yield
        (self.root / "go").open("w").close()

    def steps(self) -> list[str]:
        record = self.root / "steps"
        return record.read_text().splitlines() if record.exists() else []


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place(tmp_path)
    monkeypatch.setattr(bootstrap, "outer_python", lambda: str(made.stand_in()))
    return made


def server(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


def test_alone_it_lists_the_verbs_with_a_line_each() -> None:
    answer = server()
    assert answer.returncode == 0
    for verb in ("run", "test", "torture", "bench", "check", "screens", "reset-password"):
        line = next(line for line in answer.stdout.splitlines() if line.split()[:1] == [verb])
        assert len(line.split()) > 3


def test_an_unknown_verb_is_refused_with_the_list() -> None:
    answer = server("dance")
    assert answer.returncode == 2
    assert "reset-password" in answer.stderr


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py", "bootstrap.py"])
def test_what_runs_before_set_up_needs_only_the_standard_library(name: str) -> None:
    tree = ast.parse((REPOSITORY / "server" / name).read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in imported} <= {"server", *sys.stdlib_module_names}


def test_the_second_call_does_nothing(place: Place) -> None:
    python = bootstrap.prepare(place.root, "run")
    steps = place.steps()
    assert python == place.root / ".venv" / "bin" / "python"
    assert bootstrap.prepare(place.root, "run") == python
    assert place.steps() == steps


def test_scripts_name_the_place_they_end_up_in(place: Place) -> None:
    bootstrap.prepare(place.root, "run")
    assert (place.root / ".venv" / "bin" / "tool").read_text() == f"#!{place.root}/.venv/bin/python\n"


def test_the_dev_packages_serve_run_too_but_not_the_other_way_round(place: Place) -> None:
    bootstrap.prepare(place.root, "run")
    assert not bootstrap.is_ready(place.root, "dev")
    bootstrap.prepare(place.root, "dev")
    assert bootstrap.is_ready(place.root, "dev")
    assert bootstrap.is_ready(place.root, "run")


@pytest.mark.parametrize("lock", bootstrap.LOCKS)
def test_a_changed_lock_calls_for_a_new_environment(place: Place, lock: str) -> None:
    bootstrap.prepare(place.root, "dev")
    place.change_lock(lock)
    assert not bootstrap.is_ready(place.root, "run")
    bootstrap.prepare(place.root, "run")
    assert bootstrap.is_ready(place.root, "run")


@pytest.mark.parametrize("step", ["venv", "pip", "uv", "stamp"])
@pytest.mark.parametrize("had_one", [False, True])
def test_a_kill_at_any_step_is_repaired_by_the_next_call(place: Place, step: str, had_one: bool) -> None:
    if had_one:
        bootstrap.prepare(place.root, "run")
        place.change_lock("run")
    script = place.stand_in(kill_at=step)
    call = [sys.executable, "-c", CALL, str(place.root), str(script), step]
    assert subprocess.run(call, cwd=REPOSITORY, check=False).returncode == -signal.SIGKILL
    assert not bootstrap.is_ready(place.root, "run")

    bootstrap.prepare(place.root, "run")
    assert bootstrap.is_ready(place.root, "run")
    assert not (place.root / ".venv.new").exists()
    assert not (place.root / ".venv.old").exists()


def test_an_installer_that_outlives_a_killed_call_is_waited_for(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [sys.executable, "-c", CALL, str(place.root), str(place.stand_in(kill_at="pip")), "-"]
    with place.holding_up():
        subprocess.run(call, cwd=REPOSITORY, check=False)
        second = threading.Thread(target=bootstrap.prepare, args=(place.root, "run"))
        second.start()
        until(lambda: "waiting for it" in capsys.readouterr().out)
    second.join(SECONDS)
    assert [step.split()[0] for step in place.steps()] == ["venv", "pip", "pip", "venv", "pip", "uv"]
    assert place.steps()[2] == "pip went on"


def test_a_full_disk_is_one_sentence_and_repaired_by_the_next_call(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_root: Path, _packages: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(bootstrap, "write_stamp", full)
        with pytest.raises(bootstrap.SetupFailed, match="No space left on device"):
            bootstrap.prepare(place.root, "run")
    bootstrap.prepare(place.root, "run")
    assert bootstrap.is_ready(place.root, "run")


def test_pip_takes_over_with_the_same_lock_when_uv_fails(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "outer_python", lambda: str(place.stand_in(fail_at="uv")))
    bootstrap.prepare(place.root, "run")
    program, *_, lock = place.steps()[-1].split()
    assert (program, lock) == ("pip", f"{place.root}/server/locks/run.txt")
    assert all("--require-hashes" in step for step in place.steps() if not step.startswith("venv"))


def test_packages_that_cannot_be_had_leave_no_stamp(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "outer_python", lambda: str(place.stand_in(fail_at="pip")))
    with pytest.raises(bootstrap.SetupFailed, match="the next call begins anew"):
        bootstrap.prepare(place.root, "run")
    assert not bootstrap.is_ready(place.root, "run")


def test_a_missing_ensurepip_names_the_debian_package(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from server.__main__ import main

    monkeypatch.setattr(bootstrap, "ROOT", place.root)
    monkeypatch.setattr(bootstrap, "has_ensurepip", lambda: False)
    assert main(["run"]) == 2
    assert "python3-venv" in capsys.readouterr().err
    assert place.steps() == []


def test_an_old_python_is_told_so(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(bootstrap.SetupFailed, match=r"needs Python 3\.11 or newer"):
        bootstrap.prepare(place.root, "run")


def test_two_calls_at_once_build_one_environment(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    builds: list[str] = []
    second_waits = threading.Event()
    build: Callable[[Path, str], None] = bootstrap._build

    def slowly(root: Path, packages: str) -> None:
        builds.append(packages)
        assert second_waits.wait(SECONDS)
        build(root, packages)

    monkeypatch.setattr(bootstrap, "_build", slowly)
    calls = [threading.Thread(target=bootstrap.prepare, args=(place.root, "run")) for _ in range(2)]
    calls[0].start()
    until(lambda: builds)
    calls[1].start()
    until(lambda: "waiting for it" in capsys.readouterr().out)
    second_waits.set()
    for call in calls:
        call.join(SECONDS)
    assert builds == ["run"]
    assert bootstrap.is_ready(place.root, "run")
