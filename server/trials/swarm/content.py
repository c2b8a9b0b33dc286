"""The workshop that crowds play: questions, one after the other, of the size that real ones have."""

from __future__ import annotations

from pathlib import Path

WORKSHOP = "crowd"
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
    folder = data / "workshops" / WORKSHOP
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "workshop.yaml").write_text(
        f"workshop: {WORKSHOP}\ntitle: {{en: A crowd}}\nminutes: {questions}\nmodules: [questions.yaml]\n"
    )
    head = "module: questions\ntitle: {en: Questions}\nactivities:\n"
    (folder / "questions.yaml").write_text(head + "".join(_question(number) for number in range(questions)))
    return WORKSHOP


def _question(number: int) -> str:
    options = "".join(f'      - {{key: {key}, text: {{en: "{text}"}}}}\n' for key, text in _TEXTS.items())
    return (
        f"  - key: question-{number}\n    kind: choice\n    title: {{en: Question {number}}}\n    minutes: 1\n"
        f'    story: {{en: "{_STORY}"}}\n    question: {{en: What do you do first?}}\n    options:\n{options}'
    )
