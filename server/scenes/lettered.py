"""Words in which an answer's letter, standing alone, is shown as its dot."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

SENTENCE_ENDS = ".?!:"


class Piece(NamedTuple):
    """A letter to be drawn as a dot, or "", and the words after it."""

    letter: str
    words: str


def lettered(words: str, letters: Collection[str]) -> list[Piece]:
    """A text in pieces, each beginning with a letter but for the first; a letter that begins a sentence is a word."""
    pieces = [Piece("", "")]
    for before, word in pairwise(["", *_words(words)]):
        begins = not before.strip() or before.rstrip()[-1] in SENTENCE_ENDS
        if word[0] in letters and len(word.rstrip()) <= 2 and not word[1:2].isalnum() and not begins:
            pieces.append(Piece(word[0], word[1:]))
        else:
            pieces[-1] = Piece(pieces[-1].letter, pieces[-1].words + word)
    return pieces


def _words(text: str) -> Iterator[str]:
    """Each word with the space after it."""
    found = text.split()
    yield from (f"{word} " for word in found[:-1])
    yield from found[-1:]
