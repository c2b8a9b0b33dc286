"""The words of the pages, one gettext catalogue a language."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent
DOMAIN = "roomful"
BRITISH = Locale("en", "GB")


@cache
def languages() -> frozenset[str]:
    """The languages that have a catalogue."""
    return frozenset(path.parent.parent.name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def words(language: str) -> NullTranslations:
    """The catalogue of a language; English, in which the sources are written, if it has none."""
    return _catalogue(language) if language in languages() else NullTranslations()


def locale(language: str) -> Locale:
    """How numbers and lists are written in a language; as in Britain if nobody knows it."""
    try:
        return BRITISH if language == "en" else Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return BRITISH


@cache
def _catalogue(language: str) -> GNUTranslations:
    # Compiled here, so that no binary file has to be made, kept or trusted.
    path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
