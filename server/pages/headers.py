"""Puts the headers on everything that the application answers."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.policy import ALWAYS, OVER_HTTPS


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
