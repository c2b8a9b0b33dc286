"""The browser for tests and pictures: Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


class NoBrowser(Exception):
    """There is no Chromium; the message is one sentence that names the package."""


def require() -> str:
    """Return the path of a Chromium, installing Debian's where we may."""
    if path := find():
        return path
    if os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        _install()
    if path := find():
        return path
    raise NoBrowser("The browser tests need Chromium: install Debian's package chromium (apt-get install chromium).")


def find() -> str | None:
    """Return the path of a Chromium that is here already."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _install() -> None:
    print("Installing Debian's package chromium ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-qq", *step], env=quiet, check=False, stdout=subprocess.DEVNULL)
