"""What strangers may try, and how often: codes, seats, passwords. Their networks are counted, not their addresses."""

import asyncio
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address
from typing import TypeVar

from server.limits import Bucket, Buckets
from server.people.passwords import Lane
from server.refusals import Refused
from server.settings import Settings

T = TypeVar("T")

FIRST_TRIES = 10
SIGN_INS, SIGN_INS_WITHIN = 10, 1_800
WHOLE_HOUSEHOLD, WHOLE_SITE = 19, 14


def plain(address: str) -> str:
    """An address as IPv4 if that is what it is: a socket for both kinds writes `::ffff:192.0.2.1`."""
    long = _ipv6(address)
    return str(long.ipv4_mapped) if long is not None and long.ipv4_mapped else address


def network(address: str) -> str:
    """Who counts as one: an address, or the first half of an IPv6 one, of which a household has as many as it likes."""
    return _beginning(address, WHOLE_HOUSEHOLD)


def site(address: str) -> str:
    """The same by the first 48 bits, because whoever gets one household of IPv6 easily gets 65,536."""
    return _beginning(address, WHOLE_SITE)


def _beginning(address: str, signs: int) -> str:
    long = _ipv6(plain(address))
    return long.exploded[:signs] if long is not None else plain(address)


def _ipv6(address: str) -> IPv6Address | None:
    try:
        return IPv6Address(address.partition("%")[0])
    except ValueError:
        return None


class Doors:
    """What strangers may try: wrong codes, seats, passwords."""

    def __init__(self, settings: Settings) -> None:
        self.codes = Codes(settings)
        self.joins = Buckets(settings.joins_per_second, settings.joins_per_second * 4)
        # A hall behind one Wi-Fi gets in; one phone that takes seat after seat needs minutes, not seconds.
        self.seats = Buckets(settings.joins_per_address / 100, settings.joins_per_address)
        self.sign_ins = Buckets(SIGN_INS / SIGN_INS_WITHIN, SIGN_INS)
        self.posts = Buckets(10, 20)
        self.strangers, self.known = Lane(), Lane()

    def may_sit(self, address: str, room: int) -> bool:
        """Whether somebody from there may take one more seat in this room now."""
        return self.seats.of(network(address)).take() and self.joins.of(room).take()

    def sat(self, address: str) -> None:
        """A seat was taken with a right code; the network of a full hall may mistype as often as people sit down."""
        self.codes.first_tries.of(site(address)).give_back()

    def passwords(self, address: str, device: str | None) -> tuple[Bucket, Lane]:
        """How many passwords may be tried, and where they wait. A `device` that signed in before has both to itself, so
        wrong passwords of others behind the same address do not keep its owner out."""
        if device is None:
            return self.sign_ins.of(network(address)), self.strangers
        return self.sign_ins.of(("device", device)), self.known


class Codes:
    """Wrong codes: so many a network, and so many in all. A right code never counts.

    Half of what all may fail together is kept for the first tries of networks that have hardly failed, so a few that
    spend the other half keep no newcomer out. Both halves together stay what they were: guessing is no cheaper.
    """

    def __init__(self, settings: Settings) -> None:
        self.failed = Buckets(settings.failed_joins_per_minute / 60, settings.failed_joins_burst)
        self.first_tries = Buckets(FIRST_TRIES / 3_600, FIRST_TRIES)
        half = settings.failed_joins_per_minute_everywhere / 2
        self._newcomers, self._others = Bucket(half / 60, half), Bucket(half / 60, half)
        self._one_by_one = asyncio.Lock()

    async def find(self, address: str, look: Callable[[], Awaitable[T | None]]) -> T | None:
        """What a code leads to; raises `Refused`: too-many. One look at a time, so that a thousand codes tried in
        one moment are a thousand failures, and not one."""
        async with self._one_by_one:
            if not self.may_try(address):
                raise Refused("too-many", "Too many wrong codes from here. Wait a minute.")
            found = await look()
            if found is None:
                self.miss(address)
            return found

    def may_try(self, address: str) -> bool:
        """Whether this network has not failed too often, and all of them neither."""
        if self.failed.of(network(address)).empty():
            return False
        return self._is_new(address) or not self._others.empty()

    def miss(self, address: str) -> None:
        """A code that is no room's."""
        self.failed.of(network(address)).take()
        if self._is_new(address):
            self.first_tries.of(site(address)).take()
            self._newcomers.take()
        else:
            self._others.take()

    def _is_new(self, address: str) -> bool:
        return not self.first_tries.of(site(address)).empty() and not self._newcomers.empty()
