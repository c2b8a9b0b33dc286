"""What words look like without what they are dressed up with: the same word, whoever tries to hide it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, name, normalize

from server.activities.measures.folding import APOSTROPHES, TATWEEL

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters with a stroke, a hook or a tail, which are no accents, and small capitals: their names say what they are.
LATIN = [(0x180, 0x2B0), (0x1D00, 0x1DC0), (0x1E00, 0x1F00), (0x2C60, 0x2C80), (0xA720, 0xA800), (0xAB30, 0xAB70)]
NAMED = re.compile(r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL|LETTER) (?P<letter>[A-Z])(?: WITH .*| BAR)?")
DRESSED = {
    chr(sign): named["letter"].lower()
    for block in LATIN
    for sign in range(*block)
    if (named := NAMED.fullmatch(name(chr(sign), "")))
}
# Scripts whose capitals are drawn like ours, from their first letter on: Cherokee, and Lisu.
CAPITALS = {
    0x13A0: "drt..i....aje......w...m...h.y..g.hz...........b..r.ws...vs...lc..p...k.............b",
    0xA4D0: "bp.dt.gk.jc.zf.mnlsr..vh..wxy.a.e.iou",
}
# Letters of other scripts that are drawn like these, and pictures of letters.
ALIKE = str.maketrans(
    DRESSED
    | dict(zip("авеікмнорстухјѕһԁԛԝгипцґ", "abeikmhopctyxjshdqwrunur", strict=True))
    | dict(zip("αβγεηικμνορτυχωϲϳ", "abyenikuvoptuxwcj", strict=True))
    | dict(zip("ցհյոսզքօֆ", "ghjnuqpof", strict=True))
    | dict(zip("łøđħıŋəƒɡɑʃʊʌ", "lodhinefgasuu", strict=True))
    | {chr(first + at): sign for first, drawn in CAPITALS.items() for at, sign in enumerate(drawn) if sign != "."}
    | {chr(first + at): letter for first in (0x1F1E6, 0x1F150, 0x1F170) for at, letter in enumerate(LETTERS)}
)
DIGITS = str.maketrans("03456789@$€+¢¥£§", "oeasgtbgasetcyls")
ONES = (str.maketrans("1!|", "iii"), str.maketrans("1!|", "lll"))
SIGNS_AT_ENDS = "!|+€"  # more often what they are
APART = re.compile(r"(?<!\w)\w(?:[^\w\n]{1,3}\w){2,}(?!\w)")
BETWEEN = re.compile(r"[^\w@$€+!|¢¥£§]+|_+")
STARS = re.compile(r"(?<!\w)\w[\w*#%@]*[*#%@][\w*#%@]*\w(?!\w)")
FEWEST_SHOWN = 2  # letters of a word behind stars
MOST_PIECES = 4


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


def pieced(text: str, longest: int) -> Iterator[str]:
    """Neighbouring words as one, up to so many letters."""
    pieces = re.findall(r"\w+", plain(text).replace("_", " "))
    for at in range(len(pieces)):
        for many in range(2, MOST_PIECES + 1):
            whole = "".join(pieces[at : at + many])
            if len(whole) > longest:
                break
            yield whole


def masked(text: str) -> Iterator[str]:
    """Words with stars in their midst."""
    return (word for word in STARS.findall(plain(text)) if sum(map(str.isalnum, word)) >= FEWEST_SHOWN)


def fits(mask: str, word: str) -> bool:
    """Whether a word may be meant by one with stars."""
    return all(shown == letter or not shown.isalnum() for shown, letter in zip(mask, word, strict=True))


def _meant(word: str) -> Iterator[str]:
    """A word as it is, with its digits as letters, and with no letter more than once or twice in a row."""
    if not any(sign.isalpha() for sign in word):
        return  # a number
    for one in ONES:
        letters = re.sub(r"\W", "", word.translate(DIGITS).translate(one))
        yield letters
        yield re.sub(r"(.)\1{2,}", r"\1\1", letters)
        yield re.sub(r"(.)\1{2,}", r"\1", letters)
