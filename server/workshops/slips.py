"""Slips of the pen that a parser notices only lines later: a quotation mark left open, a colon without its space."""

from __future__ import annotations

import re

KEY = re.compile(r"\s*(?:- )?[\w-]+:(?:\s|$)")
OPENS_QUOTE = re.compile(r"""(?:^|[\s\[{,])(['"])""")
OPENS_BLOCK = re.compile(r"(?:^|[:-] )\s*[|>][+-]?\d?\s*$")
NO_SPACE = re.compile(r"\s*(?:- )?([A-Za-z_][\w-]*):([^\s:/].*)")

OPEN_QUOTE = "a quotation mark is opened here and not closed; close it, or double it where it belongs to the text."


def slip(text: str, line: int) -> tuple[int, str] | None:
    """Where the pen slipped before the parser gave up in `line`, and what to write; None if that cannot be told."""
    rows = text.splitlines()
    opened = _open_quote(rows[:line], whole=line >= len(rows))
    if opened is not None:
        return opened, OPEN_QUOTE
    for number in (line, line - 1):
        found = NO_SPACE.fullmatch(rows[number - 1]) if 0 < number <= len(rows) else None
        if found:
            return number, no_space(found[1], found[2])
    return None


def no_space(key: str, value: str) -> str:
    """What to say about `rounds:2`."""
    return f"'{key}:' needs a space after its colon; write '{key}: {value.strip()}'."


def _open_quote(rows: list[str], whole: bool) -> int | None:
    """The first line whose quotation mark swallows a line that looks like a key of its own, or the rest of the file."""
    mark, since, block = "", 0, -1
    for number, row in enumerate(rows, 1):
        if block >= 0 and (not row.strip() or _indent(row) > block):
            continue
        block = -1
        if mark and KEY.match(row) and row.find(mark) != len(row.rstrip()) - 1:
            return since
        before = mark
        mark = _mark_left_open(row, mark)
        if mark and not before:
            since = number
        if not mark and OPENS_BLOCK.search(row):
            block = _indent(row)
    return since if mark and whole else None


def _mark_left_open(row: str, mark: str) -> str:
    """The quotation mark that is open after a line, if `mark` was open before it."""
    at = 0
    while True:
        if not mark:
            found = OPENS_QUOTE.search(row, at)
            comment = re.search(r"(?:^|\s)#", row[at:])
            if found is None or (comment and at + comment.start() < found.start(1)):
                return ""
            mark, at = found[1], found.end()
        end = _end_of_quote(row, at, mark)
        if end < 0:
            return mark
        mark, at = "", end


def _end_of_quote(row: str, at: int, mark: str) -> int:
    """Behind the mark that closes, or -1. Doubled single marks and escaped double ones do not close."""
    closes = r"'(?:'|(?P<end>))" if mark == "'" else r'\\.|"(?P<end>)'
    for found in re.compile(closes).finditer(row, at):
        if found["end"] is not None:
            return found.end()
    return -1


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
