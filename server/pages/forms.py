"""Forms are written in UTF-8."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from server.pages.access import show

OURS = re.compile(rb';\s*charset="?utf-?8"?\s*(?=;|$)', re.IGNORECASE)


class PlainForms:
    """Turns away what names another way to write letters. Python knows many, such as `unicode_escape`, and by some of
    them a form holds halves of letters, which no page and no database can take."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything else."""
        if scope["type"] == "http" and scope["method"] == "POST":
            kinds = b";".join(value for name, value in scope["headers"] if name == b"content-type")
            if b"charset" in OURS.sub(b"", kinds).lower():
                page = show("pages/error.html", 415, head="That did not work.", text="A form is written in UTF-8.")
                await page(scope, receive, send)
                return
        await self.app(scope, receive, send)
