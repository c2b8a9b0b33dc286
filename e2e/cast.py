"""Everybody at a browser of their own, and what went wrong in any of them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, ViewportSize

from e2e.hands import TAPS, Taps
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Wall

ELSEWHERE = "room.lan"
DESK: ViewportSize = {"width": 1440, "height": 900}
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# What Chromium writes when a server is away on purpose.
OF_THE_NETWORK = ("Failed to load resource", "WebSocket connection to", "net::ERR_")


class Cast:
    """Opens browsers, and closes them all at the end."""

    def __init__(self, browser: Browser, playwright: Playwright) -> None:
        self.browser, self.playwright = browser, playwright
        self.faults: list[str] = []
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.leave()
        if kind is None:
            assert self.faults == []

    def leave(self) -> None:
        """Close everything that is open."""
        self._open.close()

    def facilitator(self, house: House, origin: str = "", **options: Any) -> Facilitator:
        """Fay's browser, in which she is signed in."""
        context = self.context(viewport=DESK, **options)
        name, _, token = house.desk.cookie.partition("=")
        context.add_cookies([{"name": name, "value": token, "url": house.origin}])
        return Facilitator(self.page("Fay", context), origin or house.origin)

    def phone(self, name: str, origin: str, device: str = "", hand: Taps = TAPS, **options: Any) -> Phone:
        """Somebody's phone, of a kind that Playwright knows or a plain one."""
        kind = dict(self.playwright.devices[device]) if device else PHONE
        kind.pop("default_browser_type", None)
        return Phone(self.page(name, self.context(**{**kind, **options})), origin, hand)

    def wall(self, origin: str, **options: Any) -> Wall:
        """The big screen's browser, where nobody is signed in."""
        return Wall(self.page("the big screen", self.context(viewport=PROJECTOR, **options)), origin)

    def context(self, **options: Any) -> BrowserContext:
        """An empty browser profile."""
        context = self.browser.new_context(**options)
        self._open.callback(context.close)
        return context

    def page(self, name: str, context: BrowserContext) -> Page:
        """A new tab that is watched for faults."""
        return self.watch(name, context.new_page())

    def watch(self, name: str, page: Page) -> Page:
        """Watch a tab for faults."""

        def heard(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not message.text.startswith(OF_THE_NETWORK):
                self.faults.append(f"{name}: {message.text}")

        page.on("pageerror", lambda error: self.faults.append(f"{name}: {error}"))
        page.on("console", heard)
        return page
