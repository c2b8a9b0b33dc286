"""What to say to an author about a value that the schema refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, get_args

from pydantic_core import ErrorDetails

from server.activities import KINDS
from server.activities.contract.say import WHEN

PATTERNS = {
    r"^[a-z][a-z0-9-]{0,47}$": "cannot be a key; write small letters, digits and hyphens, beginning with a letter",
    r"^[a-z]{2,3}$": "is no language; write two or three small letters, such as 'en'",
    WHEN: "is no phase; write read, open, closed, revealed, split, talk or shift, with '.2' for a second round",
    r"^[^{}]*\{n\}[^{}]*$": "is no unit; write {n} once, where the number stands, such as '{n} euros'",
    r"^S[0-9]$": "is no source; write S and one digit, such as 'S1'",
}


def kind_names() -> list[str]:
    """The kinds an author can write."""
    return [get_args(kind.model_fields["kind"].annotation)[0] for kind in KINDS]


def did_you_mean(word: str, words: list[str]) -> str:
    """What to write instead of a word that is not one of those allowed."""
    close = get_close_matches(word, words, n=1)
    return f"did you mean '{close[0]}'?" if close else f"write one of: {', '.join(sorted(words))}."


Say = Callable[[str, Any, ErrorDetails], str]


def _pattern(_name: str, _value: Any, error: ErrorDetails) -> str:
    wrong, pattern = error["input"], error["ctx"]["pattern"]
    sentence = f"'{wrong}' {PATTERNS.get(pattern, f'does not fit {pattern}')}"
    small = re.sub(r"[^a-z0-9]+", "-", str(wrong).lower()).strip("-")[:48]
    fits = pattern in PATTERNS and small != wrong and re.fullmatch(pattern, small)
    return f"{sentence}, such as '{small}'." if fits and "such as" not in sentence else f"{sentence}."


def _kind(_name: str, _value: Any, error: ErrorDetails) -> str:
    tag = str(error["ctx"]["tag"])
    return f"'{tag}' is no kind of activity; {did_you_mean(tag, kind_names())}"


def _not_text(name: str, value: Any, _error: ErrorDetails) -> str:
    if isinstance(value, list | dict):
        return f"{name} has to be one text; write it after the colon."
    plain = str(value).lower() if isinstance(value, bool) else value
    return f"{name} has to be a text; put it in quotes: '{plain}'."


def _signs(name: str, value: Any, error: ErrorDetails) -> str:
    most = error["ctx"]["max_length"]
    return f"{name} has {len(str(value).strip())} signs; shorten it to {most}."


def _number(name: str, value: Any, _error: ErrorDetails) -> str:
    return f"{name} is '{value}'; write a number, such as 10."


def _at_most(name: str, value: Any, error: ErrorDetails) -> str:
    return f"{name} is {value}; write {error['ctx']['le']:g} or less."


def _more_than(name: str, value: Any, error: ErrorDetails) -> str:
    return f"{name} is {value}; write a number above {error['ctx']['gt']:g}."


def _kinds_missing(_name: str, _value: Any, _error: ErrorDetails) -> str:
    return f"an activity needs 'kind'; write 'kind: ' and one of: {', '.join(sorted(kind_names()))}."


def _entries(name: str, value: Any, error: ErrorDetails) -> str:
    if error["type"] == "too_long":
        return f"{name} has {len(value)} entries; {error['ctx']['max_length']} is the most."
    if isinstance(value, dict):
        return f"{name} has no text; write one for each language, such as 'en: ...'."
    return f"{name} has {len(value)} of at least {error['ctx']['min_length']} entries; add more."


def _list(name: str, _value: Any, _error: ErrorDetails) -> str:
    return f"{name} has to be a list; write each entry on a line of its own that begins with '- '."


def _mapping(name: str, _value: Any, _error: ErrorDetails) -> str:
    return f"{name} has to be a block of 'key: value' lines."


def _expected(name: str, value: Any, error: ErrorDetails) -> str:
    return f"{name} cannot be '{value}'; write {error['ctx']['expected']}."


def _own_words(_name: str, _value: Any, error: ErrorDetails) -> str:
    return f"{error['msg'].removeprefix('Value error, ')}."


WORDING: dict[str, Say] = {
    "string_pattern_mismatch": _pattern,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _kinds_missing,
    "string_type": _not_text,
    "string_too_long": _signs,
    "string_too_short": lambda name, _value, _error: f"{name} is empty; write its text, or leave the line out.",
    "float_parsing": _number,
    "float_type": _number,
    "finite_number": _number,
    "less_than_equal": _at_most,
    "greater_than": _more_than,
    "too_short": _entries,
    "too_long": _entries,
    "tuple_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "literal_error": _expected,
    "value_error": _own_words,
}
