"""How wide our type sets a text, without a browser: the advances of its letters, measured once from the font files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from math import ceil
from pathlib import Path
from typing import NamedTuple
from unicodedata import category, east_asian_width

ADVANCES = Path(__file__).with_name("advances.json")
FONTS = (
    "schibsted-grotesk-latin-wght-normal.woff2",
    "schibsted-grotesk-latin-ext-wght-normal.woff2",
    "vazirmatn-arabic-wght-normal.woff2",
)
WEIGHTS = (600, 780)
JOINED = r"[\u0620-\u064A\u066E-\u06D3]"  # letters that join their neighbours
ARABIC_SIZE = 0.94  # as static/css/base.css sets it beside Latin
STRANGE, SQUARE = 0.62, 1.0  # of an em, for letters that come from fonts of the phone's
# Where a line may end: at blanks, and behind a hyphen, a dash, a stroke or a soft hyphen.
PIECES = re.compile("[^\\s\u00ad\u200b/\u2013-]+[/\u2013\u00ad\u200b-]?|[/\u2013\u00ad\u200b-]|\\s+")
Text = str | dict[str, str]  # one for all languages, or by language


class Type(NamedTuple):
    """How a text is set: weight, size in px, the height of a line in sizes, and space between letters in em."""

    weight: int
    size: float
    leading: float = 1.25
    spacing: float = 0


class Box(NamedTuple):
    """Where a text stands: its width, the size it is set in, and what stands above and below it, in px."""

    width: int
    size: float
    around: float


def width(text: str, type: Type) -> float:
    """How wide a text is on one line, in px. Letters that join count by their widest form."""
    pairs = zip(text, f"{text[1:]} ", strict=True)
    return sum(_advance(letter, follower, type) for letter, follower in pairs) * type.size


def widest(text: Text, type: Type) -> float:
    """How wide a text is on one line in the language in which it is longest, in px."""
    return max(width(words, type) for words in (text.values() if isinstance(text, dict) else [text]))


def words(text: str) -> Iterator[str]:
    """The pieces that no line may break, the blanks left out."""
    return (piece for piece in PIECES.findall(text) if not piece.isspace())


def lines(text: str, type: Type, box: float) -> int:
    """How many lines a text takes in a box so wide. A piece that is wider than the box is broken anywhere."""
    count, used = 1, 0.0
    for piece in PIECES.findall(text):
        wide = width(piece, type)
        if piece.isspace():
            used += wide if used else 0
        elif used + wide <= box:
            used += wide
        else:
            further = ceil(wide / box) - 1
            count += further + (1 if used else 0)
            used = wide - further * box
    return count


def _advance(letter: str, follower: str, type: Type) -> float:
    advances, joined = _tables()
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if letter not in advances:
        return (SQUARE if east_asian_width(letter) in "WF" else STRANGE) + type.spacing
    among = joined if letter in joined and follower in joined else advances
    scale = ARABIC_SIZE if "\u0600" <= letter <= "\u06ff" else 1
    return among[letter][WEIGHTS.index(type.weight)] / 1000 * scale + type.spacing


@cache
def _tables() -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    read = json.loads(ADVANCES.read_text())
    return read["advances"], read["joined"]
