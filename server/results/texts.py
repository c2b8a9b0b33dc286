"""What the server says in words: the sentence that a pooled result amounts to."""

from collections.abc import Sequence

from babel.lists import format_list

from server.activities.base import Row
from server.locales import locale
from server.locales import words as words
from server.results import named
from server.results.disclosure import Released, Shift, Withheld
from server.results.numbers import number, share
from server.results.tables import is_move
from server.shares import is_close, is_most


def _(message: str) -> str:
    """Mark a sentence for the catalogue; it is looked up where the language is known."""
    return message


SMALL_NUMBERS = {
    2: _("two"),
    3: _("three"),
    4: _("four"),
    5: _("five"),
    6: _("six"),
    7: _("seven"),
    8: _("eight"),
    9: _("nine"),
    10: _("ten"),
}


def finding(result: Released | Withheld | Shift, language: str) -> str:
    """The plain sentence a result amounts to; ties keep A to H order."""
    if isinstance(result, Withheld):
        return _waiting(result, language)
    if isinstance(result, Shift):
        return _shift(result, language)
    return _released(result, language)


def _waiting(result: Withheld, language: str) -> str:
    say = words(language)
    if result.people == 0:
        first = say.gettext("Nobody yet. Who goes first?")
    elif result.people == 1:
        first = say.gettext("One answer in.")
    else:
        first = say.ngettext("%(n)s answer in.", "%(n)s answers in.", result.people) % {
            "n": number(result.people, language)
        }
    if result.people >= result.minimum:
        return first
    sentence = say.gettext("Results can be shown once %(minimum)s people have answered.")
    return f"{first} {sentence % {'minimum': spelled(result.minimum, language)}}"


def spelled(value: int, language: str) -> str:
    """A small number as a word, as one writes it in a sentence."""
    small = SMALL_NUMBERS.get(value)
    return words(language).gettext(small) if small else number(value, language)


def _released(result: Released, language: str) -> str:
    say, total = words(language), result.people
    most = max((row.people for row in result.rows), default=0)
    if most == 0:
        return say.ngettext("%(n)s answered.", "%(n)s answered.", total) % {"n": number(total, language)}
    leaders = [row for row in result.rows if row.people == most]
    if all(row.place.short for row in leaders):
        return named.sentence(leaders, result.rows, total, language)
    if len(leaders) > 1:
        return _level(leaders, total, language)
    if most == total:
        return say.gettext("Everyone chose %(letter)s.") % {"letter": leaders[0].place.letter}
    return _one_leads(leaders[0], result.rows, total, language)


def _level(leaders: Sequence[Row], total: int, language: str) -> str:
    letters = format_list([row.place.letter for row in leaders], locale=locale(language))
    sentence = words(language).gettext("%(letters)s are level: %(share)s each.")
    return sentence % {"letters": letters, "share": share(leaders[0].people, total, language)}


def _one_leads(leader: Row, rows: Sequence[Row], total: int, language: str) -> str:
    say = words(language)
    fields = {"letter": leader.place.letter, "share": share(leader.people, total, language)}
    if is_most(leader.people, total):
        return say.gettext("Most chose %(letter)s: %(share)s.") % fields
    second = max((row for row in rows if row is not leader), key=lambda row: row.people, default=None)
    if second and is_close(leader.people, second.people, total):
        fields["second"] = second.place.letter
        return say.gettext("%(letter)s is just ahead of %(second)s: %(share)s.") % fields
    return say.gettext("%(letter)s leads: %(share)s.") % fields


def _shift(result: Shift, language: str) -> str:
    say = words(language)
    if result.moved == 0:
        return say.gettext("Nobody changed their mind.")
    if not result.at_least:
        return _grown(result, language)
    roads = [(people, road) for road, people in sorted(result.cells.items()) if is_move(road)]
    if not roads:
        return changed(result, language)
    people, (origin, goal) = max(roads, key=lambda road: road[0])
    way = {"origin": result.places[origin].letter, "goal": result.places[goal].letter}
    if people == result.moved and people > 1:
        sentence = say.gettext("%(moved)s of %(paired)s changed their mind, all from %(origin)s to %(goal)s.")
        return sentence % {"moved": number(people, language), "paired": number(result.paired, language), **way}
    sentence = say.ngettext(
        "%(n)s went from %(origin)s to %(goal)s.", "%(n)s went from %(origin)s to %(goal)s.", people
    )
    return f"{changed(result, language)} {sentence % {'n': number(people, language), **way}}"


def changed(result: Shift, language: str) -> str:
    """How many changed their mind, as far as that is told or proved, and no more; "" where neither says anything."""
    if not result.at_least:
        return ""
    say, told = words(language), result.moved is not None
    exactly = say.ngettext(
        "%(moved)s of %(paired)s changed their mind.", "%(moved)s of %(paired)s changed their mind.", result.at_least
    )
    sentence = exactly if told else say.gettext("At least %(moved)s of %(paired)s changed their mind.")
    return sentence % {"moved": number(result.at_least, language), "paired": number(result.paired, language)}


def _grown(result: Shift, language: str) -> str:
    """A true sentence from the totals, for a shift whose moves would betray a small group."""
    say = words(language)
    changes = [
        (after - before, index) for index, (before, after) in enumerate(zip(result.before, result.after, strict=True))
    ]
    most, index = max(changes, key=lambda change: change[0], default=(0, 0))
    sentence = say.gettext("%(letter)s grew from %(before)s to %(after)s.")
    if most <= 0:
        least, index = min(changes, key=lambda change: change[0], default=(0, 0))
        if least == 0:
            return say.gettext("Every answer has as many people as before.")
        sentence = say.gettext("%(letter)s went from %(before)s to %(after)s.")
    return sentence % {
        "letter": result.places[index].letter,
        "before": number(result.before[index], language),
        "after": number(result.after[index], language),
    }
