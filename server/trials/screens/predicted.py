"""Guesses about the room: walls, phones and the desk."""

from __future__ import annotations

from playwright.sync_api import Page
from pydantic import JsonValue

from server.activities.measures.guesses import Guesses
from server.activities.measures.nominal import Nominal
from server.trials.screens.camera import Camera
from server.trials.screens.peopled import Said
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, Subject
from server.workshops.content import Workshop

KNOWS = {"word": ("Word for word", "know it word for word"), "gist": ("The gist of it", "know the gist")}
KNOWS |= {"wall": ("It is on a wall somewhere", "know the wall"), "none": ("I could not say", "could not say")}
TWELVE = (15, 20, 20, 35, 40, 40, 40, 45, 45, 55, 55, 75)
# People by step of five, of the design's 126.
DRAWN = (2, 2, 6, 7, 11, 8, 6, 23, 14, 14, 13, 12, 4, 2, 0, 1, 0, 1)
KNOW_IT = {12: 3, 126: 8}


def predicted(cast: Cast, camera: Camera) -> None:
    """All of them."""
    for people in (5, 12, 126, 300, 301, 5000):
        Subject(cast, camera, _credo(), said=_said(people)).wall(f"screen-guesses-{people}", "talk 1", people)
    drawn = Subject(cast, camera, _credo(), said=_said(126))
    drawn.walls("screen-guesses", "talk 1", (126,), STAGE)
    Subject(cast, camera, _credo(), said=_said(126, 118)).wall("screen-guesses-nearly-all", "talk 1")
    asked = Subject(cast, camera, _credo())
    asked.wall("screen-guesses-asked", "open 1")
    asked.phones("phone-guess-asked", "open 1", _guess)
    asked.phone("phone-guess-untouched-320", "open 1")
    drawn.phones("phone-guess", "talk 1")
    drawn.phone("phone-guess-closed", "closed 1")
    drawn.desk("console-guess-preview", "closed 1")
    drawn.desk("console-guess", "revealed 1")


def _guess(page: Page) -> None:
    for _ in range(4):  # 50, and three steps down
        page.locator("[data-by='-5']").click()


def _credo() -> Workshop:
    """The sampler's own example about a promise."""
    guess = asking(Guesses) | {
        "key": "guess",
        "question": "How many of us can say our service promise word for word?",
        "about": "credo",
        "of": "word",
        "short": None,
        "cues": {"over": "Ask one who guessed high: where have you heard it said?"},
    }
    credo = asking(Nominal) | {
        "key": "credo",
        "title": "Word for word",
        "minutes": 2,
        "question": "Your company’s promise to its customers: can you say it?",
        "options": [{"key": key, "text": text, "short": short} for key, (text, short) in KNOWS.items()],
    }
    return alone("guesses", "Guesses", guess, credo, {"show": "guess", "minutes": 1}, minutes=4)


def _said(people: int, know: int | None = None) -> Said:
    of_drawn: list[JsonValue] = [at * 5 for at, many in enumerate(DRAWN) for _ in range(many)]
    guesses: list[JsonValue] = list(TWELVE) if people == 12 else [of_drawn[at * 126 // people] for at in range(people)]
    knows = know if know is not None else KNOW_IT.get(people, people * 8 // 126 or 1)
    others: list[JsonValue] = [list(KNOWS)[1 + at % 3] for at in range(people - knows)]
    return {"guess": guesses, "credo": ["word"] * knows + others}
