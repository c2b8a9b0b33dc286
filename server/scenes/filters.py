"""What templates may do with a word or a number: say it in the room's language, and fit it into its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from server.activities.contract.question import Place
from server.activities.contract.result import Phrase
from server.activities.contract.text import Text, in_language
from server.charts.fitting import size
from server.results.numbers import number, percentage, tenths
from server.results.texts import spelled
from server.results.wording import said
from server.scenes.days import weekday
from server.scenes.lettered import Piece, lettered


def filters(language: str) -> Mapping[str, Callable[..., object]]:
    """The filters of one language, by the names templates use."""

    def text(text: Text | Phrase | None) -> str:
        return said(text, language) if isinstance(text, Phrase) else in_language(text, language)

    def called(label: Text | Phrase) -> str:
        return said(label, language) if isinstance(label, Phrase) else text(label)

    return {
        "text": text,
        "called": called,
        "group": lambda place: text(place.short or place.label),
        "tenths": lambda value: tenths(value, language),
        "said": lambda phrase: said(phrase, language),
        "number": lambda value: number(value, language),
        "percent": lambda share: percentage(share, language),
        "spelled": lambda value: spelled(value, language),
        "sized": _sized,
        "counted": _counted,
        "pieces": _pieces,
        "weekday": lambda date: weekday(date, language),
    }


def _sized(text: str, block: str, place: str) -> str:
    """The class of a text, with that of its size."""
    step = size(text, place)
    return f"{block} {block}--{step}" if step else block


def _counted(people: int, block: str) -> str:
    """The class of a number that counts up: its digits keep their places, but in thousands the commas would gape."""
    return f"{block} numbers" if people < 1_000 else block


def _pieces(words: str, places: Sequence[Place]) -> list[Piece]:
    return lettered(words, [place.letter for place in places])
