"""Settings from the environment, all named ROOMFUL_*; every one has a default that works."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """How this server runs. `address` is host and port for phones when there is no `public_url`."""

    model_config = SettingsConfigDict(env_prefix="ROOMFUL_", frozen=True)

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

    @property
    def workshops(self) -> Path:
        """The folder of the facilitator's own workshops."""
        return self.data / "workshops"

    @property
    def https(self) -> bool:
        """Whether people reach this server by HTTPS, so cookies can be Secure."""
        return self.public_url is not None and self.public_url.scheme == "https"

    @property
    def origin(self) -> str:
        """Where phones reach this server: scheme, host and port."""
        return self.public_origin or f"http://{self.address}"

    @property
    def public_origin(self) -> str | None:
        """Scheme, host and port of the public address, as browsers write an Origin; None if unset."""
        if self.public_url is None:
            return None
        parts = urlsplit(str(self.public_url))
        return f"{parts.scheme}://{parts.netloc}"
