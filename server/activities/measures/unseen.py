"""Signs of a text that are not seen: spaces of all sorts, signs that turn words around, and those that letters need."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

# Formats that are seen: they stand around numbers in Arabic and its neighbours.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Letters and marks that are drawn as nothing.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U00016fe4\U0001d159")
BRAILLE_BLANK = "\u2800"
JOINER, NON_JOINER = "\u200d", "\u200c"
LOOKS, MORE_LOOKS = range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
TEXT_LOOK, EMOJI_LOOK = "\ufe0e", "\ufe0f"
TAGS = range(0xE0000, 0xE0080)
# The flag of a part of a country is a black flag, letters that are not seen, and their end.
FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
# Letters of these scripts change with their neighbours, from Arabic to Mongolian.
SHAPING = (range(0x600, 0x1900), range(0xA800, 0xAC00), range(0x10A00, 0x12000))
IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))


def seen(text: str) -> str:
    """A text with a plain space for each space, and of what is not seen only what others need to be drawn right."""
    flags = {at for found in FLAG.finditer(text) for at in range(*found.span())}
    return "".join(
        " " if sign.isspace() or sign == BRAILLE_BLANK else sign
        for at, sign in enumerate(text)
        if at in flags or not _is_unseen(sign) or _is_needed(sign, text[at - 1 : at], text[at + 1 : at + 2])
    )


@lru_cache(4_096)  # a text is looked at before anything is stored, several times over
def _is_unseen(sign: str) -> bool:
    kind, number = category(sign), ord(sign)
    if sign.isspace() or sign in SEEN:
        return False
    is_nobodys = number & 0xFFFE == 0xFFFE or number in range(0xFDD0, 0xFDF0)
    is_look = number in LOOKS or number in MORE_LOOKS
    return kind in ("Cf", "Cc", "Co", "Cs") or sign in BLANK or is_look or is_nobodys or number in TAGS


def _is_needed(sign: str, before: str, after: str) -> bool:
    """Whether a sign that is not seen shapes what stands around it."""
    if not before:
        return False
    if sign == JOINER:
        return _shapes(before) or (_is_picture(before) and _is_picture(after))
    if sign == NON_JOINER:
        return _shapes(before) and _shapes(after)
    if sign in (TEXT_LOOK, EMOJI_LOOK):
        return before in "#*0123456789" or category(before) in ("So", "Sm", "Sk", "Po", "Pd")
    return ord(sign) in MORE_LOOKS and any(ord(before) in block for block in IDEOGRAPHS)


def _shapes(sign: str) -> bool:
    return sign != "" and category(sign)[0] in "LM" and any(ord(sign) in script for script in SHAPING)


def _is_picture(sign: str) -> bool:
    """Also one that is newer than our tables."""
    return sign == EMOJI_LOOK or (sign != "" and category(sign) in ("So", "Sk", "Cn"))
