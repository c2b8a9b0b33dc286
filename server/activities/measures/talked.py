"""Talked: what activities share about whose results the room talks for as long as the author planned."""

from pydantic import BaseModel, ConfigDict, Field


class Talked(BaseModel):
    """Part of a kind with a talk in its course."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    talk_minutes: float = Field(default=2, gt=0, le=60)

    @property
    def talk_seconds(self) -> float:
        """As the author planned."""
        return self.talk_minutes * 60
