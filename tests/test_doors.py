"""What strangers may try: codes, seats and passwords by network; the figures are those of SECURITY."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from server.clock import Turned
from server.people.doors import FIRST_TRIES, Codes, Doors, network, plain, site
from server.refusals import Refused
from server.settings import Settings

SECURITY = (Path(__file__).resolve().parents[1] / "SECURITY.md").read_text()


def spend(codes: Codes, address: str) -> int:
    """Somebody there tries wrong codes until they are refused; how many they tried."""
    tries = 0
    while codes.may_try(address):
        codes.miss(address)
        tries += 1
    return tries


def test_an_ipv4_address_is_one_whatever_the_socket_calls_it() -> None:
    assert plain("::ffff:192.0.2.1") == plain("::ffff:c000:201") == plain("192.0.2.1") == "192.0.2.1"
    assert plain("2001:db8::1") == "2001:db8::1"
    assert network("::ffff:192.0.2.1") == site("::ffff:192.0.2.1") == "192.0.2.1"
    assert network("::ffff:192.0.2.1") != network("::ffff:192.0.2.2")


def test_a_household_and_a_site_of_ipv6_count_as_one() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9") != network("2001:db8:1:3::1")
    assert site("2001:db8:1:2::1") == site("2001:db8:1:3::1") != site("2001:db8:2:2::1")
    assert network("fe80::1%eth0") == network("fe80::2")
    assert network("") == plain("") == ""


def test_sixty_wrong_codes_close_the_door_to_one_address(clock: Turned) -> None:
    codes = Doors(Settings()).codes
    assert spend(codes, "192.0.2.1") == 60
    assert codes.may_try("192.0.2.2")
    clock.turn(3)
    assert spend(codes, "192.0.2.1") == 1, "twenty a minute come back"


def test_right_codes_are_free(clock: Turned) -> None:
    codes = Doors(Settings()).codes

    async def a_hall() -> set[str | None]:
        return {await codes.find("192.0.2.1", _a_room) for _ in range(5_000)}

    assert asyncio.run(a_hall()) == {"a room"}


async def _a_room() -> str:
    return "a room"


def test_a_few_networks_that_spend_the_common_budget_keep_no_newcomer_out(clock: Turned) -> None:
    """26 networks did: 26 times 60 wrong codes are more than all may fail together."""
    codes = Doors(Settings()).codes
    tried = sum(spend(codes, f"198.51.100.{host}") for host in range(26))
    assert tried == 600 + 26 * FIRST_TRIES
    assert not codes.may_try("198.51.100.1"), "those who failed wait"
    for second in range(600):
        clock.turn(0.1)
        for host in range(26):
            spend(codes, f"198.51.100.{host}")
        assert asyncio.run(codes.find(f"203.0.113.{second % 250}", _a_room)) == "a room"


def test_a_household_full_of_addresses_is_no_crowd_of_newcomers(clock: Turned) -> None:
    codes = Doors(Settings()).codes
    tried = sum(spend(codes, f"2001:db8:1:{subnet:x}::1") for subnet in range(2_000))
    assert tried <= 600 + FIRST_TRIES
    assert codes.may_try("2001:db8:2::1")


def test_guessing_is_no_cheaper_from_however_many_networks(clock: Turned) -> None:
    """What SECURITY promises: 1,200 in one moment, then 1,200 a minute, from all networks together."""
    codes = Doors(Settings()).codes
    tried = sum(spend(codes, f"10.{host >> 8}.{host & 255}.1") for host in range(4_000))
    assert tried == 1_200
    for minute in range(1, 4):
        tried = 0
        for second in range(60):
            clock.turn(1)
            tried += sum(spend(codes, f"10.{minute}.{second}.{host}") for host in range(30))
        assert tried <= 1_200
    hours = 450_000 / 1_200 / 60
    assert f"| a thousand addresses, held by the common limit | {hours:.0f} hours |" in SECURITY
    assert re.search(rf"the first {FIRST_TRIES} wrong codes", SECURITY)


def test_a_hall_that_sits_down_may_mistype_all_the_while(clock: Turned) -> None:
    doors = Doors(Settings())
    for host in range(26):
        spend(doors.codes, f"198.51.100.{host}")
    for _ in range(40):
        assert doors.codes.may_try("192.0.2.1"), "every tenth of them mistypes, and none is refused"
        doors.codes.miss("192.0.2.1")
        clock.turn(3)
        for _ in range(10):
            assert doors.may_sit("192.0.2.1", room=1)
            doors.sat("192.0.2.1")


def test_tries_in_one_moment_count_each(clock: Turned) -> None:
    codes = Doors(Settings(failed_joins_burst=3)).codes

    async def nowhere() -> None:
        await asyncio.sleep(0)

    async def forty() -> int:
        outcomes = await asyncio.gather(*(codes.find("192.0.2.1", nowhere) for _ in range(40)), return_exceptions=True)
        return sum(isinstance(each, Refused) for each in outcomes)

    assert asyncio.run(forty()) == 37


@pytest.mark.parametrize("others", ["2001:db8:1:2::{:x}", "::ffff:192.0.2.1"])
def test_seats_are_counted_by_household(clock: Turned, others: str) -> None:
    doors = Doors(Settings(joins_per_address=3, joins_per_second=1_000))
    first = "192.0.2.1" if "ffff" in others else "2001:db8:1:2::ff"
    assert doors.may_sit(first, room=1)
    assert [doors.may_sit(others.format(host), room=1) for host in range(1, 4)] == [True, True, False]
    assert doors.may_sit("192.0.2.2", room=1)
