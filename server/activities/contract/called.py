"""What a stop is called, for kinds in which nobody votes."""

from __future__ import annotations

from typing import NamedTuple

from server.activities.contract.result import Phrase


class Called(NamedTuple):
    """A stop's name among the steps of the console, the button that leads there, and what the wall says there, if
    anything; `hidden` in its corner while answers come in."""

    name: Phrase
    button: Phrase
    wall: Phrase | None = None
    hidden: Phrase | None = None
