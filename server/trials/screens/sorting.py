"""Things that are sorted into bins: walls and phones."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.measures.nominals import Nominals
from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, Subject
from server.workshops.content import Workshop

PRACTICES = (
    ("ringing", "Ringing back as promised, even without news", "ringing back, no news"),
    ("fault", "Telling them of a fault before they find it", "telling of a fault"),
    ("discount", "A discount that ends tonight", "discount ends tonight"),
    ("leavers", "A better price for those who threaten to go", "a price for leavers"),
    ("score", "Asking for a top score in the survey", "asking for a top score"),
    ("name", "Their first name in every sentence", "first name every time"),
    ("silence", "Silence about the cheaper version", "hiding the cheaper one"),
    ("boss", "Copying their boss in, so that it moves", "copying their boss in"),
)
FOUR = ("do it", "do it sometimes", "ask first", "stop it")


def sorted_into_bins(cast: Cast, camera: Camera) -> None:
    """All of them."""
    two, four, again = (Subject(cast, camera, told) for told in (_practices(), _practices(*FOUR), _practices(rounds=2)))
    two.walls("screen-bins", "talk 1", (5, 12, 126, 300, 301, 5000))
    two.walls("screen-bins", "talk 1", (12, 126), STAGE)
    two.wall("screen-bins-asked", "open 1")
    four.walls("screen-bins-in-four", "talk 1", (126, 301))
    again.walls("screen-bins-again", "shift 2", (126, 301))
    two.phones("phone-bins-asked", "open 1", _sort)
    two.phones("phone-bins", "talk 1")
    four.phone("phone-bins-in-four", "talk 1")


def _sort(page: Page) -> None:
    for part, bin in ((0, 0), (1, 1), (2, 0)):
        page.locator("#scene fieldset fieldset").nth(part).locator("label").nth(bin).click()


def _practices(*bins: str, rounds: int = 1) -> Workshop:
    """The sampler's own example with the things of the design, in its own bins or others."""
    few = PRACTICES[:6] if bins else PRACTICES
    items = [{"key": key, "text": text, "short": short} for key, text, short in few]
    own = {"bins": [{"key": f"b{at}", "text": text} for at, text in enumerate(bins)]} if bins else {}
    return alone("bins", "Bins", asking(Nominals) | {"items": items, "rounds": rounds, **own})
