"""YAML 1.2 to plain values with line numbers; what cannot be read is said in words of an author."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from server.workshops.building import CONTROL, Builder
from server.workshops.document import Document, GiveUp
from server.workshops.slips import slip

MOST_BYTES = 256 * 1024
MOST_BRACKETS = 60


def read(content: bytes) -> Document:
    """Read one file's content; never raises."""
    document, text = Document(), ""
    try:
        text = _text(content)
        events = YAML(typ="safe", pure=True).parse(text)
        Builder(document, iter(events)).build()
    except GiveUp as stop:
        document.give_up(*stop.args)
    except ReaderError as error:
        line = content.decode("utf-8", "replace")[: error.position].count("\n") + 1
        document.give_up(line, CONTROL)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.give_up(*(slip(text, line) or (line, _unreadable(error))))
    except YAMLError:
        document.give_up(1, "this is not YAML; compare it with a workshop that works.")
    return document


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise GiveUp(1, "this file is larger than 256 KiB; split it into several modules.")
    for number, row in enumerate(content.split(b"\n"), 1):
        # The parser looks ahead at a cost that is the square of the brackets opened in one line.
        if row.count(b"[") + row.count(b"{") > MOST_BRACKETS:
            raise GiveUp(number, "there are too many brackets in this line; write a list with one '- ' a line.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GiveUp(line, "there is a letter here that is not UTF-8; save the file as UTF-8.") from None


def _unreadable(error: MarkedYAMLError) -> str:
    problem = str(error.problem or "")
    if "\\t" in problem:
        return "there is a tab here; indent with spaces."
    if "mapping values are not allowed" in problem:
        return "there is a second colon in this line; put a text that contains ': ' in quotes."
    if "block end" in problem or "block mapping" in problem or "simple key" in problem:
        return "the indentation or a colon is wrong here; keys of one block start in the same column and end in ': '."
    if "escape" in problem:
        return "a backslash in double quotes starts a special sign; use single quotes."
    return f"YAML cannot be read here ({problem}); put the text in quotes."
