"""The workshops that crowds play: questions of the size that real ones have, or one of every kind, again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

WORKSHOP, KINDS, COUNTED = "crowd", "kinds", "question-0"
SAMPLER = Path(__file__).resolve().parents[3] / "workshop_content" / "sampler" / "sampler.yaml"
LATER = {"rounds", "hold", "views", "by", "clock"}  # what asks more than once, leans on another, or closes by itself
UNANSWERED = {"heading", "from_start"}  # of words to read, and of questions that people ask by themselves
ABOUT = "about"
CLOCK_SECONDS = 10
ANSWERS = ("hold", "ship", "ask", "split")
_STORY = (
    "Thursday, twenty past three. A pallet for your largest customer stands at the gate, one label is wrong, and the"
    " driver leaves in ten minutes. Your manager cannot be reached, and the customer has asked twice this week."
)
_TEXTS = {
    "hold": "Hold the pallet, correct the label and send it tomorrow",
    "ship": "Ship it now and send the correct papers after it",
    "ask": "Ask the customer's warehouse what they would rather have",
    "split": "Send what is certain and keep the rest here",
}


def write_workshop(data: Path, questions: int = 40) -> str:
    """Put the workshop among the own ones of a server with its data in `data`; its key."""
    return _write(data, WORKSHOP, questions, ["".join(_question(number) for number in range(questions))])


def write_kinds(data: Path, times: int = 1, sampler: Path = SAMPLER) -> str:
    """The same with whatever the sampler asks, each once, so many times over; at the end one question of the others."""
    turns = [[activity | {"minutes": 1} for activity in _sampled(sampler, turn)] for turn in range(times)]
    return _write(data, KINDS, sum(map(len, turns)) + 1, [*map(_dumped, turns), _question(0)])


def write_clocked(data: Path, times: int) -> str:
    """The same with what the sampler asks against a clock, a short one, so many times over."""
    short = {"minutes": 1, "clock": CLOCK_SECONDS}
    clocked = [entry for entry in YAML(typ="safe").load(SAMPLER)["activities"] if "clock" in entry]
    asked = [[entry | short | {"key": f"{entry['key']}-{turn}"} for entry in clocked] for turn in range(times)]
    return _write(data, KINDS, sum(map(len, asked)), [*map(_dumped, asked)])


def _write(data: Path, workshop: str, minutes: int, modules: Sequence[str]) -> str:
    folder = data / "workshops" / workshop
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"questions-{number}" for number in range(len(modules))]
    files = ", ".join(f"{name}.yaml" for name in names)
    (folder / "workshop.yaml").write_text(
        f"workshop: {workshop}\ntitle: {{en: A crowd}}\nminutes: {minutes}\nmodules: [{files}]\n"
    )
    for name, activities in zip(names, modules, strict=True):
        (folder / f"{name}.yaml").write_text(f"module: {name}\ntitle: {{en: Questions}}\nactivities:\n{activities}")
    return workshop


def _dumped(activities: list[dict[str, Any]]) -> str:
    written = StringIO()
    YAML(typ="safe").dump(activities, written)
    return written.getvalue()


def _sampled(sampler: Path, turn: int) -> Iterator[dict[str, Any]]:
    """What the sampler asks; what nobody answers is left out, and `again` asks what was asked before. What is about
    another question is so of the same turn's, and shown below it."""
    entries = YAML(typ="safe").load(sampler)["activities"]
    about = {entry["key"] for entry in entries if ABOUT in entry}
    for entry in entries:
        if "kind" in entry and UNANSWERED.isdisjoint(entry):
            kept = {name: value for name, value in entry.items() if name not in LATER}
            kept |= {name: f"{kept[name]}-{turn}" for name in ("key", ABOUT) if name in kept}
            yield kept
        elif entry.get("show") in about:
            yield {"show": f"{entry['show']}-{turn}"}


def _question(number: int) -> str:
    options = "".join(f'      - {{key: {key}, text: {{en: "{text}"}}}}\n' for key, text in _TEXTS.items())
    return (
        f"  - key: question-{number}\n    kind: choice\n    title: {{en: Question {number}}}\n    minutes: 1\n"
        f'    story: {{en: "{_STORY}"}}\n    question: {{en: What do you do first?}}\n    options:\n{options}'
    )
