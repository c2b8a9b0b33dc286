"""Values made of a parser's events. Refuses what an author never needs and an attacker would: anchors, aliases, tags,
deep nesting, unseen signs. Nothing is ever expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

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

from server.workshops.document import Document, GiveUp, Path
from server.workshops.scalars import plain

DEEPEST = 12
MOST_VALUES = 10_000
# Signs that turn the order of what follows around, so that a text reads otherwise than it is written.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
CONTROL = "there is a control character here that nobody can see; write the line afresh."


class Builder:
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
                    raise GiveUp(_line(event), "a second document starts here; take out the line '---'.")
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
                raise GiveUp(_line(key), "a key has to be one word; write 'key: value'.")
            name = str(key.value)
            if name in mapping:
                first = self.document.lines[*path, name]
                self.document.fault(
                    _line(key), f"'{name}' is here for the second time, first in line {first}; take one of them out."
                )
                self._value(next(self._children()), (*path, name, "again"))
            else:
                self.document.lines[*path, name] = _line(key)
                mapping[name] = self._value(next(self._children()), (*path, name))
        if not mapping:
            self.document.fault(
                line, "there is nothing between these brackets; write 'key: value', or leave the line out."
            )
        return mapping

    def _check(self, event: NodeEvent, path: Path) -> None:
        line = _line(event)
        self.values += 1
        if self.values > MOST_VALUES:
            raise GiveUp(line, "this file holds more values than any workshop needs; split it into several modules.")
        if len(path) > DEEPEST:
            raise GiveUp(line, "this is nested too deeply; no workshop needs more than a few levels.")
        if isinstance(event, AliasEvent):
            raise GiveUp(line, f"'*{event.anchor}' repeats another part; write that part out instead.")
        if event.anchor is not None:
            self.document.fault(line, f"'&{event.anchor}' is not allowed; take it out, or put the text in quotes.")
        tag = getattr(event, "tag", None)
        if tag is not None and not (isinstance(event, ScalarEvent) and event.implicit[1]):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.document.fault(line, f"'{shown}' is not allowed; take it out, or put the text in quotes.")
        if isinstance(event, ScalarEvent):
            self._check_signs(str(event.value), line)

    def _check_signs(self, text: str, line: int) -> None:
        if turns := TURNS.search(text):
            sentence = "there is an unseen sign here that turns words around"
            self.document.fault(line, f"{sentence} (U+{ord(turns[0]):04X}); take it out, no language needs it.")
        if UNSEEN.search(text):
            self.document.fault(line, CONTROL)


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
