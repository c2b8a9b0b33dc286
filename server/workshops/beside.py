"""What is open beside everything: the first activity of the run of show that hears people, or one of the room's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.locales import words
from server.workshops.items import Item


def _(message: str) -> str:
    """Mark a sentence for the catalogue; it is looked up where the language is known."""
    return message


TITLE = _("Questions from the room")


def beside(items: Iterable[Item], language: str, foul: tuple[str, ...]) -> Activity:
    """It; guarded by the room's list of foul words."""
    own = next((item.activity for item in items if item.activity.hears), None)
    return own or _of_the_room(language, foul)


@cache
def _of_the_room(language: str, foul: tuple[str, ...]) -> Activity:
    title = words(language).gettext(TITLE)
    return next(made for kind in KINDS if (made := kind.of_the_room(title))).guarded(foul)
