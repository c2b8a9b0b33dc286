"""`bench`: how fast Roomful is, against references that run beside it at the same time."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import uvloop

from server.trials.bench import answers, bursts, frozen, memory, naive, pushes
from server.trials.bench.figure import Figure, table
from server.trials.swarm.address import raise_file_limit
from server.trials.swarm.machine import describe

REPEATS, QUICK_REPEATS = 5, 3
GROWN, QUICKLY_GROWN = 5_000, 1_000


def main(argv: list[str]) -> int:
    """Measure; 0 if every bar is met, 1 if one is missed, 3 if the client was too slow to tell."""
    parser = argparse.ArgumentParser(prog="python3 -m server bench", description="Measure speed.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, no room above 1,000")
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="only the parts whose name has these: " + ", ".join(PARTS)
    )
    wanted = parser.parse_args(argv)
    frozen.check()
    raise_file_limit()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
    figures = uvloop.run(_all(wanted.quick, wanted.only))
    if wanted.json:
        print(json.dumps({"machine": describe(), "figures": [figure.as_json() for figure in figures]}, indent=2))
    else:
        print(table(figures))
    verdicts = {figure.verdict for figure in figures}
    return 1 if "MISSED" in verdicts else 3 if "void" in verdicts else 0


PARTS = ("answers", "growth", "pushes", "memory", "burst", "naive")


async def _all(quick: bool, only: str) -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="roomful-bench-") as folder:
        async for part in _parts(Path(folder), quick, only.split(",") if only else PARTS):
            figures += part
            for figure in part:
                print(f"  {figure.name}: {figure.value:.2f} {figure.unit}", file=sys.stderr, flush=True)
    return figures


async def _parts(data: Path, quick: bool, wanted: list[str] | tuple[str, ...]) -> AsyncIterator[list[Figure]]:
    repeats = QUICK_REPEATS if quick else REPEATS
    if "answers" in wanted:
        yield [await answers.measure_cost(data, repeats)]
    if "pushes" in wanted:
        yield await pushes.measure(data, repeats)
    if "growth" in wanted:
        yield [await answers.measure_growth(data, repeats, QUICKLY_GROWN if quick else GROWN)]
    if "memory" in wanted:
        yield [await memory.measure(data, repeats)]
    if "burst" in wanted:
        for size in bursts.SIZES[:1] if quick else bursts.SIZES:
            yield await bursts.measure(data, size, repeats)
    if "naive" in wanted:
        yield [await naive.measure(data)]
