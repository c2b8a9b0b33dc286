"""The rows of a picture of texts: what each is called, and what stands below its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from server.activities.contract.result import Phrase
from server.activities.contract.text import Text

NAMES_BYTES = 500  # of all rows together, in a phone's frame between two moves


class Line(NamedTuple):
    """A row of the picture, as templates name it."""

    label: Text | Phrase
    letter: str = ""
    mark: str = ""
    example: str | None = None
    aside: Phrase | None = None


def are_short(lines: Sequence[Line]) -> bool:
    """Whether their names leave a frame as small as it has to be between two moves."""
    named = (each.label for each in lines if not isinstance(each.label, Phrase))
    texts = (label.values() if isinstance(label, dict) else [label] for label in named)
    return sum(max(len(text.encode()) for text in each) for each in texts) <= NAMES_BYTES
