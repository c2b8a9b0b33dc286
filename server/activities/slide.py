"""Slide: words for the room, nothing to answer."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, StringConstraints

from server.activities.base import Activity, Language, Place, Text
from server.phases import Phase, Step
from server.refusals import Refused

Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=900)]


class Slide(Activity):
    """A heading and a few lines of Markdown on the big screen and on the phones."""

    takes_answers: ClassVar[bool] = False
    icon: ClassVar[str] = "presentation"

    kind: Literal["slide"]
    heading: Text
    body: Body | Annotated[dict[Language, Body], Field(min_length=1)] | None = None

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, heading and body."""
        return (self.title, self.heading, self.body)

    def course(self) -> tuple[Step, ...]:
        """It is read, and that is all."""
        return (Step(Phase.READ, 0),)

    def accept(self, raw: JsonValue) -> JsonValue:
        """Nothing: a slide takes no answers."""
        raise Refused("wrong-value", "This slide takes no answers.")

    def places(self) -> tuple[Place, ...]:
        """Nobody stands anywhere."""
        return ()

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """No columns."""
        return {}
