"""How often something may happen. The clock is ours, so nothing here waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server import limits
from server.clock import Turned, turned
from server.limits import Bucket, Buckets


def taken(take: Callable[[], bool], tries: int) -> int:
    """How many of so many tries succeed."""
    return sum(take() for _ in range(tries))


def test_a_burst_then_the_rate(clock: Turned) -> None:
    bucket = Bucket(rate=10, burst=20)
    assert taken(bucket.take, 50) == 20
    assert taken(bucket.take, 5) == 0
    clock.turn(1.0)
    assert taken(bucket.take, 50) == 10


def test_quiet_saves_up_one_burst_and_no_more(clock: Turned) -> None:
    bucket = Bucket(rate=10, burst=20)
    taken(bucket.take, 20)
    clock.turn(3_600)
    assert taken(bucket.take, 50) == 20


def test_less_than_one_is_none(clock: Turned) -> None:
    bucket = Bucket(rate=2, burst=1)
    bucket.take()
    clock.turn(0.4)
    assert bucket.empty()
    assert not bucket.take()
    clock.turn(0.1)
    assert not bucket.empty()
    assert bucket.take()


def test_looking_takes_nothing(clock: Turned) -> None:
    bucket = Bucket(rate=1, burst=3)
    assert not any(bucket.empty() for _ in range(50))
    assert taken(bucket.take, 50) == 3
    assert bucket.empty()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from([0.0, 0.05, 0.5, 3.0]), st.integers(0, 9)), max_size=30))
def test_never_more_than_the_burst_and_what_time_brought(turns: list[tuple[float, int]]) -> None:
    with turned() as clock:
        bucket, given_out, passed = Bucket(rate=4, burst=8), 0, 0.0
        for wait, tries in turns:
            clock.turn(wait)
            passed += wait
            given_out += taken(bucket.take, tries)
            assert given_out <= 8 + 4 * passed + 1e-6


def test_each_key_has_a_bucket_of_its_own(clock: Turned) -> None:
    buckets = Buckets(rate=1, burst=2)
    assert taken(buckets.of("mallory").take, 9) == 2
    assert taken(buckets.of("ann").take, 9) == 2
    assert buckets.of("mallory").empty()


def test_ten_thousand_strangers_leave_nothing_behind(clock: Turned) -> None:
    buckets = Buckets(rate=1, burst=2)
    taken(buckets.of("mallory").take, 2)
    for number in range(10_000):
        buckets.of(number)
    assert buckets.of("mallory").empty(), "a crowd of strangers must not wipe out what somebody did"
    clock.turn(2)
    for number in range(10_001, 10_010):
        buckets.of(number)
    assert len(buckets._by_key) < 20


def test_forgetting_looks_at_what_can_be_forgotten_and_not_at_the_rest(
    clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Bucket] = []

    class Watched(Bucket):
        def __getattribute__(self, name: str) -> object:
            if name == "since":
                looked_at.append(self)
            return super().__getattribute__(name)

    monkeypatch.setattr(limits, "Bucket", Watched)
    buckets = Buckets(rate=1, burst=2)
    for number in range(12_000):
        buckets.of(number)
    looked_at.clear()
    for number in range(100):
        buckets.of(number)
    assert len(looked_at) <= 200, "a flood of addresses made every further request look through all of them"


def test_a_flood_of_keys_does_not_grow_without_end(clock: Turned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 500)
    buckets = Buckets(rate=1, burst=2)
    for number in range(2_000):
        buckets.of(number)
    assert len(buckets._by_key) == 500
