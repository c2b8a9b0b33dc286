"""YAML 1.2 to plain values with line numbers. Refuses what an author never needs and an attacker would:
anchors, aliases, tags, deep nesting, big files. Nothing is ever expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from server.workshops.scalars import plain
from server.workshops.slips import slip

MOST_BYTES = 256 * 1024
DEEPEST = 12
MOST_FAULTS = 40
MOST_VALUES = 10_000
MOST_BRACKETS = 60
# Signs that turn the order of what follows around, so that a text reads otherwise than it is written.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """A file's values, the line each stands on, and what cannot be read in it.

    `whole` says that the values are what the author wrote, so it makes sense to check them further.
    """

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    whole: bool = True

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _GiveUp(Exception):
    """Reading on would make no sense."""


def read(content: bytes) -> Document:
    """Read one file's content; never raises."""
    document, text = Document(), ""
    try:
        text = _text(content)
        events = YAML(typ="safe", pure=True).parse(text)
        _Builder(document, iter(events)).build()
    except _GiveUp as stop:
        _give_up(document, *stop.args)
    except ReaderError as error:
        line = content.decode("utf-8", "replace")[: error.position].count("\n") + 1
        _give_up(document, line, CONTROL)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        _give_up(document, *(slip(text, line) or (line, _unreadable(error))))
    except YAMLError:
        _give_up(document, 1, "this is not YAML; compare it with a workshop that works.")
    return document


CONTROL = "there is a control character here that nobody can see; write the line afresh."


def _give_up(document: Document, line: int, sentence: str) -> None:
    document.faults.append((line, sentence))
    document.whole = False


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _GiveUp(1, "this file is larger than 256 KiB; split it into several modules.")
    for number, row in enumerate(content.split(b"\n"), 1):
        # The parser looks ahead at a cost that is the square of the brackets opened in one line.
        if row.count(b"[") + row.count(b"{") > MOST_BRACKETS:
            raise _GiveUp(number, "there are too many brackets in this line; write a list with one '- ' a line.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _GiveUp(line, "there is a letter here that is not UTF-8; save the file as UTF-8.") from None


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


class _Builder:
    """Builds the values from the parser's events, with its own stack instead of recursion."""

    def __init__(self, document: Document, events: Iterator[Event]) -> None:
        self.document = document
        self.events = events
        self.documents = self.values = 0

    def build(self) -> None:
        """Read to the end of the stream."""
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise _GiveUp(_line(event), "a second document starts here; take out the line '---'.")
            elif isinstance(event, NodeEvent):
                self.document.data = self._value(event, ())

    def _value(self, event: NodeEvent, path: Path) -> Any:
        self._check(event, path)
        self.document.lines.setdefault(path, _line(event))
        if isinstance(event, ScalarEvent):
            return plain(str(event.value)) if event.style is None else str(event.value)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path, _line(event))
        if isinstance(event, CollectionStartEvent):
            return [self._value(item, (*path, i)) for i, item in enumerate(self._children())]
        return None

    def _children(self) -> Iterator[NodeEvent]:
        for event in self.events:
            if isinstance(event, CollectionEndEvent):
                return
            if isinstance(event, NodeEvent):
                yield event

    def _mapping(self, path: Path, line: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key in self._children():
            self._check(key, path)
            if not isinstance(key, ScalarEvent):
                raise _GiveUp(_line(key), "a key has to be one word; write 'key: value'.")
            name = str(key.value)
            if name in mapping:
                first = self.document.lines[*path, name]
                self._fault(
                    _line(key), f"'{name}' is here for the second time, first in line {first}; take one of them out."
                )
                self._value(next(self._children()), (*path, name, "again"))
            else:
                self.document.lines[*path, name] = _line(key)
                mapping[name] = self._value(next(self._children()), (*path, name))
        if not mapping:
            self._fault(line, "there is nothing between these brackets; write 'key: value', or leave the line out.")
        return mapping

    def _check(self, event: NodeEvent, path: Path) -> None:
        line = _line(event)
        self.values += 1
        if self.values > MOST_VALUES:
            raise _GiveUp(line, "this file holds more values than any workshop needs; split it into several modules.")
        if len(path) > DEEPEST:
            raise _GiveUp(line, "this is nested too deeply; no workshop needs more than a few levels.")
        if isinstance(event, AliasEvent):
            raise _GiveUp(line, f"'*{event.anchor}' repeats another part; write that part out instead.")
        if event.anchor is not None:
            self._fault(line, f"'&{event.anchor}' is not allowed; take it out, or put the text in quotes.")
        tag = getattr(event, "tag", None)
        if tag is not None and not (isinstance(event, ScalarEvent) and event.implicit[1]):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._fault(line, f"'{shown}' is not allowed; take it out, or put the text in quotes.")
        if isinstance(event, ScalarEvent):
            self._check_signs(str(event.value), line)

    def _check_signs(self, text: str, line: int) -> None:
        if turns := TURNS.search(text):
            sentence = "there is an unseen sign here that turns words around"
            self._fault(line, f"{sentence} (U+{ord(turns[0]):04X}); take it out, no language needs it.")
        if UNSEEN.search(text):
            self._fault(line, CONTROL)

    def _fault(self, line: int, sentence: str) -> None:
        self.document.faults.append((line, sentence))
        if len(self.document.faults) >= MOST_FAULTS:
            raise _GiveUp(line, "there are too many faults to go on; put these right first.")


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
