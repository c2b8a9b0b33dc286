"""Marks that stand on letters, cut to as many as scripts need: piles of them climb over other people's texts."""

from __future__ import annotations

from unicodedata import category

# Marks of no script go on anything. What two of them make is one letter by now where there is such a letter.
BLOCKS = (
    range(0x300, 0x370),
    range(0x1AB0, 0x1B00),
    range(0x1DC0, 0x1E00),
    range(0x20D0, 0x2100),
    range(0xFE20, 0xFE30),
)
LOOSE = frozenset(chr(sign) for block in BLOCKS for sign in block)
LOOKS = range(0xFE00, 0xFE10)
MOST_LOOSE, MOST = 2, 6  # a Burmese syllable has five, a Tibetan one that writes Sanskrit six


def unpiled(text: str) -> str:
    """A text with no mark twice in a row on one letter, none on nothing, and not too many."""
    kept: list[str] = []
    last, loose, marks = " ", 0, MOST
    for sign in text:
        kind = category(sign)
        is_mark = kind[0] == "M"
        if is_mark and ord(sign) not in LOOKS:
            is_loose = sign in LOOSE
            if sign == last or marks >= MOST or (is_loose and loose >= MOST_LOOSE):
                continue
            loose, marks = loose + is_loose, marks + 1
            last = sign
        elif sign == " ":
            last, marks = sign, MOST
        elif not is_mark and kind != "Cf":
            last, loose, marks = sign, 0, 0
        kept.append(sign)
    return "".join(kept)
