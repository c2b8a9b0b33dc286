"""Things that are placed on a field: walls and phones."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.measures.spots import Spots
from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, Subject
from server.workshops.content import Workshop


def placed(cast: Cast, camera: Camera) -> None:
    """All of them."""
    two, one, again = (Subject(cast, camera, told) for told in (_field(), _field(only=1), _field(rounds=2)))
    two.walls("screen-placed", "talk 1", (5, 12, 126, 300, 301, 1240, 5000))
    two.walls("screen-placed", "talk 1", (12, 126, 1240), STAGE)
    one.walls("screen-placed-alone", "talk 1", (126,))
    again.walls("screen-placed-again", "shift 2", (126,))
    two.wall("screen-placing", "open 1")
    two.phones("phone-placing", "open 1", _place)
    two.phones("phone-placed", "talk 1")


def _place(page: Page) -> None:
    """Both, by tap, and the first one once more."""
    field = page.locator("[data-field]")
    box = field.bounding_box()
    assert box is not None
    for across, up in ((0.68, 0.32), (0.32, 0.68)):
        field.click(position={"x": box["width"] * across, "y": box["height"] * up})
    page.locator("[data-turn]").first.click()


def _field(only: int | None = None, rounds: int = 1) -> Workshop:
    """The sampler's own example, with both placements or so many."""
    field = asking(Spots) | {"rounds": rounds}
    field |= {"placements": field["placements"][:only], "found": None} if only else {}
    return alone("field", "Field", field)
