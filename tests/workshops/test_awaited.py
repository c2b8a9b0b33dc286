"""A guess about a later question: what a check says where that is not asked, or never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.workshops.faults import Faulty
from server.workshops.files import Files
from server.workshops.loading import load

GUESS = """
  - key: guess
    kind: estimate
    title: Predict
    minutes: 1
    question: How many?
    about: {about}
    of: {of}
"""
CREDO = """
  - key: credo
    kind: choice
    title: Word for word
    minutes: 2
    question: Can you say it?
    options: [{key: word, text: Yes}, {key: gist, text: No}]
"""
SEVERAL = CREDO + "    several: true\n"
SLIDE = "  - {key: hello, kind: slide, title: Hello, minutes: 2, heading: Hello}\n"
SHOW = "  - {show: guess, minutes: 1}\n"
AGAIN = "  - {again: guess, minutes: 1}\n"


def guess(about: str = "credo", of: str = "word") -> str:
    """The entry of a guess."""
    return GUESS.format(about=about, of=of)


def said(folder: Path, *entries: str, without: str = "") -> list[str]:
    """What a check says of a workshop of these entries."""
    (folder / "w").mkdir()
    head = "workshop: w\ntitle: W\nminutes: 4\nmodules: [m.yaml]\n"
    (folder / "w" / "workshop.yaml").write_text(head + (f"without: [{without}]\n" if without else ""))
    (folder / "w" / "m.yaml").write_text("module: m\ntitle: M\nactivities:\n" + "".join(entries))
    try:
        load(folder / "w", Files(folder))
    except Faulty as faulty:
        return [fault.sentence for fault in faulty.faults if "minutes" not in fault.sentence]
    return []


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ((guess(), CREDO), "nobody ever sees what was guessed here; write '- show: guess' below 'credo'."),
        ((guess(), SHOW, CREDO), "'show: guess' comes before 'credo' has an answer; put it below 'credo'."),
        ((CREDO, guess(), SHOW), "'credo' is asked before anybody can guess about it; put 'guess' above it."),
        ((guess("cred"), CREDO, SHOW), "'about: cred' names no activity of this workshop; did you mean 'credo'?"),
        ((guess(of="words"), CREDO, SHOW), "'of: words' is no answer of 'credo'; write one of: word, gist."),
        (
            (guess(of="[word, gist]"), SEVERAL, SHOW),
            "people may give several answers in 'credo', so a guess is about one of them; write one.",
        ),
        (
            (guess("hello"), SLIDE, SHOW),
            "nobody can guess how many will choose what in 'hello'; name a choice, or a text with groups.",
        ),
    ],
)
def test_one_clear_sentence(tmp_path: Path, entries: tuple[str, ...], sentence: str) -> None:
    assert said(tmp_path, *entries) == [sentence]


def test_a_guess_is_made_once(tmp_path: Path) -> None:
    (sentence,) = said(tmp_path, guess(), CREDO, SHOW, AGAIN)
    assert sentence == "'again: guess' asks for a second guess, when the first was answered; take it out."


def test_a_guess_whose_question_is_left_out_is_a_fault(tmp_path: Path) -> None:
    (sentence,) = said(tmp_path, guess(), CREDO, SHOW, without="credo")
    assert sentence.startswith("'about: credo' names no activity of this workshop;")


def test_a_guess_in_its_place_is_none(tmp_path: Path) -> None:
    assert said(tmp_path, guess(), CREDO, SHOW) == []
