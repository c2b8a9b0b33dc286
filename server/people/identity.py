"""Who is asking: participants by a cookie per room, facilitators by a sign-in kept on the server."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import cache
from ipaddress import IPv6Address
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlmodel import Session, col, delete, select
from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.clock import now
from server.limits import Buckets
from server.refusals import Refused
from server.room.joining import hashed
from server.settings import Settings
from server.store.models import Facilitator, SignIn
from server.store.writer import Transaction

T = TypeVar("T")

KEEP_SECONDS = 30 * 24 * 3600
LONGEST_PASSWORD = 1_024
SHORTEST_PASSWORD = 8

_hasher = PasswordHasher()
_at_once = asyncio.Semaphore(2)  # argon2 is slow on purpose; more at once would starve the room


def participant_cookie(room: int, https: bool) -> str:
    """The name of the cookie that says who somebody is in one room."""
    return f"{'__Host-' if https else ''}roomful-{room}"


def facilitator_cookie(https: bool) -> str:
    """The name of the cookie that says which sign-in this browser holds."""
    return f"{'__Host-' if https else ''}roomful-host"


def set_cookie(response: Response, name: str, token: str, https: bool) -> None:
    """Hand out a token in the one way this server does."""
    response.set_cookie(name, token, max_age=KEEP_SECONDS, path="/", secure=https, httponly=True, samesite="lax")


def drop_cookie(response: Response, name: str, https: bool) -> None:
    """Take it back in the same way: a browser ignores a `__Host-` cookie that is not Secure, an empty one, too."""
    response.delete_cookie(name, path="/", secure=https, httponly=True, samesite="lax")


def same_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether a page of ours asks. A missing Origin is foreign: browsers always send one here."""
    headers = connection.headers
    site = headers.get("sec-fetch-site")
    if connection.scope["type"] == "http" and site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin", "")
    if settings.public_origin is not None and origin == settings.public_origin:
        return True
    host = headers.get("host", "")
    return bool(host) and origin in (f"http://{host}", f"https://{host}")


def make_facilitator(tx: Transaction, name: str, password_hash: str) -> int:
    """The first facilitator; raises `Refused` if there is one already."""
    if facilitator_exists(tx.session):
        raise Refused("set-up", "Somebody has set this server up already. Sign in instead.")
    facilitator = Facilitator(name=name, password_hash=password_hash)
    tx.session.add(facilitator)
    tx.session.flush()
    assert facilitator.id is not None
    return facilitator.id


def facilitator_exists(session: Session) -> bool:
    """Whether this server is set up."""
    return session.exec(select(Facilitator.id)).first() is not None


async def hash_password(password: str) -> str:
    """Slow on purpose, and off the event loop."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused("password", "Take a password of at least eight characters; a short sentence is best.")
    async with _at_once:
        return await asyncio.to_thread(_hasher.hash, password)


async def password_fits(stored: str | None, password: str) -> bool:
    """Compare, in the same time whether or not there is such a facilitator."""
    async with _at_once:
        fits = await asyncio.to_thread(_verify, stored, password[:LONGEST_PASSWORD])
    return fits and stored is not None


@cache
def _nobody() -> str:
    """A hash that no password fits. Made at the first sign-in: it costs a noticeable part of a start."""
    return _hasher.hash(secrets.token_urlsafe(16))


def _verify(stored: str | None, password: str) -> bool:
    try:
        return _hasher.verify(stored or _nobody(), password)
    except Argon2Error:
        return False


def sign_in(tx: Transaction, facilitator: int) -> str:
    """A new token for this browser, whatever it held before."""
    token = secrets.token_urlsafe(16)
    tx.session.add(SignIn(token_hash=hashed(token), facilitator_id=facilitator))
    return token


def sign_out(tx: Transaction, token: str) -> None:
    """The token is worth nothing from now on."""
    tx.session.exec(delete(SignIn).where(col(SignIn.token_hash) == hashed(token)))


def set_password(tx: Transaction, name: str | None, password_hash: str) -> str:
    """A new password for a facilitator (the only one by default); ends all sign-ins. Their name."""
    found = select(Facilitator) if name is None else select(Facilitator).where(Facilitator.name == name)
    facilitator = tx.session.exec(found).first()
    if facilitator is None:
        raise Refused("nobody", "There is no such facilitator.")
    facilitator.password_hash = password_hash
    tx.session.add(facilitator)
    tx.session.exec(delete(SignIn).where(col(SignIn.facilitator_id) == facilitator.id))
    return facilitator.name


def by_name(session: Session, name: str) -> Facilitator | None:
    """The facilitator of that name."""
    return session.exec(select(Facilitator).where(Facilitator.name == name)).first()


def ended(session: Session, held: set[str]) -> set[str]:
    """Which of these sign-ins, known by their hashes, are no more."""
    since = now() - timedelta(seconds=KEEP_SECONDS)
    alive = session.exec(select(SignIn.token_hash).where(col(SignIn.token_hash).in_(held), SignIn.created_at > since))
    return held - set(alive)


def signed_in(session: Session, cookies: Mapping[str, str], https: bool) -> Facilitator | None:
    """The facilitator whose sign-in this browser holds."""
    token = cookies.get(facilitator_cookie(https))
    if not token:
        return None
    since = now() - timedelta(seconds=KEEP_SECONDS)
    found = select(Facilitator).join(SignIn).where(SignIn.token_hash == hashed(token), SignIn.created_at > since)
    return session.exec(found).first()


def network(address: str) -> str:
    """Who counts as one: an address, or the first half of an IPv6 one, of which a household has as many as it likes."""
    try:
        long = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(long.ipv4_mapped or long.exploded[:19])


class Doors:
    """What strangers may try: failed codes per address and in all, joins per room, sign-ins per address."""

    def __init__(self, settings: Settings) -> None:
        per_minute = settings.failed_joins_per_minute / 60
        self.failed_codes = Buckets(per_minute, settings.failed_joins_burst)
        everywhere = settings.failed_joins_per_minute_everywhere
        self.failed_codes_everywhere = Buckets(everywhere / 60, everywhere)
        self.joins = Buckets(settings.joins_per_second, settings.joins_per_second * 4)
        # A hall behind one Wi-Fi gets in; one phone that takes seat after seat needs minutes, not seconds.
        self.seats = Buckets(settings.joins_per_address / 100, settings.joins_per_address)
        self.sign_ins = Buckets(5 / 900, 10)
        self.posts = Buckets(10, 20)
        self._one_by_one = asyncio.Lock()

    async def find(self, address: str, look: Callable[[], Awaitable[T | None]]) -> T | None:
        """What a code leads to; raises `Refused`: too-many. One look at a time, so that a thousand codes tried in
        one moment are a thousand failures, and not one."""
        async with self._one_by_one:
            if not self.may_try(address):
                raise Refused("too-many", "Too many wrong codes from here. Wait a minute.")
            found = await look()
            if found is None:
                self.failed(address)
            return found

    def may_try(self, address: str) -> bool:
        """Whether this address has not failed too often. A right code never counts against it."""
        return not self.failed_codes.of(network(address)).empty() and not self.failed_codes_everywhere.of("").empty()

    def failed(self, address: str) -> None:
        """A code that is no room's."""
        self.failed_codes.of(network(address)).take()
        self.failed_codes_everywhere.of("").take()
