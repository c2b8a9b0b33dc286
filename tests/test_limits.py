"""How often something may happen. The clock is ours, so nothing here waits."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from server.clock import Turned, turned
from server.limits import Bucket, Buckets
from server.people.identity import Doors
from server.settings import Settings


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


def test_sixty_wrong_codes_close_the_door_to_one_address(clock: Turned) -> None:
    doors = Doors(Settings())
    for miss in range(60):
        assert doors.may_try("mallory"), f"shut after {miss}"
        doors.failed("mallory")
    assert not doors.may_try("mallory")
    assert doors.may_try("ann")
    clock.turn(3)
    assert doors.may_try("mallory"), "twenty a minute come back"
    doors.failed("mallory")
    assert not doors.may_try("mallory")


def test_right_codes_are_free(clock: Turned) -> None:
    doors = Doors(Settings())
    assert all(doors.may_try("a hall behind one address") for _ in range(5_000))


def test_wrong_codes_from_everywhere_have_a_limit_too(clock: Turned) -> None:
    doors = Doors(Settings())
    for number in range(1_200):
        doors.failed(f"address {number}")
    assert not doors.may_try("one more")
    clock.turn(0.06)
    assert doors.may_try("one more")
