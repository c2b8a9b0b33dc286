"""`torture`: kill, cut and confuse a server on purpose, and count what was lost."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import uvloop

from server.trials.swarm.address import raise_file_limit
from server.trials.swarm.machine import describe
from server.trials.torture.asked import ask, crowd_in
from server.trials.torture.clocks import clocks
from server.trials.torture.cuts import cut
from server.trials.torture.flood import SECONDS, flood
from server.trials.torture.fuzz import fuzz
from server.trials.torture.kills import kill, restart
from server.trials.torture.promise import Outcome
from server.trials.torture.solvers import ROOMS, everybody, jointly, solve
from server.trials.torture.unread import ignore

PARTS = ("kills", "clocks", "cuts", "restarts", "asked", "fuzz", "unread", "flood", "solvers")


def main(argv: list[str]) -> int:
    """Do all of it; 0 if every promise is kept."""
    parser = argparse.ArgumentParser(prog="python3 -m server torture", description="Break things on purpose.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    parser.add_argument("--short", action="store_true", help="a tenth of everything")
    parser.add_argument("--only", default=",".join(PARTS), metavar="PARTS", help="some of: " + ", ".join(PARTS))
    wanted = parser.parse_args(argv)
    raise_file_limit()
    outcomes = uvloop.run(_all(wanted.only.split(","), wanted.short))
    if wanted.json:
        print(json.dumps({"machine": describe(), "outcomes": [vars(outcome) for outcome in outcomes]}, indent=2))
    else:
        print("\n".join(str(outcome) for outcome in outcomes))
    return 0 if all(outcome.kept for outcome in outcomes) else 1


async def _all(parts: list[str], short: bool) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="roomful-torture-") as folder:
        async for part in _parts(Path(folder), parts, 10 if short else 1):
            outcomes += part
            for outcome in part:
                print(f"  {outcome}", file=sys.stderr, flush=True)
    return outcomes


async def _parts(data: Path, parts: list[str], less: int) -> AsyncIterator[list[Outcome]]:
    if "kills" in parts:
        yield await kill(data / "kills", 100 // less)
    if "clocks" in parts:
        yield await clocks(data / "clocks", max(1, 10 // less))
    if "cuts" in parts:
        yield await cut(data / "cuts", 200 // less)
    if "restarts" in parts:
        yield await restart(data / "restarts", 20 // less)
    if "asked" in parts:
        yield await ask(data / "asked", max(2, 20 // less))
        yield await crowd_in(data / "crowd", 60 / less)
    if "fuzz" in parts:
        yield await fuzz(data / "fuzz", 100_000 // less)
    if "unread" in parts:
        yield await ignore(data / "unread", 10_000 // less, 300 // less)
    if "flood" in parts:
        yield await flood(data / "flood", SECONDS / less)
    if "solvers" in parts:
        yield solve(ROOMS // less)
        yield jointly.solve(ROOMS // less)
        yield everybody.solve(ROOMS // less)
