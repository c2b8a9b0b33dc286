"""Days as people of a language write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from server.locales import locale


def day(when: date | str, language: str) -> str:
    """2031-05-30 as "30 May 2031"; "" stays ""."""
    if when == "":
        return ""
    moment = date.fromisoformat(when) if isinstance(when, str) else when
    return format_date(moment, "d MMMM y", locale=locale(language))


def weekday(when: date, language: str) -> str:
    """The same within two weeks: "Fri 30 May"."""
    return format_date(when, "EEE d MMM", locale=locale(language))
