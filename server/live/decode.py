"""One message from a phone, parsed once: size, shape, numbers and text checked before anything acts."""

import json
import re
from typing import Annotated, Any, Literal, NamedTuple
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from server.refusals import Refused

LARGEST = 16 * 1024
DEEPEST = 8
LONGEST_NUMBER = 16
LARGEST_WHOLE = 2**53


# With hyphens where they belong, or without any.
UUID = r"^[0-9A-Fa-f]{8}(?:[0-9A-Fa-f]{24}|(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$"


def _canonical(uuid: str) -> str:
    """One spelling from here on, or the same answer would count as another one."""
    return uuid.replace("-", "").lower()


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AnswerMessage(NamedTuple):
    """An answer to be counted."""

    type: Literal["answer"]
    answer_id: Annotated[str, StringConstraints(pattern=UUID), AfterValidator(_canonical)]
    activity: Annotated[str, StringConstraints(max_length=64)]
    round: Annotated[int, Field(ge=0, le=1_000)]
    rev: Annotated[int, Field(ge=1, le=1_000_000)]
    value: JsonValue


class ActionMessage(NamedTuple):
    """Something to be done besides answering."""

    type: Literal["action"]
    action_id: Annotated[str, StringConstraints(pattern=UUID), AfterValidator(_canonical)]
    activity: Annotated[str, StringConstraints(max_length=64)]
    round: Annotated[int, Field(ge=0, le=1_000)]
    what: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    value: JsonValue


class BeatMessage(_Message):
    """A sign of life, naming the newest version seen."""

    type: Literal["beat"]
    version: Annotated[int, Field(ge=0)]


class SnapshotMessage(_Message):
    """Asks for the whole picture."""

    type: Literal["snapshot"]


Message = AnswerMessage | ActionMessage | BeatMessage | SnapshotMessage
_KINDS: dict[object, TypeAdapter[Message]] = {
    "answer": TypeAdapter(AnswerMessage, config=ConfigDict(strict=True)),
    "action": TypeAdapter(ActionMessage, config=ConfigDict(strict=True)),
    "beat": TypeAdapter(BeatMessage),
    "snapshot": TypeAdapter(SnapshotMessage),
}


def decode(text: str) -> Message:
    """The message in a text frame; raises `Refused` with a code of its own for each way to be wrong."""
    return usual(text) or _any(text)


def usual(text: str) -> AnswerMessage | None:
    """An answer as our own page writes it. Most messages are that: with a plain value at a sixth of the cost, with one
    that has parts at half of it."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    answer_id, activity, round, rev, plain, parts = found.groups()
    value = plain if parts is None else _parsed(parts)
    return None if value is None else AnswerMessage("answer", answer_id, activity, int(round), int(rev), value)


def _parsed(parts: str) -> JsonValue:
    """A list, an object or a number; None for what is none of these, or not in order: then the long road says why."""
    try:
        value: JsonValue = _decoder.decode(parts)
        _check(value, DEEPEST - 1)
    except (ValueError, RecursionError, Refused):
        return None
    return value


# Narrower than what is allowed, never wider: what does not fit takes the long road.
_USUAL = re.compile(
    r'\{"type":"answer","answer_id":"([0-9a-f]{32})","activity":"([a-z0-9-]{1,64})"'
    r',"round":([0-9]|[1-9][0-9]{1,2}),"rev":([1-9][0-9]{0,5})'
    r',"value":(?:"([ !#-\[\]-~]{0,200})"|([\[{0-9-].{0,4000}))\}'
)


def _any(text: str) -> Message:
    if len(text) > LARGEST or (not text.isascii() and len(text.encode("utf-8", "replace")) > LARGEST):
        raise Refused("too-large", "That message is too large.")
    try:
        raw = _decoder.decode(text)
    except RecursionError:
        raise Refused("too-deep", "That message is nested too deeply.") from None
    except ValueError:
        raise Refused("malformed", "That is not JSON.") from None
    if not isinstance(raw, dict):
        raise Refused("malformed", "A message is a JSON object.")
    _check(raw, DEEPEST)
    kind = raw.get("type")
    adapter = _KINDS.get(kind) if isinstance(kind, str) else None
    if adapter is None:
        raise Refused("unknown-type", "There is no such message.")
    try:
        return adapter.validate_python(raw)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Refused("wrong-shape", f"Something is wrong with {where}.") from None


def _no_constant(name: str) -> Any:
    raise Refused("not-a-number", f"{name} is not a number here.")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER + 1 or abs(int(digits)) > LARGEST_WHOLE:
        raise Refused("too-large-number", "That number is too large.")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if abs(number) > LARGEST_WHOLE:
        raise Refused("too-large-number", "That number is too large.")
    return number


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("duplicate-key", "A key stands there twice.")
    return found


def _check(value: object, deeper: int) -> None:
    if isinstance(value, str):
        if not value.isprintable() and _unclean(value):
            raise Refused("bad-text", "There are characters in it that no text has.")
    elif isinstance(value, dict | list):
        if not deeper:
            raise Refused("too-deep", "That message is nested too deeply.")
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            _check(key, deeper)
            _check(inner, deeper - 1)


def _unclean(text: str) -> bool:
    """Lone surrogates, and control characters other than tab and line ends."""
    return any(char not in "\t\n\r" and category(char) in ("Cc", "Cs") for char in text)


# Made once: json.loads would build one for every message.
_decoder = json.JSONDecoder(
    parse_constant=_no_constant, parse_int=_whole, parse_float=_fraction, object_pairs_hook=_no_doubles
)
