"""A run in which the client itself was slow is void, and says so."""

import asyncio
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.trials.swarm.lag import LagProbe, percentile

pytestmark = pytest.mark.anyio


async def test_a_loop_that_stood_still_voids_the_run() -> None:
    probe = LagProbe()
    probe.start()
    await asyncio.sleep(0)
    begun = perf_counter()
    while perf_counter() - begun < 0.1:
        pass
    await asyncio.sleep(0.006)
    probe.stop()
    assert probe.p99 > 0.08
    assert probe.void


def test_a_punctual_loop_does_not() -> None:
    probe = LagProbe()
    probe.lags = [0.001] * 1000 + [0.021]
    assert (probe.p99, probe.void) == (0.001, False)


@given(st.lists(st.floats(0, 1), min_size=1), st.integers(0, 100))
def test_a_percentile_is_a_value_that_enough_do_not_exceed(values: list[float], percent: int) -> None:
    value = percentile(values, percent)
    assert value in values
    assert sum(v <= value for v in values) * 100 >= percent * len(values)
    assert sum(v < value for v in values) * 100 <= percent * len(values)
