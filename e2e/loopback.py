"""A page of our own modules on a loopback server, under our CSP: what a test of one module needs."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page

from server.assets import Asset, assets

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_STOP = 0.02
NOON_MS = 12 * 3_600_000
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
PAGE = """<!doctype html><html lang="en"><title>Test</title>
<script type="module" src="/page.js"></script><body>{body}</body></html>"""


class _Handler(SimpleHTTPRequestHandler):
    own: dict[str, Asset]

    def do_GET(self) -> None:
        """One of our pages, its script, an asset by its hashed address, or a file of the repository."""
        asset = re.fullmatch(r"/static/[\w-]{12}/(.+)", self.path)
        found = assets().read(asset[1]) if asset else self.own.get(self.path)
        if found is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", found.kind)
        self.end_headers()
        self.wfile.write(found.plain)

    def do_POST(self) -> None:
        """Whatever is asked for is granted."""
        self.send_response(204)
        self.end_headers()

    def end_headers(self) -> None:
        """Every answer carries the policy."""
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def serving(script: str = "", body: str = "", **others: str) -> Iterator[str]:
    """The address of a page that runs `script` as a module and then says so by `<html data-ready>`.

    `others` are whole pages by their path without the slash.
    """
    pages = {f"/{path}": Asset(page.encode(), None, "text/html; charset=utf-8") for path, page in others.items()}
    pages |= {
        "/": Asset(PAGE.format(body=body).encode(), None, "text/html"),
        "/page.js": Asset(f'{script}\ndocument.documentElement.dataset.ready = "";'.encode(), None, "text/javascript"),
        "/favicon.ico": Asset(b"", None, "image/x-icon"),
    }
    handler = type("Handler", (_Handler,), {"own": pages})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(ROOT))) as server:
        thread = threading.Thread(target=server.serve_forever, args=[SECONDS_TO_STOP])
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def without_faults(page: Page) -> Iterator[None]:
    """Nothing may be thrown, refused by the policy or written to the console as an error."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield
    assert faults == []


def stop_the_clock(page: Page) -> None:
    """Before a page is opened: time stands still on it but when it is turned, however long the machine takes."""
    page.clock.install(time=0)
    page.clock.pause_at(NOON_MS)


def visit(page: Page, address: str) -> None:
    """Open the page and wait until its script has run."""
    page.goto(address)
    page.locator("html[data-ready]").wait_for()
