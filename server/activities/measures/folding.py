"""Texts as they are compared: how the same words look whoever types them."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

TATWEEL = "\u0640"
# Letters that people write with or without what stands on them: alefs as a bare one, and a final ya with its dots.
ARABIC = dict.fromkeys((0x622, 0x623, 0x625, 0x671), "\u0627") | {0x649: "\u064a"}
FEW = 0x3000  # signs of letters; there are a million others, which nobody need keep
APOSTROPHES = re.compile("['’‘\u02bc\u0060\u00b4]")


class _Signs(dict[int, str | None]):
    """What becomes of each sign of a small text; looked up once, as `str.translate` asks."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        gone = sign == TATWEEL or APOSTROPHES.match(sign) or _is_vowel_sign(sign)
        becomes = None if gone else " " if category(sign)[0] in "PZ" else ARABIC.get(code, sign)
        if code < FEW:
            self[code] = becomes
        return becomes


_SIGNS = _Signs()


@lru_cache(8_192)
def same(text: str) -> str:
    """One form for all texts of the same wording: case, width, spaces and punctuation aside. Umlauts and accents count,
    because they make other words; the vowel signs of Arabic do not."""
    small = text.lower() if text.isascii() else normalize("NFKC", normalize("NFKC", text).casefold())
    # Of nothing but signs, these are the words.
    return " ".join(small.translate(_SIGNS).split()) or " ".join(small.translate(ARABIC).split())


def _is_vowel_sign(sign: str) -> bool:
    return "\u064b" <= sign <= "\u0655" or sign in "\u0670\ufe0e\ufe0f"
