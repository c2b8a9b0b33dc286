"""What the server says of a result: the sentence that it amounts to, or why there is none yet."""

from server.activities.contract.pool import changes_of_mind
from server.locales import words as words
from server.results.numbers import number
from server.results.outcomes import Kept, Outcome, Released, Undrawn, Withheld
from server.results.wording import said


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


def finding(outcome: Outcome, language: str) -> str:
    """The plain sentence a result amounts to; "" if it amounts to none."""
    if isinstance(outcome, Withheld):
        return _waiting(outcome, language)
    if isinstance(outcome, Kept):
        return words(language).gettext("Results come after the second vote.")
    if isinstance(outcome, Undrawn):
        return words(language).gettext("This picture cannot be drawn. Every answer is safe.")
    phrase = outcome.result.finding()
    return said(phrase, language) if phrase else ""


def changed(outcome: Outcome, language: str) -> str:
    """How many changed their mind, as far as that is told or proved, and no more; "" where neither says anything, and
    where the finding says which way they went."""
    moves = outcome.moves.get("") if isinstance(outcome, Released) else None
    if moves is None or moves.directions or not moves.at_least:
        return ""
    return said(changes_of_mind(moves), language)


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
