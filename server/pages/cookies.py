"""Only our own cookies come in."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

# No longer than ours are: a token of 32 KiB takes a while to hash, which must not tell whether a code is right.
OURS = re.compile(rb"(?:__Host-)?roomful-\w{1,20}=[\w-]{1,128}")


class OwnCookies:
    """Drops all others before anybody reads them: Python's way of unquoting a cookie takes seconds for a header full of
    backslashes, holding up every room, and nothing here is ever quoted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on requests and sockets with what is left of their cookies."""
        if "headers" in scope:
            headers = [(name, own(value) if name == b"cookie" else value) for name, value in scope["headers"]]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, send)


def own(header: bytes) -> bytes:
    """What is ours in a Cookie header."""
    return b"; ".join(pair for part in header.split(b";") if OURS.fullmatch(pair := part.strip()))
