"""Passwords: hashed and compared by argon2, which is slow on purpose, in lanes that nobody waits in for long."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from server.refusals import Refused

T = TypeVar("T")

LONGEST_PASSWORD = 1_024
SHORTEST_PASSWORD = 8
MOST_IN_A_LANE = 5

_hasher = PasswordHasher()


class Lane:
    """One thread for passwords and a short queue before it. Who comes when it is full is told at once, because the
    hundredth in a long queue would wait half a minute for a page that they had left by then."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "passwords")
        self._inside = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Do the work off the event loop, in turn; raises `Refused`: busy."""
        if self._inside >= MOST_IN_A_LANE:
            raise Refused("busy", "Many people are signing in. Try again in a few seconds.")
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._inside -= 1


def hashed_password(password: str) -> str:
    """What is stored instead of it; raises `Refused` for one that is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused("password", "Take a password of at least eight characters; a short sentence is best.")
    return _hasher.hash(password)


def password_fits(stored: str | None, password: str) -> bool:
    """Compare, in the same time whether or not there is such a facilitator."""
    return _verify(stored, password[:LONGEST_PASSWORD]) and stored is not None


@cache
def _nobody() -> str:
    """A hash that no password fits. Made at the first sign-in: it costs a noticeable part of a start."""
    return _hasher.hash(secrets.token_urlsafe(16))


def _verify(stored: str | None, password: str) -> bool:
    try:
        return _hasher.verify(stored or _nobody(), password)
    except Argon2Error:
        return False
