"""A whole workshop as its room sees it: the big screen at every stop, in order."""

from __future__ import annotations

from server.trials.screens.camera import WALL, Camera
from server.trials.screens.seed import CONTENT, Cast
from server.workshops.files import Files
from server.workshops.loading import load

ROLES = ["front-line"] * 7 + ["team-lead"] * 5
MOST_STOPS = 99


def walked(cast: Cast, camera: Camera) -> None:
    """All stops of the longest workshop, with a dozen people, from the first one to the thanks."""
    told = load(CONTENT / "customers-advocate", Files(CONTENT))
    for number in range(1, MOST_STOPS):
        name = f"walk-{number:02}"
        if camera.wants(name):
            place = cast.room_after(number, len(ROLES), told, {"role": ROLES})
            camera.visit(name, f"/screen/{place.screen}", WALL)
            if place.ended:
                return
