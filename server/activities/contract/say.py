"""What a facilitator says: sentences by phase and round, each with the seconds that an author gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from re import fullmatch
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from server.activities.contract.text import Text
from server.phases import Phase, Step

SPOKEN_IN = (Phase.READ, Phase.OPEN, Phase.CLOSED, Phase.REVEALED, Phase.TALK, Phase.SHIFT, Phase.SPLIT)
WHEN = rf"^({'|'.join(SPOKEN_IN)})(\.[1-9])?$"
"""A phase, and the round where it is not the first: "open.2"."""


class Sentence(BaseModel):
    """Something to say, and how long it may take together with what follows from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Text
    seconds: float | None = Field(default=None, gt=0, le=3_600)


def said(say: Mapping[str, Sequence[Sentence]], steps: Sequence[Step], stop: int) -> Sequence[Sentence]:
    """What to say at a stop. A phase without a round means the first time an item comes to it."""
    step = steps[stop]
    again = any(earlier.phase is step.phase for earlier in steps[:stop])
    return say.get(f"{step.phase}.{step.round}", () if again else say.get(step.phase, ()))


def _by_phase(raw: Any) -> Any:
    """An author may write one text, for the read, and one sentence where a list could be."""
    if raw is None or raw == {}:
        return {}
    if isinstance(raw, dict) and not _is_one_text(raw):
        return {when: _several(value) for when, value in raw.items()}
    return {Phase.READ: _several(raw)}


def _is_one_text(raw: dict[Any, Any]) -> bool:
    """Whether every key is a language; "opn" looks like one and was meant for a phase."""
    return all(
        fullmatch(r"[a-z]{2,3}", str(key)) and not get_close_matches(str(key), SPOKEN_IN, cutoff=0.8) for key in raw
    )


def _several(raw: Any) -> list[Any]:
    several = raw if isinstance(raw, list | tuple) else [raw]
    return [each if _is_sentence(each) else {"text": each} for each in several]


def _is_sentence(raw: Any) -> bool:
    return isinstance(raw, Sentence) or (isinstance(raw, dict) and not Sentence.model_fields.keys().isdisjoint(raw))


When = Annotated[str, StringConstraints(pattern=WHEN)]
Sentences = Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=6)]
Say = Annotated[dict[When, Sentences], BeforeValidator(_by_phase)]
