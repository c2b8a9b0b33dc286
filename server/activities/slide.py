"""Slide: words for the room, nothing to answer."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints

from server.activities.contract.activity import Activity
from server.activities.contract.text import Language, Text
from server.phases import Phase, Step

Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=900)]


class Slide(Activity):
    """A heading and a few lines of Markdown on the big screen and on the phones."""

    takes_answers: ClassVar[bool] = False
    icon: ClassVar[str] = "presentation"

    kind: Literal["slide"]
    heading: Text
    body: Body | Annotated[dict[Language, Body], Field(min_length=1)] | None = None
    show_sources: bool = False

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, heading and body."""
        return (self.title, self.heading, self.body)

    def credited(self, credits: Sequence[str]) -> Self:
        """The sources stand above the body."""
        if not self.show_sources or not credits:
            return self
        lines = "\n".join(f"- {credit}" for credit in credits)
        if isinstance(self.body, dict):
            return self.model_copy(update={"body": {each: f"{lines}\n\n{text}" for each, text in self.body.items()}})
        return self.model_copy(update={"body": f"{lines}\n\n{self.body}" if self.body else lines})

    def course(self) -> tuple[Step, ...]:
        """It is read, and that is all."""
        return (Step(Phase.READ, 0),)
