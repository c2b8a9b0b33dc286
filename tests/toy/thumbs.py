"""Thumbs: up or down. A kind that is not in the product; a test adds it to a copy of the tree."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import JsonValue

from server.activities.base import Activity, Place, Text, in_language
from server.phases import Phase, Step
from server.refusals import Refused


class Thumbs(Activity):
    """A sentence that people are for or against."""

    columns: ClassVar[dict[str, str]] = {"thumb": "up or down", "sentence": "about what"}

    kind: Literal["thumbs"]
    sentence: Text

    def course(self) -> tuple[Step, ...]:
        """One vote, seen and talked about."""
        return tuple(Step(phase, 1) for phase in (Phase.READ, Phase.OPEN, Phase.CLOSED, Phase.REVEALED, Phase.TALK))

    def accept(self, raw: JsonValue) -> JsonValue:
        """Up or down."""
        if raw in ("up", "down"):
            return raw
        raise Refused("wrong-value", "Thumbs go up or down.")

    def places(self) -> tuple[Place, ...]:
        """Two."""
        return (Place("up", "A", "For it"), Place("down", "B", "Against it"))

    @property
    def talk_seconds(self) -> float:
        """Short."""
        return 60

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """One column."""
        return {"thumb": str(value), "sentence": in_language(self.sentence, "en")}
