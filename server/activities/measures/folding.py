"""Texts as they are compared: how the same words look whoever types them."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

TATWEEL = "\u0640"
# Letters that people write with or without what stands on them: alefs as a bare one, and a final ya with its dots.
ARABIC = dict.fromkeys((0x622, 0x623, 0x625, 0x671), "\u0627") | {0x649: "\u064a"}
APOSTROPHES = re.compile("['’‘\u02bc\u0060\u00b4]")


@lru_cache(4_096)
def same(text: str) -> str:
    """One form for all texts of the same wording: case, width, spaces and punctuation aside. Umlauts and accents count,
    because they make other words; the vowel signs of Arabic do not."""
    small = normalize("NFKC", normalize("NFKC", text).casefold()).translate(ARABIC)
    plain = APOSTROPHES.sub("", small.replace(TATWEEL, ""))
    words = "".join(" " if category(sign)[0] in "PZ" else sign for sign in plain if not _is_vowel_sign(sign))
    return " ".join(words.split()) or " ".join(small.split())  # nothing but signs: these are the words


def _is_vowel_sign(sign: str) -> bool:
    return "\u064b" <= sign <= "\u0655" or sign in "\u0670\ufe0e\ufe0f"
