"""Names within a picture, so that several pictures of a page do not paint with each other's patterns."""

import re

NAMED = re.compile(r"""\bid=["']([\w-]+)["']""")


def named_apart(drawn: str, name: str) -> str:
    """A drawing whose own ids, and what refers to them, begin with a name of its own."""
    ids = set(NAMED.findall(drawn))
    if not ids:
        return drawn
    own = "|".join(sorted(map(re.escape, ids), key=len, reverse=True))
    return re.sub(rf"""(\bid=["']|(?:url\(|href=["'])\#)({own})(?=["')])""", rf"\g<1>{name}-\g<2>", drawn)
