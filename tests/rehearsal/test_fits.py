"""What does not fit the smallest phone is a fault, with what to do."""

import pytest

from server.activities import Choice, Scale
from server.activities.choice import Option
from server.activities.contract.activity import Activity
from server.rehearsal import fits
from server.workshops.content import Module, Workshop

LONG = "Geschäftsführungsverantwortung"


def faults(*activities: Activity, languages: tuple[str, ...] = ("en",)) -> list[str]:
    """What is told of a workshop of these."""
    module = Module.model_construct(module="one", title="One", activities=activities)
    workshop = Workshop.model_construct(
        workshop="one", title="One", minutes=10, languages=languages, sources=(), modules=(module,)
    )
    return [str(fault) for fault in fits.faults(workshop)]


def a_choice(first: object = "Yes", question: object = "Is it true?") -> Choice:
    """A question with two answers."""
    options = (Option.model_validate({"key": "yes", "text": first}), Option(key="no", text="No"))
    return Choice.model_validate(
        {"key": "agree", "kind": "choice", "title": "Agree", "minutes": 5, "question": question, "options": options}
    )


def a_scale(**changed: object) -> Scale:
    """One statement."""
    content = {"key": "stand", "kind": "scale", "title": "Stand", "minutes": 5, "question": "How true?", "low": "no"}
    return Scale.model_validate(
        {**content, "high": "yes", "statements": [{"key": "a", "text": "It is so."}], **changed}
    )


def test_usual_words_fit() -> None:
    assert faults(a_choice("Work out what the delay costs", "What is the first thing you do?"), a_scale()) == []


@pytest.mark.parametrize(
    "activity",
    [
        a_choice(LONG),
        a_choice(question=f"Wer hat die {LONG}?"),
        a_scale(statements=[{"key": "a", "text": f"Ich kenne die {LONG}."}]),
    ],
)
def test_a_word_too_wide_is_told(activity: Activity) -> None:
    (fault,) = faults(activity)
    assert fault.startswith(f"{activity.key}: '{LONG}") or LONG in fault
    assert fault.endswith("take a shorter word, or write a soft hyphen where it may break.")


def test_a_soft_hyphen_mends_it() -> None:
    assert faults(a_choice("Geschäfts\u00adführungs\u00adverant\u00adwortung")) == []


def test_the_words_at_the_ends_of_levels_have_less_room() -> None:
    (fault,) = faults(a_scale(high="completely"))
    assert "'completely' is too wide" in fault


def test_a_question_and_first_answer_too_long_together_are_told() -> None:
    (fault,) = faults(a_choice("One of us rings them. " * 7, "What do you do first, if nobody rings? " * 3))
    assert fault.startswith("agree: question and first answer are too long together for a phone in 'en' (")
    assert fault.endswith("; shorten one of them.")


def test_each_language_is_measured() -> None:
    told = faults(a_choice({"en": "Yes", "de": LONG}), languages=("en", "de"))
    assert ["in 'de'" in fault for fault in told] == [True]
