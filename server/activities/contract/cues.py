"""An author's own cue cards."""

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict, Field

from server.activities.contract.text import Key, Text


class Cues(BaseModel):
    """The author's own cue cards, by the pattern that calls them; `leads`, by the place or group that has most."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text] = Field(init=False)

    leads: dict[Key, Text] = Field(default_factory=dict)

    def patterns(self) -> Collection[str]:
        """The patterns that have a card."""
        return (self.__pydantic_extra__ or {}).keys()

    def all(self) -> Collection[Text]:
        """Every card there is."""
        return (*(self.__pydantic_extra__ or {}).values(), *self.leads.values())

    def of(self, pattern: str, leads: str = "") -> Text | None:
        """The card that a pattern calls."""
        return self.leads.get(leads) if pattern == "leads" else (self.__pydantic_extra__ or {}).get(pattern)
