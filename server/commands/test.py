"""`test`: style, types, layers, then the tests, then the browser tests. All parts run even if one fails."""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

from server.bootstrap import ROOT
from server.commands import chromium

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
NOTHING_COLLECTED = 5


class Part(NamedTuple):
    """One thing to check: a heading and the arguments for our Python."""

    heading: str
    arguments: list[str]


STYLE = [
    Part("format", ["-m", "ruff", "format", "--check", "."]),
    Part("lint", ["-m", "ruff", "check", "."]),
    Part("types", ["-m", "mypy"]),
    Part("layers", ["-c", LINT_IMPORTS, "--no-logo"]),
]
# A worker for each core (e2e/conftest.py asks for two more), and each file whole: its tests share a server. In order,
# because synchronous Playwright leaves a loop running that tests without a browser, which come first, cannot share; so
# `tests` and `e2e` are two runs.
WORKERS = ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
PYTEST = {"tests": Part("tests", [*WORKERS, "tests"]), "e2e": Part("browser tests", [*WORKERS, "e2e"])}


def main(argv: list[str]) -> int:
    """Run everything, or the one part named first; what else is given goes to pytest."""
    if argv and not argv[0].startswith("-") and argv[0] not in ("style", *PYTEST):
        print(f"There is no part '{argv[0]}': use style, tests or e2e, or nothing for all.", file=sys.stderr)
        return 2
    chosen, extra = (argv[0], argv[1:]) if argv and argv[0] in ("style", *PYTEST) else ("all", argv)
    if chosen in ("all", "e2e"):
        chromium.install()
        try:
            chromium.require()
        except chromium.NoBrowser as missing:
            print(missing, file=sys.stderr)
            return 2
    failed = [part.heading for part in STYLE if not _passes(part)] if chosen in ("all", "style") else []
    for name, part in PYTEST.items():
        if chosen in ("all", name):
            _warn_of(failed)
            if not _passes(Part(part.heading, [*part.arguments, *extra]), empty_is_fine=bool(extra)):
                failed.append(part.heading)
    if chosen == "style":
        _warn_of(failed)
    return 1 if failed else 0


def _passes(part: Part, *, empty_is_fine: bool = False) -> bool:
    print(f"\n== {part.heading} ==", flush=True)
    code = subprocess.run([sys.executable, *part.arguments], cwd=ROOT, check=False).returncode
    return code == 0 or (empty_is_fine and code == NOTHING_COLLECTED)


def _warn_of(failed: list[str]) -> None:
    """Said before the last part, so that pytest's own summary stays the last word."""
    if failed:
        print(f"\nFailed: {', '.join(failed)} (see above).", flush=True)
