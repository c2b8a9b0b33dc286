"""Chromium as a camera: desks, walls and phones, with motion stilled and fonts loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from server.trials.browser import switches
from server.trials.screens.palette import save

WALL, DESK = {"width": 1920, "height": 1080}, {"width": 1440, "height": 900}
PHONE, SMALL_PHONE = {"width": 390, "height": 844}, {"width": 320, "height": 568}
SETTLED = "() => document.fonts.ready.then(() => document.getAnimations().every(one => one.playState !== 'running'))"


# Sizes that look like their neighbours, to be looked at and not kept.
ALIKE = re.compile(
    r"^screen-(rated|ordered|views|sum|share|grouped|bins|ticked|ticked-again|right|right-again)-(0|4|300|301)$"
    r"|^screen-reasons-(0|4|5|300|301|5000|again.*)$"
    r"|^room-(1|8|20)-"
)


class Camera:
    """Takes pictures of pages. `only` leaves out names without that word; without `alike`, sizes that look like their
    neighbours are left out."""

    def __init__(self, browser: str, origin: str, folder: Path, only: str, alike: bool = True) -> None:
        self.origin, self.folder, self.only, self.alike = origin, folder, only, alike
        self.taken = 0
        self._path = browser

    def __enter__(self) -> Camera:
        self._playwright = sync_playwright().start()
        chromium = self._playwright.chromium
        self._browser = chromium.launch(executable_path=self._path, args=switches(self._playwright))
        self._darkroom = self._browser.new_page()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._browser.close()
        self._playwright.stop()

    def wants(self, name: str) -> bool:
        """Whether this picture is asked for."""
        return self.only in name and (self.alike or not ALIKE.search(name))

    @contextmanager
    def page(
        self, size: dict[str, int], *, dark: bool = False, cookies: Sequence[tuple[str, str]] = (), origin: str = ""
    ) -> Iterator[Page]:
        """A fresh browser with these cookies, showing nothing yet."""
        context = self._context(size, dark)
        host = (origin or self.origin).partition("://")[2].partition(":")[0]
        jar: list[Any] = [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in cookies]
        context.add_cookies(jar)
        try:
            yield context.new_page()
        finally:
            context.close()

    def _context(self, size: dict[str, int], dark: bool) -> BrowserContext:
        return self._browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            has_touch=size in (PHONE, SMALL_PHONE),
            locale="en-GB",
            timezone_id="Europe/London",
        )

    def take(self, page: Page, name: str) -> None:
        """One picture of what the page shows when it has settled."""
        page.wait_for_function(SETTLED)
        save(page.screenshot(), self.folder / f"{name}.png", self._darkroom)
        self.taken += 1

    def visit(
        self,
        name: str,
        path: str,
        size: dict[str, int],
        *,
        dark: bool = False,
        cookies: Sequence[tuple[str, str]] = (),
        act: Callable[[Page], None] | None = None,
    ) -> None:
        """Open a page, do something there, take its picture."""
        if not self.wants(name):
            return
        with self.page(size, dark=dark, cookies=cookies) as page:
            page.goto(self.origin + path)
            if act is not None:
                act(page)
            self.take(page, name)
