"""Settings from the environment, named ROOMFUL_*; every one has a default that works. docs/settings.md lists them."""

from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from server.addresses import Address, addresses

PREFIX = "ROOMFUL_"
INSIDE = "ROOMFUL_INSIDE"  # how the command line tells itself that it is in its own environment


class WrongSettings(Exception):
    """The server cannot run like this; the message is one sentence that says what to write."""


class Settings(BaseSettings):
    """How this server runs. `address` is the host and port it listens on, where 0.0.0.0 and :: stand for every address
    of this machine; `run` sets it by itself."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data: Path = Path("data")
    public_url: AnyHttpUrl | None = None
    address: str = "127.0.0.1:8000"
    setup_token: str = ""
    keep_days: int = Field(default=30, ge=1, le=3650)
    room_capacity: int = Field(default=5_000, ge=1, le=20_000)
    failed_joins_per_minute: int = Field(default=20, ge=1)
    failed_joins_burst: int = Field(default=60, ge=1)
    failed_joins_per_minute_everywhere: int = Field(default=1_200, ge=1)
    joins_per_second: int = Field(default=250, ge=1)
    joins_per_address: int = Field(default=1_000, ge=1)
    trusted_proxies: str = ""

    @field_validator("public_url")
    @classmethod
    def _is_no_more_than_an_origin(cls, url: AnyHttpUrl | None) -> AnyHttpUrl | None:
        if url is not None and (url.path not in (None, "/") or url.query or url.fragment or url.username):
            raise ValueError("write scheme and host alone, such as https://rooms.example")
        return url

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, proxies: str) -> str:
        for proxy in proxies.split(",") if proxies not in ("", "*") else ():
            try:
                ip_network(proxy.strip(), strict=False)
            except ValueError:
                raise ValueError("write addresses or networks with commas between, such as 10.0.0.1") from None
        return proxies

    @property
    def workshops(self) -> Path:
        """The folder of the facilitator's own workshops."""
        return self.data / "workshops"

    @property
    def filter(self) -> Path:
        """The list of words that hold texts back."""
        return self.data / "filter.txt"

    @property
    def https(self) -> bool:
        """Whether people reach this server by HTTPS, so cookies can be Secure."""
        return self.public_url is not None and self.public_url.scheme == "https"

    def ways(self) -> tuple[Address, ...]:
        """Where phones reach this server now, the likeliest first; the public address alone if there is one."""
        return (Address(self.public_origin),) if self.public_origin else addresses(self.address)

    @property
    def public_origin(self) -> str | None:
        """Scheme, host and port of the public address, as browsers write an Origin; None if unset."""
        if self.public_url is None:
            return None
        parts = urlsplit(str(self.public_url))
        return f"{parts.scheme}://{parts.netloc}"


def settings_from(environ: Mapping[str, str], **given: Any) -> Settings:
    """The settings of this process; raises `WrongSettings` for a name that there is not and for a bad value."""
    known = [name.upper() for name in Settings.model_fields]
    for name in sorted(environ):
        word = name.upper().removeprefix(PREFIX)
        if name.upper().startswith(PREFIX) and word not in known and name != INSIDE:
            close = get_close_matches(word, known, n=1)
            hint = f"did you mean {PREFIX}{close[0]}?" if close else "docs/settings.md lists them all."
            raise WrongSettings(f"There is no setting {name}; {hint}")
    try:
        return Settings(**given)
    except ValidationError as error:
        raise WrongSettings(_sentence(error.errors()[0])) from None


def _sentence(error: ErrorDetails) -> str:
    name, context = f"{PREFIX}{str(error['loc'][0]).upper()}", error.get("ctx", {})
    if error["type"] == "value_error":
        wanted = str(context["error"])
    elif error["type"].startswith("int_"):
        wanted = "write a whole number"
    elif error["type"].startswith("url_"):
        wanted = "write an address such as https://rooms.example"
    else:
        wanted = " ".join(f"write {limit} or {word}" for limit, word in _limits(context))
    return f"{name} cannot be '{error['input']}': {wanted or error['msg']}."


def _limits(context: Mapping[str, Any]) -> list[tuple[Any, str]]:
    return [(context[bound], word) for bound, word in (("ge", "more"), ("le", "less")) if bound in context]
