"""Ten people in a room in Arabic, from the lobby to the shift: on the wall in both themes, on phones, at the desk."""

from server.bootstrap import ROOT
from server.trials.screens.camera import DESK, PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.seed import Cast, Place
from server.workshops.files import Files
from server.workshops.loading import load

CONTENT = ROOT / "e2e" / "content"
PEOPLE = 10
FIRST = {"A": 6, "B": 3, "C": 1}
MOVES = {("A", "B"): 5, ("B", "A"): 2}
PHASES = {
    "lobby": "lobby",
    "read": "read",
    "voting": "open 1",
    "revealed": "revealed 1",
    "talk": "talk 1",
    "shift": "shift 2",
}


def shoot(cast: Cast, camera: Camera) -> None:
    """Each phase once, for everybody who looks at it."""
    name, _, token = cast.desk.cookie.partition("=")
    for phase, stands in PHASES.items():
        for theme, ending in (("paper", ""), ("dark", "-stage")):
            if camera.wants(wall := f"arabic-screen-{phase}{ending}"):
                camera.visit(wall, f"/screen/{_room(cast, stands, theme).screen}", WALL)
        if camera.wants(desk := f"arabic-console-{phase}"):
            camera.visit(desk, f"/rooms/{_room(cast, stands).room}", DESK, cookies=[(name, token)])
        for size, kind in ((PHONE, "phone"), (SMALL_PHONE, "phone-320")):
            if camera.wants(phone := f"arabic-{kind}-{phase}"):
                place = _room(cast, stands)
                own = place.cookies[:1]
                camera.visit(phone, f"/{place.code}", size, dark=size is SMALL_PHONE, cookies=own)


def _room(cast: Cast, stands: str, theme: str = "paper") -> Place:
    workshop = load(CONTENT / "arabic", Files(CONTENT))
    voting = stands.startswith("open")
    answered, first = (5, {"A": 3, "B": 2}) if voting else (PEOPLE, FIRST)
    return cast.room(stands, PEOPLE, answered, workshop=workshop, first=first, moves=MOVES, theme=theme)
