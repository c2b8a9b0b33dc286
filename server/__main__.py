"""The command line, `python3 -m server VERB ...`. Standard library only: it runs before anything is installed."""

from __future__ import annotations

import importlib
import os
import sys
from typing import NamedTuple

from server import bootstrap

INSIDE = "ROOMFUL_INSIDE"


class Verb(NamedTuple):
    """One verb: the module whose `main(argv)` does it, the packages it needs, and a line of help."""

    module: str
    packages: str
    help: str


VERBS = {
    "run": Verb("server.commands.run", "run", "start Roomful, print the links: run [--host H] [--port N] [--data DIR]"),
    "test": Verb("server.commands.test", "dev", "check style, types, layers, then all tests: test [style|tests|e2e]"),
    "torture": Verb("server.trials.torture", "dev", "kill, cut and confuse a server, and count what was lost"),
    "bench": Verb("server.trials.bench", "dev", "measure speed against references in the same run: bench [--json]"),
    "check": Verb("server.commands.check", "run", "validate workshop content: check PATH"),
    "rehearse": Verb(
        "server.commands.rehearse", "run", "play a workshop with made-up people: rehearse DIR [--people N]"
    ),
    "screens": Verb("server.trials.screens", "dev", "take the pictures in docs/screens/"),
    "reset-password": Verb("server.commands.reset_password", "run", "give the facilitator a new password"),
}


def main(argv: list[str]) -> int:
    """Do the verb in `argv` inside the project's own environment, which is made first where it is missing."""
    if not argv or argv[0] not in VERBS:
        return _list_verbs(known=not argv or argv[0] in ("-h", "--help", "help"))
    verb = VERBS[argv[0]]
    if os.environ.pop(INSIDE, None):
        return int(importlib.import_module(verb.module).main(argv[1:]))
    try:
        python = bootstrap.prepare(bootstrap.ROOT, verb.packages)
    except bootstrap.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped while setting up. The next call repairs that.", file=sys.stderr)
        return 130
    os.execve(python, [str(python), "-m", "server", *argv], {**os.environ, INSIDE: "yes"})


def _list_verbs(*, known: bool) -> int:
    out = sys.stdout if known else sys.stderr
    print("usage: python3 -m server VERB ...\n", file=out)
    for name, verb in VERBS.items():
        print(f"  {name:<16}{verb.help}", file=out)
    return 0 if known else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
