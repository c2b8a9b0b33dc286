"""Whoever sorts texts: a suggestion, a new group, a result on paper."""

from __future__ import annotations

from playwright.sync_api import Page

from server.trials.screens.camera import Camera
from server.trials.screens.seed import Cast
from server.trials.screens.subject import THEMES, Subject
from server.workshops.content import Workshop

SHEET = {"width": 800, "height": 1600}
ENGLISH = (
    *("Customer care will help you.",) * 9, *("Ask the customer care team.",) * 4, *("Me. Tell me what happened.",) * 7,
    "Me, tell me everything that happened", "The customer care desk on the second floor", "Ask for Ines, she knows",
    *("Ask for Ines.",) * 3, "I’d have to look that up", "Whoever picks up the phone", "My colleague Ines, usually",
)  # fmt: skip
ARABIC = (
    *("خدمة العملاء ستساعدك.",) * 9, *("اسأل فريق خدمة العملاء.",) * 4, *("أنا. أخبرني بما حدث.",) * 7,
    "أخبرني أنا بما حدث", "مكتب خدمة العملاء في الطابق الثاني", *("اسأل عن سارة.",) * 3, "اسأل عن سارة، هي تعرف",
)  # fmt: skip


def grouping(cast: Cast, camera: Camera, told: Workshop) -> None:
    """All of them, in the rooms of a workshop of texts."""
    (item,) = told.run_of_show()
    key, arabic = item.activity.key, told.model_copy(update={"languages": ("ar",)})
    english = Subject(cast, camera, told, 40, said={key: [[each] for each in ENGLISH]}, hands=0)
    for theme in THEMES:
        english.desk(f"console-suggested{theme}", "closed 1", _sort)
    english.desk("console-naming", "closed 1", _name)
    in_arabic = Subject(cast, camera, arabic, 40, said={key: [[each] for each in ARABIC]}, hands=0)
    in_arabic.desk("console-suggested-arabic", "closed 1", _sort)


def on_paper(cast: Cast, camera: Camera, name: str, told: Workshop, phase: str) -> None:
    """The results page of a room of texts."""
    if camera.wants(name):
        place = cast.room(phase, 126, 120, workshop=told)
        camera.visit(name, f"/rooms/{place.room}/results", SHEET, cookies=[cast.fay])


def _sort(page: Page) -> None:
    for letter in "bac":
        page.locator("#sort-waiting [data-text]").first.focus()
        left = page.locator("#sort-waiting [data-text]").count()
        page.keyboard.press(letter)
        page.wait_for_function("left => document.querySelectorAll('#sort-waiting [data-text]').length < left", arg=left)
    page.locator("#sort-waiting [data-text]:has(.sort__like) .sort__words").first.click()


def _name(page: Page) -> None:
    _sort(page)
    page.get_by_role("heading", name="A department").click()
