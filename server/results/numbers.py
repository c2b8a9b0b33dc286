"""Numbers as people write them in the room's language."""

from decimal import Decimal

from babel.numbers import format_decimal, format_percent

from server.locales import direction, locale, words
from server.shares import is_crowd, percent

LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


def number(value: float, language: str) -> str:
    """1829 as people of that language write it: "1,829"; an average with one decimal, also where that is 0."""
    return format_decimal(value, "#,##0.0" if isinstance(value, float) else None, locale=locale(language))


def tenths(value: float, language: str) -> str:
    """An average: one decimal, never two."""
    return format_decimal(round(value, 1), format="#,##0.#", locale=locale(language))


def percentage(share: int, language: str) -> str:
    """63 percent as people of that language write it: "63%". Marks hold the sign to its digits where words run to the
    left; without them it would stand before or behind them, by what is written around."""
    written = format_percent(Decimal(share) / 100, locale=locale(language))
    return f"{LEFT_TO_RIGHT}{written}{LEFT_TO_RIGHT}" if direction(language) == "rtl" else written


def part(people: int, total: int, language: str) -> str:
    """So many of a room: people while single people are visible, a percentage beyond that."""
    return percentage(percent(people, total), language) if is_crowd(total) else number(people, language)


def share(people: int, total: int, language: str) -> str:
    """So many of so many: "51 of 126", "63% of 304"."""
    fields = {"part": part(people, total, language), "total": number(total, language)}
    return words(language).gettext("%(part)s of %(total)s") % fields
