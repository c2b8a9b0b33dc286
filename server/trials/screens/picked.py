"""Words to pick, own ones among them: walls, also of two groups, phones, and the desk where own words are read."""

from __future__ import annotations

from playwright.sync_api import Page

from server.activities.contract.question import Lean
from server.activities.measures.picks import Picks
from server.dice import dice_of
from server.trials.screens.camera import Camera
from server.trials.screens.peopled import Said
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.splits import beside_roles, roles
from server.trials.screens.subject import LOOKS, STAGE, THEMES, Subject
from server.workshops.content import Workshop

FAVOURS = {"front": 0.0, "lead": 0.1, "senior": 0.35, "owner": 0.5}
MORE = ("clarity", "generosity", "thoroughness", "modesty")


def picked(cast: Cast, camera: Camera) -> None:
    """All of them."""
    once, again = (Subject(cast, camera, told) for told in (_values(), _values(rounds=2)))
    once.walls("screen-words", "talk 1", (5, 12, 126, 300, 301, 5000))
    once.walls("screen-words", "talk 1", (12, 126), STAGE)
    once.wall("screen-words-asked", "open 1")
    again.walls("screen-words-again", "shift 2", (12, 126, 301))
    for people, phase in ((12, "split 1"), (126, "talk 1"), (1240, "talk 1")):
        apart = Subject(cast, camera, beside_roles(_sixteen() | {"by": "role"}), people, said=_said(people))
        for theme in THEMES:
            apart.wall(f"screen-words-apart-{people}{theme}", phase)
        apart.phone(f"phone-words-apart-{people}", phase)
    once.phones("phone-words-asked", "open 1", _pick, LOOKS)
    once.phones("phone-words", "talk 1")
    once.phone("phone-words-closed", "closed 1")
    for theme in THEMES:
        once.desk(f"console-words{theme}", "closed 1", people=126, answered=104)
    once.desk("console-words-shown", "talk 1", people=12)


def _pick(page: Page) -> None:
    for word in ("patience", "care"):
        page.locator(f"[value={word}]").click()
    page.locator("[data-own-word]").fill("good tea")


def _values(**more: object) -> Workshop:
    """The sampler's own example, with all sixteen words of the design."""
    return alone("words", "Values", _sixteen() | more)


def _said(people: int) -> Said:
    """What people of different roles choose."""
    values = next(item.activity for item in _values().run_of_show() if item.activity.takes_answers)
    dice, question, who = dice_of(people), values.poses(), roles(people)
    return {"role": who, "values": [question.guess(dice, Lean(FAVOURS[role], 0.75)) for role in who]}


def _sixteen() -> dict[str, object]:
    told = asking(Picks)
    items = [*told["items"], *({"key": word, "text": word} for word in MORE)]
    return {**told, "items": items}
