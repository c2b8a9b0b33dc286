"""For the record: the same burst against a server that commits and broadcasts for every single answer."""

from __future__ import annotations

import asyncio
from pathlib import Path
from secrets import token_hex
from time import monotonic

from server.trials.bench.figure import Figure, of_runs
from server.trials.bench.reference import Line, lines, running
from server.trials.swarm.lag import percentile

PEOPLE = 300
SECONDS = 2.0


async def measure(data: Path) -> Figure:
    """When 95 % of the answers were acked, from when they were due, in milliseconds."""
    due: dict[bytes, float] = {}
    took: list[float] = []
    done = asyncio.Event()

    def heard(_line: Line, payload: bytes) -> None:
        if b'"ack"' in payload[:40]:
            took.append(monotonic() - due[payload[-34:-2]])
            if len(took) == PEOPLE:
                done.set()

    with running("naive", data) as server:
        async with lines(server.address, PEOPLE, heard) as held:
            start = monotonic() + 0.05
            for turn, line in enumerate(held):
                at = start + turn * SECONDS / PEOPLE
                await asyncio.sleep(max(0.0, at - monotonic()))
                answer_id = token_hex(16).encode()
                due[answer_id] = at
                line.socket.send(b'{"id":"%s","value":"hold"}' % answer_id)
            await asyncio.wait_for(done.wait(), 120)
    return of_runs(f"naive server, {PEOPLE} answer in 2 s: acked, p95", [percentile(took, 95) * 1e3], "ms")
