"""From what a step asks to a value that it takes: one function a shape, written from `docs/protocol.md` alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

Asked = Mapping[str, Any]
_SAID_OF_EACH = 0.9  # of statements and items; the others are skipped
_OWN = ("Grit", "good tea", "Mut")
_WORDS = ("Ring", "them", "first", "and", "say", "what", "you", "know", "überall", "الآن", "顧客", "today")


def value(asked: Asked, dice: Random) -> object:
    """A made-up answer to what is asked, spelled as the server stores it."""
    return SHAPES[asked["shape"]](asked, dice)


def _one(asked: Asked, dice: Random) -> object:
    return dice.choice(_keys(asked))


def _several(asked: Asked, dice: Random) -> object:
    keys = _keys(asked)
    chosen = dice.sample(keys, dice.randint(1, min(asked["most"], len(keys))))
    return [key for key in keys if key in chosen]


def _levels(asked: Asked, dice: Random) -> object:
    keys = [statement["key"] for statement in asked["statements"]]
    rated = [key for key in keys if dice.random() < _SAID_OF_EACH] or keys[:1]
    return {key: dice.randint(*asked["levels"]) for key in rated}


def _places(asked: Asked, dice: Random) -> object:
    keys = [item["key"] for item in asked["items"]]
    placed = [key for key in keys if dice.random() < _SAID_OF_EACH] or keys[:1]
    return {key: dice.choice(_keys(asked)) for key in placed}


def _field(asked: Asked, dice: Random) -> object:
    low, high = asked["steps"]
    return {item["key"]: [dice.randint(low, high), dice.randint(low, high)] for item in asked["items"]}


def _lines(asked: Asked, dice: Random) -> object:
    return {item["key"]: dice.randint(*asked["steps"]) for item in asked["items"]}


def _number(asked: Asked, dice: Random) -> object:
    low, high = asked["range"]
    return low + asked["step"] * dice.randint(0, int((high - low) / asked["step"]))


def _order(asked: Asked, dice: Random) -> object:
    return dice.sample(_keys(asked), len(asked["places"]))


def _picks(asked: Asked, dice: Random) -> object:
    picked = dice.sample(_keys(asked), min(asked["most"], len(asked["places"])))
    if asked["own"] and dice.random() >= _SAID_OF_EACH:
        picked[-1] = "~" + dice.choice(_OWN)[: asked["signs"]]
    return picked


def _shares(asked: Asked, dice: Random) -> object:
    shares = dict.fromkeys(_keys(asked), 0)
    for _ in range(asked["total"] // asked["step"]):
        shares[dice.choice(list(shares))] += asked["step"]
    return shares


def _texts(asked: Asked, dice: Random) -> object:
    first = dice.randrange(1_000)  # two of one person's are never the same
    return [_text(first + turn, asked["signs"], dice) for turn in range(dice.randint(1, asked["most"]))]


def _promise(asked: Asked, dice: Random) -> object:
    return {"text": _text(dice.randrange(1_000), asked["signs"], dice), "date": dice.choice(asked["days"])}


def _marks(_asked: Asked, dice: Random) -> object:
    """Of texts that nobody has written: they are taken, and count nothing."""
    return [f"{dice.getrandbits(64):016x}"]


def _text(number: int, signs: int, dice: Random) -> str:
    return " ".join((str(number), *dice.choices(_WORDS, k=8)))[:signs].strip()


def _keys(asked: Asked) -> list[str]:
    return [place["key"] for place in asked["places"]]


SHAPES: Mapping[str, Callable[[Asked, Random], object]] = {
    "one": _one,
    "several": _several,
    "levels": _levels,
    "places": _places,
    "field": _field,
    "lines": _lines,
    "number": _number,
    "order": _order,
    "picks": _picks,
    "shares": _shares,
    "texts": _texts,
    "promise": _promise,
    "marks": _marks,
}
