"""The words of the pages, one gettext catalogue a language."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent
DOMAIN = "roomful"
SOURCE = "en"  # the sources are written in it
BRITISH = Locale("en", "GB")


@cache
def languages() -> frozenset[str]:
    """The languages that have a catalogue."""
    return frozenset(path.parent.parent.name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def spoken(language: str) -> str:
    """The language that the words around an author's texts are in: this one if every message of its catalogue is
    translated, else English. A page is never half in one and half in another."""
    return language if language in languages() and _is_whole(language) else SOURCE


def direction(language: str) -> str:
    """Which way lines run in the words around an author's texts: "ltr" or "rtl"."""
    return locale(language).text_direction


def is_mirrored(language: str) -> bool:
    """Whether people write this language from right to left, whether or not it has words here."""
    try:
        return Locale.parse(language).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def words(language: str) -> GNUTranslations:
    """The catalogue of a language; English if it has no whole one."""
    return _compiled(spoken(language))


def locale(language: str) -> Locale:
    """How numbers, lists and dates are written around the words that `words` gives."""
    return BRITISH if spoken(language) == SOURCE else Locale.parse(spoken(language))


@cache
def _is_whole(language: str) -> bool:
    return all(_translated(message) for message in _catalogue(language) if message.id)


def _translated(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return all(strings) and not message.fuzzy


@cache
def _compiled(language: str) -> GNUTranslations:
    # Compiled here, so that no binary file has to be made, kept or trusted.
    compiled = BytesIO()
    write_mo(compiled, _catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _catalogue(language: str) -> Catalog:
    path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as source:
        return read_po(source, locale=language, domain=DOMAIN)
