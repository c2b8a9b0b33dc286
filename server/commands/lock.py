"""Make the locks in `server/locks` anew from `pyproject.toml`: `python -m server.commands.lock [uv arguments]`.

Without arguments, versions stay where the ranges allow it; `--upgrade` takes the newest.
"""

from __future__ import annotations

import subprocess
import sys

from server.bootstrap import ROOT

# No header and no notes: they would carry addresses and command lines of the machine that made them.
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate"]
UV = "uv>=0.13.8,<0.14"


def main(argv: list[str]) -> int:
    """Compile the three locks. The dev lock is held to the run lock, so that one environment serves both."""
    _compile("uv", ["-"], argv, stdin=UV)
    _compile("run", ["pyproject.toml"], argv)
    _compile("dev", ["pyproject.toml", "--group", "dev", "--constraint", "server/locks/run.txt"], argv)
    return 0


def _compile(name: str, sources: list[str], extra: list[str], stdin: str | None = None) -> None:
    target = ["--output-file", f"server/locks/{name}.txt"]
    subprocess.run(
        [sys.executable, "-m", *COMPILE, *sources, *target, *extra], cwd=ROOT, check=True, input=stdin, text=True
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
