"""`bench`: how fast Roomful is, against references that run beside it at the same time."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import uvloop

from server.trials.bench import answers, bursts, frozen, joins, kinds, memory, naive, pushes
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
    parser.add_argument("--only", default="", metavar="PARTS", help="some of: " + ", ".join(PARTS))
    wanted = parser.parse_args(argv)
    parts = wanted.only.split(",") if wanted.only else QUICK_PARTS if wanted.quick else PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    frozen.check()
    raise_file_limit()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
    figures = uvloop.run(
        _all(parts, QUICK_REPEATS if wanted.quick else REPEATS, QUICKLY_GROWN if wanted.quick else GROWN)
    )
    if wanted.json:
        print(json.dumps({"machine": describe(), "figures": [figure.as_json() for figure in figures]}, indent=2))
    else:
        print(table(figures))
    verdicts = {figure.verdict for figure in figures}
    return 1 if "MISSED" in verdicts else 3 if "void" in verdicts else 0


BURSTS = {f"burst-{bars.people}": (bars, "") for bars in bursts.SIZES} | {
    f"burst-{bars.people}-{shape}": (bars, shape) for bars in bursts.SIZES[:2] for shape in ("levels", "order")
}
PARTS = ("answers", "kinds", "joins", "growth", "pushes", "memory", *BURSTS, "naive")
QUICK_PARTS = [part for part in PARTS if part not in BURSTS or BURSTS[part][0].people <= QUICKLY_GROWN]


async def _all(parts: Sequence[str], repeats: int, grown: int) -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="roomful-bench-") as folder:
        async for part in _parts(Path(folder), parts, repeats, grown):
            figures += part
            for figure in part:
                print(f"  {figure.name}: {figure.value:.2f} {figure.unit}", file=sys.stderr, flush=True)
    return figures


async def _parts(data: Path, wanted: Sequence[str], repeats: int, grown: int) -> AsyncIterator[list[Figure]]:
    if "answers" in wanted:
        yield [await answers.measure_cost(data, repeats)]
    if "kinds" in wanted:
        yield await kinds.measure(data, repeats)
    if "joins" in wanted:
        yield await joins.measure(data, repeats)
    if "pushes" in wanted:
        yield await pushes.measure(data, repeats)
    if "growth" in wanted:
        yield [await answers.measure_growth(data, repeats, grown)]
    if "memory" in wanted:
        yield [await memory.measure(data, repeats)]
    for name, (bars, shape) in BURSTS.items():
        if name in wanted:
            yield await bursts.measure(data, bars, repeats, shape)
    if "naive" in wanted:
        yield [await naive.measure(data)]
