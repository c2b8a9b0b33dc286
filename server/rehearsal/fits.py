"""Whether a workshop's words fit the smallest phone, 320 by 568, by the widths of their letters."""

from __future__ import annotations

from collections.abc import Iterator

from server.activities.contract.activity import Activity
from server.activities.contract.question import Part
from server.activities.contract.text import Text, in_language
from server.charts.glyphs import Type, lines, width, words
from server.rehearsal.faults import Fault
from server.workshops.content import Workshop

# As static/css sets them at 320 px: questions, answers, and the words below the ends of a row of levels.
QUESTION, QUESTION_WIDTH = Type(780, 28.96, 1.08, -0.022), 280
END, END_WIDTH = Type(600, 13, 1.15), 47
# What the dock and the line between question and answers leave of 568 px, where they take most.
MOST_HEIGHT = 388
LEADING, LEAST_ANSWER = 1.25, 76
VIEW = 28  # the line that says as whom one answers
SPLIT = "take a shorter word, or write a soft hyphen where it may break"


def faults(workshop: Workshop) -> Iterator[Fault]:
    """Words that are too wide, and questions that leave no room for an answer beside them."""
    for activity in {item.activity.key: item.activity for item in workshop.run_of_show()}.values():
        for language in workshop.languages:
            yield from _too_wide(activity, language)
            yield from _too_long(activity, language)


def answers(activity: Activity) -> list[Text]:
    """What stands on the answers of a form."""
    parts = activity.poses().parts
    labels = [part.label for part in parts if part.label]
    return labels or [place.label for part in parts for place in part.places if not part.ordered]


def _too_wide(activity: Activity, language: str) -> Iterator[Fault]:
    box = activity.answer_box
    settings = [(activity.asks, QUESTION, QUESTION_WIDTH)] if activity.takes_answers else []
    settings += [(text, Type(600, box.size), box.width) for text in answers(activity)]
    settings += [(text, END, END_WIDTH) for text in _ends(activity.poses().parts)]
    for text, type, most in settings:
        for word in words(in_language(text, language)):
            if width(word, type) > most:
                where = f"{width(word, type):.0f} of {most} px"
                yield Fault(activity.key, f"'{word}' is too wide for a phone in '{language}' ({where})", SPLIT)


def _ends(parts: tuple[Part, ...]) -> Iterator[Text]:
    """The words at the ends of levels, which are the same for each statement."""
    for part in parts[:1]:
        if part.ordered and part.label:
            yield from (place.label for place in part.places)


def heights(activity: Activity, language: str) -> tuple[float, float]:
    """How high the question and the first answer are on such a phone."""
    box, texts = activity.answer_box, answers(activity)
    asked = lines(in_language(activity.asks, language), QUESTION, QUESTION_WIDTH)
    first = lines(in_language(texts[0], language), Type(600, box.size), box.width) if texts else 0
    view = VIEW if activity.has_views else 0
    return asked * QUESTION.size * QUESTION.leading + view, max(first * box.size * LEADING + box.around, LEAST_ANSWER)


def _too_long(activity: Activity, language: str) -> Iterator[Fault]:
    if not activity.takes_answers:
        return
    asked, first = heights(activity, language)
    if asked + first > MOST_HEIGHT:
        what = f"question and first answer are too long together for a phone in '{language}'"
        yield Fault(activity.key, f"{what} ({asked + first:.0f} of {MOST_HEIGHT} px)", "shorten one of them")
