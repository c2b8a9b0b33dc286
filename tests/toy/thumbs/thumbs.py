"""Thumbs: up or down. A kind that is not in the product; a test adds it to a copy of the tree."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Prompt, Result
from server.activities.contract.text import Text
from server.activities.measures.change import PROMPTS, changed
from server.activities.measures.counts import counted
from server.activities.measures.nominal import Nominal
from server.phases import Step

PLACES = (Place("up", "For it", "A"), Place("down", "Against it", "B"))


class Thumbs(Activity):
    """A sentence that people are for or against."""

    columns: ClassVar[Mapping[str, str]] = {"letter": "A or B", "answer": "up or down", "text": "in words"}
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS

    kind: Literal["thumbs"]
    sentence: Text

    @property
    def asks(self) -> Text:
        """The sentence."""
        return self.sentence

    def course(self) -> tuple[Step, ...]:
        """One vote, seen and talked about."""
        return ONCE

    def poses(self, token: str = "") -> Nominal:
        """For or against."""
        return Nominal(PLACES)

    def pool(self, pool: Pool) -> Result:
        """People by side."""
        if pool.before is not None:
            return changed(PLACES, pool)
        return counted(PLACES, [str(each.value) for each in pool.values])

    @property
    def talk_seconds(self) -> float:
        """Short."""
        return 60
