"""The headline of a cue card: what there is to talk about, computed."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from server.activities.base import Pattern, Row
from server.locales import locale, words
from server.results import named
from server.results.disclosure import Shift
from server.results.numbers import number, part
from server.results.patterns import Result, above_a_fifth, close, pooled, ranked
from server.shares import is_nearly_all


def headline(pattern: Pattern, result: Result, language: str) -> str:
    """What there is to talk about, computed."""
    say = words(language)
    rows, people = pooled(result)
    if pattern is Pattern.TOO_FEW:
        return say.gettext("Few answers so far")
    if pattern is Pattern.MOVED and isinstance(result, Shift):
        return _moved_head(result, language)
    if pattern is Pattern.SPLIT:
        return _split_head(rows, people, language)
    if len(near := close(rows, people)) > 1:
        return _close_head(near, language)
    if pattern is Pattern.SCATTERED:
        return say.gettext("Spread over %(n)s answers") % {"n": above_a_fifth(rows, people)}
    leader = ranked(rows)[0]
    if leader.place.short:
        return named.head(leader, people, language)
    letter = {"letter": leader.place.letter}
    if leader.people == people:
        return say.gettext("Everyone chose %(letter)s") % letter
    if is_nearly_all(leader.people, people):
        return say.gettext("Nearly everyone chose %(letter)s") % letter
    if pattern is Pattern.ONE_SIDED:
        return say.gettext("Most of you chose %(letter)s") % letter
    return say.gettext("%(letter)s is ahead") % letter


def _moved_head(result: Shift, language: str) -> str:
    say = words(language)
    if result.moved is None:  # a share of what is only a bound would say too much once it is rounded
        return say.gettext("At least %(n)s of you moved") % {"n": number(result.at_least, language)}
    return say.gettext("%(n)s of you moved") % {"n": part(result.moved, result.paired, language)}


def _split_head(rows: tuple[Row, ...], people: int, language: str) -> str:
    say = words(language)
    first, second = (row.people for row in ranked(rows)[:2])
    if first == second:
        return say.gettext("Two camps, even: %(each)s each") % {"each": part(first, people, language)}
    sides = {"first": part(first, people, language), "second": part(second, people, language)}
    return say.gettext("Two camps, nearly even: %(first)s / %(second)s") % sides


def _close_head(near: Sequence[str], language: str) -> str:
    say = words(language)
    if len(near) > 3:
        return say.gettext("%(n)s answers are close") % {"n": len(near)}
    return say.gettext("%(letters)s are close") % {"letters": format_list(near, locale=locale(language))}
