"""Make `.venv` from the locked packages. Standard library only: it runs before anything is installed.

A new environment is built beside the old one, renamed into place and stamped last. Whatever stops it on the way
(Ctrl-C, a full disk, kill -9) leaves no valid stamp, and the next call begins anew.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
LOCKS = ("uv", "run", "dev")


class SetupFailed(Exception):
    """Set-up cannot go on; the message is one sentence for the person at the terminal."""


def prepare(root: Path, packages: str) -> Path:
    """Return the Python of an environment that holds the `run` or `dev` packages, making it if need be."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupFailed(f"Roomful needs Python 3.11 or newer; this is {platform.python_version()}.")
    try:
        if not is_ready(root, packages):
            with _one_at_a_time(root):
                if not is_ready(root, packages):
                    _build(root, packages)
    except OSError as error:
        raise SetupFailed(f"Setting up .venv failed ({error}); mend that and call again.") from error
    return _python(root / ".venv")


def is_ready(root: Path, packages: str) -> bool:
    """Whether the stamp fits today's locks and Python. The dev packages contain the run packages."""
    try:
        made_of, digest = _stamp(root).read_text().split()
    except (OSError, ValueError):
        return False
    return made_of in (packages, "dev") and digest == _digest(root) and _python(root / ".venv").exists()


def _build(root: Path, packages: str) -> None:
    if not has_ensurepip():
        raise SetupFailed(
            "This Python cannot make a virtual environment: install Debian's package python3-venv "
            "(apt-get install python3-venv) and call again."
        )
    final, fresh, old = root / ".venv", root / ".venv.new", root / ".venv.old"
    print(f"Setting up {final.name} with the {packages} packages ...", flush=True)
    for leftover in (fresh, old):
        _remove(leftover)
    _run([outer_python(), "-m", "venv", str(fresh)])
    _install(root / "server" / "locks", _python(fresh), packages)
    _move_scripts(fresh, final)
    if final.exists():
        final.rename(old)
    fresh.rename(final)
    write_stamp(root, packages)
    _remove(old)


def _install(locks: Path, python: Path, packages: str) -> None:
    hashed = ["--require-hashes", "--only-binary", ":all:"]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *hashed, "--requirement"]
    uv = [
        str(python),
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--compile-bytecode",
        *hashed,
        "--python",
        str(python),
        "--requirement",
    ]
    wanted = str(locks / f"{packages}.txt")
    try:
        _run([*pip, str(locks / "uv.txt")], quiet=True)
        _run([*uv, wanted], quiet=True)
    except SetupFailed:
        print("uv could not install them; pip tries the same lock ...", flush=True)
        _run([*pip, wanted])


def _run(command: list[str], *, quiet: bool = False) -> None:
    result = subprocess.run(command, check=False, close_fds=False, stderr=subprocess.DEVNULL if quiet else None)
    if result.returncode != 0:
        raise SetupFailed("Setting up .venv failed, see above; the next call begins anew.")


def _move_scripts(fresh: Path, final: Path) -> None:
    """Scripts name their interpreter by its full path, so they must name the one they will have after the rename."""
    for script in (fresh / "bin").iterdir():
        content = script.read_bytes() if script.stat().st_size < 100_000 and not script.is_symlink() else b""
        if bytes(fresh) in content:
            script.write_bytes(content.replace(bytes(fresh), bytes(final)))


@contextlib.contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    with (root / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another call is setting up .venv; waiting for it ...", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        # An installer that outlives us keeps the lock, so that nobody builds where it still writes.
        os.set_inheritable(lock.fileno(), True)
        yield


def _digest(root: Path) -> str:
    digest = hashlib.sha256(f"{platform.python_implementation()} {platform.python_version()}".encode())
    for name in LOCKS:
        digest.update((root / "server" / "locks" / f"{name}.txt").read_bytes())
    return digest.hexdigest()


def write_stamp(root: Path, packages: str) -> None:
    """Declare the environment complete; nothing before this counts."""
    draft = _stamp(root).with_suffix(".draft")
    draft.write_text(f"{packages} {_digest(root)}\n")
    draft.rename(_stamp(root))


def _stamp(root: Path) -> Path:
    return root / ".venv" / "roomful-stamp"


def _python(environment: Path) -> Path:
    return environment / "bin" / "python"


def outer_python() -> str:
    """The Python outside any environment: the one that we run in may be the one to be replaced."""
    return str(getattr(sys, "_base_executable", sys.executable))


def has_ensurepip() -> bool:
    """Whether this Python can make an environment with pip in it; Debian packs that apart."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _remove(folder: Path) -> None:
    if folder.exists() or folder.is_symlink():
        shutil.rmtree(folder)
