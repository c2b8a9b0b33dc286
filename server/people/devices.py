"""Devices that a facilitator signed in from before: they have tries of their own, and stay known after signing out.

What a device holds is a name and a seal over it, made with what is stored of the password. So nobody can make one up,
no table of devices is needed, and a new password forgets them all.
"""

import hashlib
import hmac
import secrets

NAME_SIGNS = 22
KEEP_SECONDS = 365 * 24 * 3600


def device_cookie(https: bool) -> str:
    """The name of the cookie that says which device this is."""
    return f"{'__Host-' if https else ''}roomful-device"


def new_device(password_hash: str) -> str:
    """What a browser keeps from its first sign-in on."""
    name = secrets.token_urlsafe(16)
    return name + _seal(name, password_hash)


def known_device(held: str, password_hash: str | None) -> str | None:
    """The name of the device, if this facilitator signed in from it before."""
    name, seal = held[:NAME_SIGNS], held[NAME_SIGNS:]
    if password_hash is None or not hmac.compare_digest(seal.encode(), _seal(name, password_hash).encode()):
        return None
    return name


def _seal(name: str, password_hash: str) -> str:
    return hmac.new(password_hash.encode(), name.encode(), hashlib.sha256).hexdigest()
