"""Names within a picture, so that several pictures of a page do not paint with each other's patterns."""

import re

NAMED = re.compile(r"""\bid=["']([\w-]+)["']""")
USED = re.compile(r"""(\bid=["']|(?:url\(|href=["'])#)([\w-]+)""")


def named_apart(drawn: str, name: str) -> str:
    """A drawing whose own ids, and what refers to them, begin with a name of its own."""
    own = set(NAMED.findall(drawn))

    def renamed(use: re.Match[str]) -> str:
        return f"{use[1]}{name}-{use[2]}" if use[2] in own else use[0]

    return USED.sub(renamed, drawn)
