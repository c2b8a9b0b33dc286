"""What words look like without what they are dressed up with: the same word, whoever tries to hide it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from server.activities.measures.folding import APOSTROPHES, TATWEEL

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters of other scripts that are drawn like these, and pictures of letters.
ALIKE = str.maketrans(
    dict(zip("авеікмнорстухјѕһԁԛԝ", "abeikmhopctyxjshdqw", strict=True))
    | dict(zip("αβγεηικμνορτυχω", "abyenikuvoptuxw", strict=True))
    | dict(zip("łøđħıŋəƒɡɑʃ", "lodhinefgas", strict=True))
    | {chr(first + at): letter for first in (0x1F1E6, 0x1F150, 0x1F170) for at, letter in enumerate(LETTERS)}
)
DIGITS = str.maketrans("03456789@$€+", "oeasgtbgaset")
ONES = (str.maketrans("1!|", "iii"), str.maketrans("1!|", "lll"))
SIGNS_AT_ENDS = "!|+€"  # more often what they are
APART = re.compile(r"(?<!\w)\w(?:[^\w\n]{1,3}\w){2,}(?!\w)")
BETWEEN = re.compile(r"[^\w@$€+!|]+|_+")
STARS = re.compile(r"(?<!\w)\w[\w*#%]*[*#%][\w*#%]*\w(?!\w)")
FEWEST_SHOWN = 2  # letters of a word behind stars


def plain(text: str) -> str:
    """Small letters without marks, those of other scripts as the ones they look like; no signs at the ends."""
    apart = normalize("NFKD", normalize("NFKC", APOSTROPHES.sub("", text)).casefold())
    bare = "".join(sign for sign in apart if category(sign) != "Mn").replace(TATWEEL, "").replace("ß", "ss")
    return bare.translate(ALIKE).strip("*#% ")


def undressed(text: str) -> Iterator[str]:
    """The words of a text, whole and cut at signs, in every way that they may be meant."""
    for word in plain(text).split():
        pieces = [piece for piece in BETWEEN.split(word.strip(SIGNS_AT_ENDS)) if piece]
        for piece in dict.fromkeys([*pieces, "".join(pieces)]):
            yield from _meant(piece.strip(SIGNS_AT_ENDS))


def joined(text: str) -> Iterator[str]:
    """Letters that stand apart, together."""
    for letters in APART.findall(plain(text).replace("_", " ")):
        yield from _meant(re.sub(r"\W", "", letters))


def masked(text: str) -> Iterator[re.Pattern[str]]:
    """Words with stars in their midst, as patterns of what they stand for."""
    for word in STARS.findall(plain(text)):
        if sum(sign.isalnum() for sign in word) >= FEWEST_SHOWN:
            yield re.compile("".join(re.escape(sign) if sign.isalnum() else "." for sign in word))


def _meant(word: str) -> Iterator[str]:
    """A word as it is, with its digits as letters, and with no letter more than once or twice in a row."""
    if not any(sign.isalpha() for sign in word):
        return  # a number
    for one in ONES:
        letters = re.sub(r"\W", "", word.translate(DIGITS).translate(one))
        yield letters
        yield re.sub(r"(.)\1{2,}", r"\1\1", letters)
        yield re.sub(r"(.)\1{2,}", r"\1", letters)
