"""Findings of questions whose answers have names: "Most of you: Front line" says what "A leads" does not.

An answer has a name where its author gave it a short form. Headline and card begin alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from server.activities.base import Row, in_language
from server.locales import locale, words
from server.results.numbers import part, share
from server.shares import is_close, is_half, is_nearly_all


def sentence(leaders: Sequence[Row], rows: Sequence[Row], total: int, language: str) -> str:
    """The headline; the leaders are level and all have names."""
    say, leader = words(language), leaders[0]
    each = share(leader.people, total, language)
    if len(leaders) > 1:
        names = format_list([_name(row, language) for row in leaders], locale=locale(language))
        return say.gettext("Level: %(names)s, %(share)s each.") % {"names": names, "share": each}
    second = max((row for row in rows if row is not leader), key=lambda row: row.people, default=None)
    if second and second.place.short and is_close(leader.people, second.people, total):
        fields = {"first": _name(leader, language), "second": _name(second, language), "share": each}
        fields["other"] = part(second.people, total, language)
        return say.gettext("Nearly level: %(first)s, %(share)s, and %(second)s, %(other)s.") % fields
    return f"{head(leader, total, language)}, {each}."


def head(leader: Row, total: int, language: str) -> str:
    """What more people chose than anything else."""
    say, named = words(language), {"name": _name(leader, language)}
    if leader.people == total:
        return say.gettext("All of you: %(name)s") % named
    if is_nearly_all(leader.people, total):
        return say.gettext("Nearly all of you: %(name)s") % named
    if is_half(leader.people, total):
        return say.gettext("Most of you: %(name)s") % named
    return say.gettext("Most often: %(name)s") % named


def _name(row: Row, language: str) -> str:
    return in_language(row.place.short, language)
