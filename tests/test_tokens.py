"""The two themes: the dark one is the same by choice and by device, and what is read has contrast."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "css" / "tokens.css").read_text()


COLOUR = r"#[0-9a-f]{3,6}"
STATED = re.findall(rf"--([\w-]+): (?:({COLOUR})|var\(--in-paper, ({COLOUR})\) var\(--in-dark, ({COLOUR})\));", CSS)
PAPER = {name: both or paper for name, both, paper, _ in STATED}
DARK = {name: both or dark for name, both, _, dark in STATED}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_each_colour_of_a_theme_is_stated_once() -> None:
    names = [name for name, *_ in STATED]
    assert len(names) == len(set(names)) == 31
    assert len(re.findall(COLOUR, CSS)) == sum(1 if both else 2 for _, both, *_ in STATED), "no colour stands elsewhere"


@pytest.mark.parametrize("theme", [PAPER, DARK], ids=["paper", "dark"])
def test_text_is_readable_and_answers_are_visible(theme: dict[str, str]) -> None:
    for ink in ("ink", "ink-2", "ink-3", "danger", "ok"):
        assert contrast(theme[ink], theme["paper"]) >= 4.5
        assert contrast(theme[ink], theme["card"]) >= 4.5
    assert contrast(theme["on-spot"], theme["spot"]) >= 7
    assert contrast(theme["ink"], theme["spot-2"]) >= 7
    assert contrast(theme["line-2"], theme["paper"]) >= 3
    for letter in "abcdefgh":
        assert contrast(theme[f"answer-{letter}"], theme["paper"]) >= 3
        assert contrast(theme[f"on-{letter}"], theme[f"answer-{letter}"]) >= 4.5
