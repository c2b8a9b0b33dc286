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
    if not camera.wants("arabic"):
        return
    name, _, token = cast.desk.cookie.partition("=")
    for phase, stands in PHASES.items():
        for theme in ("paper", "dark"):
            place = _room(cast, stands, theme)
            stage = "-stage" if theme == "dark" else ""
            camera.visit(f"arabic-screen-{phase}{stage}", f"/screen/{place.screen}", WALL)
        camera.visit(f"arabic-console-{phase}", f"/rooms/{place.room}", DESK, cookies=[(name, token)])
        for size, what in ((PHONE, "phone"), (SMALL_PHONE, "phone-320")):
            own = place.cookies[:1]
            camera.visit(f"arabic-{what}-{phase}", f"/{place.code}", size, dark=size is SMALL_PHONE, cookies=own)


def _room(cast: Cast, stands: str, theme: str) -> Place:
    workshop = load(CONTENT / "arabic", Files(CONTENT))
    answered = 5 if stands.startswith("open") else PEOPLE
    first = {"A": 3, "B": 2} if stands.startswith("open") else FIRST
    return cast.room(stands, PEOPLE, answered, workshop=workshop, first=first, moves=MOVES, theme=theme)
