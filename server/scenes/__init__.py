"""What one audience sees now: plain functions from a board to a template and its context."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture not yet drawn: which template, and everything it may say."""

    template: str
    context: dict[str, object] = field(default_factory=dict)
