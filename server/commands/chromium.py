"""The browser for tests and pictures: Debian's Chromium, best without the parts that only a window needs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

# The same engine without the window around it: pages cost it a third less (docs/decisions/0025).
WITHOUT_WINDOWS = "chromium-headless-shell"
NAMES = (WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome")
# Letters as wide as on phones, not rounded to whole pixels.
UNROUNDED = "--font-render-hinting=none"


class NoBrowser(Exception):
    """There is no Chromium; the message is one sentence that names the package."""


def install() -> None:
    """Have the quick one where we may install it; whoever may not keeps the Chromium that is here."""
    if shutil.which(WITHOUT_WINDOWS):
        return
    if os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        print(f"Installing Debian's package {WITHOUT_WINDOWS} ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", WITHOUT_WINDOWS]):
            subprocess.run(["apt-get", "-qq", *step], env=quiet, check=False, stdout=subprocess.DEVNULL)


def require() -> str:
    """Return the path of a Chromium."""
    if path := next((path for name in NAMES if (path := shutil.which(name))), None):
        return path
    raise NoBrowser(
        f"The browser tests need Chromium: install Debian's package {WITHOUT_WINDOWS} "
        f"(apt-get install {WITHOUT_WINDOWS}) or any other Chromium."
    )
