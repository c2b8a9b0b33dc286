"""From phrases of the kinds to sentences in the room's language."""

from __future__ import annotations

from babel.lists import format_list

from server.activities.contract.result import Filled, Measured, Percent, Phrase, Portion, Said, Series, Share, Slot
from server.activities.contract.text import in_language
from server.locales import locale, words
from server.results.numbers import number, part, percentage, share
from server.shares import percent


def said(phrase: Phrase, language: str) -> str:
    """The sentence."""
    say = words(language)
    sentence = say.ngettext(phrase.one, phrase.many, phrase.n) if phrase.many else say.gettext(phrase.one)
    return sentence % {name: _filled(slot, language) for name, slot in phrase.slots.items()}


def _filled(slot: Slot, language: str) -> str:
    match slot:
        case Phrase():
            return said(slot, language)
        case Share(people, whole):
            return share(people, whole, language)
        case Portion(people, whole):
            return part(people, whole, language)
        case Percent(people, whole):
            return percentage(percent(people, whole), language)
        case Series(items):
            return format_list([_filled(item, language) for item in items], locale=locale(language))
        case Said(text):
            return in_language(text, language)
        case Filled(text, slots):
            words = in_language(text, language)
            for name, each in slots.items():
                words = words.replace(f"{{{name}}}", _filled(each, language))
            return words
        case Measured(n, unit):
            return in_language(unit, language).replace("{n}", number(n, language))
        case int():
            return number(slot, language)
    return slot
