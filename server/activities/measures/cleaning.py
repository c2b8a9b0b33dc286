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
TYPED = 4  # signs for each that is kept. Each one is looked at before anything is stored, so what is longer is not.


def cleaned(raw: JsonValue, most: int) -> str:
    """One text of at most so many signs, as it is kept; raises `Refused`."""
    if text := cleaned_if_any(raw, most):
        return text
    raise Refused("wrong-value", "There is nothing to read in it yet: write a word or two.")


def cleaned_if_any(raw: JsonValue, most: int) -> str:
    """The same, but "" where nobody would see any."""
    if not isinstance(raw, str):
        raise Refused("wrong-value", "That is no text.")
    text = clean(raw) if len(raw) <= TYPED * most else raw
    if len(text) > most:
        raise Refused("wrong-value", f"That is too long: a text has {most} signs at most.")
    return text if any(category(sign)[0] in "LNPS" for sign in text) else ""


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
