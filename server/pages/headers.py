"""The headers that every answer carries: what a page of ours may load, and who may frame it."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not no-referrer: with it browsers call the origin of a form "null", and on plain HTTP that is all we have to
    # tell our own pages by. To other sites it tells nothing either.
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


# Over plain HTTP browsers ignore these, and say so in the console.
OVER_HTTPS = {"strict-transport-security": "max-age=31536000", "cross-origin-opener-policy": "same-origin"}


class SafeHeaders:
    """Pure ASGI, because this stands in the way of every request."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self.app = app
        self.always = ALWAYS | (OVER_HTTPS if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what is not there yet; pages are private unless they say otherwise."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.always.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, sending)
