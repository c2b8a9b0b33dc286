"""Chromium as tests and pictures start it: it calls nobody, and draws nothing that nobody looks at."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import Error, Playwright

from server.commands import chromium

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    chromium.UNROUNDED,
]
# Of every window Chromium loads these parts of the address bar into a process of their own, which costs as much as a
# page of ours, though no window is ever seen here.
OF_THE_WINDOW = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]


def switches(playwright: Playwright) -> list[str]:
    """What to start it with."""
    return [*QUIET, f"--disable-features={','.join([_off_anyway(playwright), *OF_THE_WINDOW])}"]


def _off_anyway(playwright: Playwright) -> str:
    """The features that Playwright switches off: of two such switches Chromium takes the last, so ours names them, too.

    It tells them when a browser does not start, and Python is none.
    """
    try:
        playwright.chromium.launch(executable_path=sys.executable)
    except Error as told:
        if found := re.search(r"--disable-features=(\S+)", str(told)):
            return found[1]
    raise AssertionError("Playwright does not say with which switches it starts a browser")
