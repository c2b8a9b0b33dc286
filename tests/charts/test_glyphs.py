"""Widths of texts without a browser. That they are those of a browser is shown in e2e/test_fits.py."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from server.charts.glyphs import ADVANCES, FONTS, Type, lines, width, words

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
ANSWER = Type(600, 18)


def test_the_measures_are_those_of_the_fonts_that_are_shipped() -> None:
    measured = json.loads(ADVANCES.read_text())["fonts"]
    assert measured == {name: sha256((VENDOR / name).read_bytes()).hexdigest() for name in FONTS}
    assert set(FONTS) == {path.name for path in VENDOR.glob("*.woff2")}


@pytest.mark.parametrize(
    "letters", ["abcxyzABCXYZ0189", "äöüßÄÖÜéèñçŁőşğ", "ءابتثجحخدذرزسشصضطظعغفقكلمنهويةى", "„“”’–…«»€"]
)
def test_the_letters_of_our_languages_are_all_measured(letters: str) -> None:
    assert set(letters) <= json.loads(ADVANCES.read_text())["advances"].keys()


def test_a_heavier_and_a_larger_text_is_wider() -> None:
    assert (
        width("Verantwortung", ANSWER) < width("Verantwortung", Type(780, 18)) < width("Verantwortung", Type(780, 29))
    )
    assert width("ab", Type(600, 10)) == pytest.approx(width("a", Type(600, 10)) + width("b", Type(600, 10)))
    assert width("ab", Type(600, 10, spacing=-0.1)) == pytest.approx(width("ab", Type(600, 10)) - 2)


def test_marks_and_soft_hyphens_take_no_width_and_strange_letters_some() -> None:
    assert width("Kun\u00addin", ANSWER) == width("Kundin", ANSWER)
    assert width("e\u0301", ANSWER) == width("e", ANSWER)
    assert width("Ж", ANSWER) > 0
    assert width("顧", ANSWER) == 18


def test_joined_letters_are_narrower_than_apart() -> None:
    assert width("ببب", ANSWER) < 3 * width("ب", ANSWER)


def test_a_line_may_end_at_blanks_and_behind_hyphens() -> None:
    assert list(words("first-line help and/or soft\u00adly")) == [
        "first-",
        "line",
        "help",
        "and/",
        "or",
        "soft\u00ad",
        "ly",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("Yes", 1),
        ("Ring Marlow now: the new date, the reason, an apology", 4),
        ("m" * 30, 4),
        ("a " + "m" * 30, 5),
    ],
)
def test_lines_in_the_box_of_an_answer(text: str, count: int) -> None:
    assert lines(text, ANSWER, 150) == count
