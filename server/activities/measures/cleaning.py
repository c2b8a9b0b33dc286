"""A text as it is kept: what people typed, without what cannot be seen, turns words around, or piles up."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from pydantic import JsonValue

from server.activities.measures.piles import unpiled
from server.activities.measures.unseen import seen
from server.refusals import Refused

# Letters, digits and signs that need nothing and hide nothing.
PLAIN = re.compile("[\\t\\n\\r -~\\u00a1-\\u00ac\\u00ae-\\u02af\\u2013-\\u201e\\u2026\\u20ac]*")
MOST_TYPED = 4_000  # longer than any text that is kept; what is longer is not even looked at


def cleaned(raw: JsonValue, most: int) -> str:
    """One text of at most so many signs, as it is kept; raises `Refused`."""
    if not isinstance(raw, str):
        raise Refused("wrong-value", "That is no text.")
    text = clean(raw) if len(raw) <= MOST_TYPED else raw
    if len(text) > most:
        raise Refused("wrong-value", f"That is too long: a text has {most} signs at most.")
    if not any(category(sign)[0] in "LNS" for sign in text):
        raise Refused("wrong-value", "There is nothing to read in it yet: write a word or two.")
    return text


def clean(text: str) -> str:
    """The same words, in one line; stable under a second call."""
    if PLAIN.fullmatch(text):  # most are, and this stands on the hot path
        return " ".join(text.split())
    before = None
    while text != before:  # what is taken away may have been what its neighbours needed
        before = text
        text = " ".join(unpiled(normalize("NFC", seen(text))).split())
        text = normalize("NFC", text)
    return text
