"""A run in which the client itself was slow is void, and says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.clock import Turned
from server.trials.swarm.lag import EVERY, LagProbe, percentile

pytestmark = pytest.mark.anyio


async def test_a_loop_that_stood_still_voids_the_run(clock: Turned) -> None:
    probe = LagProbe()
    probe.start()
    clock.turn(EVERY + 0.1)
    probe.called()
    probe.stop()
    assert probe.p99 == pytest.approx(0.1)
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
