"""Statements that are rated: walls and phones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from playwright.sync_api import Page

from server.trials.screens.camera import PHONE, SMALL_PHONE, WALL, Camera
from server.trials.screens.seed import Cast, examples
from server.workshops.content import Workshop

STATEMENTS = (
    ("advocate", "I act as an advocate for my customers.", "act as advocates", "acting as an advocate"),
    ("backed", "My company backs people who do.", "feel backed", "being backed"),
    ("anybody", "Any colleague would say “we are”.", "hear “we are”", "saying “we are”"),
    ("promise", "I can say our service promise from memory.", "know our promise", "knowing our promise"),
    ("urgency", "Our urgency never outranks the customer’s.", "put them first", "urgency"),
)

IN_ARABIC = (
    ("advocate", "أتحدّث باسم عملائي في شركتنا.", "يتحدّثون باسم العملاء", "التحدّث باسم العملاء"),
    ("backed", "شركتي تساند من يفعل ذلك.", "يشعرون بالمساندة", "المساندة"),
    ("promise", "أحفظ وعد خدمتنا عن ظهر قلب.", "يحفظون الوعد", "وعد الخدمة"),
)


def rated(cast: Cast, camera: Camera) -> None:
    """All of them."""
    told = statements()
    for people in (0, 3, 5, 12, 126, 300, 301, 5000):
        wall(cast, camera, f"screen-rated-{people}", "talk 1", people, told)
    wall(cast, camera, "screen-rated-126-stage", "talk 1", 126, told, theme="dark")
    wall(cast, camera, "screen-rated-12-stage", "talk 1", 12, told, theme="dark")
    wall(cast, camera, "screen-rating", "open 1", 126, told)
    for people in (5, 12, 126, 5000):
        wall(cast, camera, f"screen-risen-{people}", "shift 2", people, told)
    for theme, dark in (("", False), ("-stage", True)):
        phone = partial(_phone, cast, camera, dark=dark, told=told)
        phone(f"phone-rating{theme}", "open 1", act=_rate)
        phone(f"phone-rated{theme}", "talk 1")
        phone(f"phone-rating-320{theme}", "open 1", act=_rate, size=SMALL_PHONE)
    arabic = statements(IN_ARABIC, language="ar")
    wall(cast, camera, "screen-rated-arabic", "talk 1", 126, arabic)
    wall(cast, camera, "screen-risen-arabic", "shift 2", 12, arabic)
    for people in (13, 30):
        wall(cast, camera, f"screen-risen-{people}-sensitive", "shift 2", people, statements(sensitive=True))
    wall(cast, camera, "screen-risen-arabic-sensitive", "shift 2", 13, statements(IN_ARABIC, "ar", sensitive=True))
    _phone(cast, camera, "phone-rating-arabic", "open 1", told=arabic, act=_rate)
    _phone(cast, camera, "phone-rated-sent", "open 1", told=told, act=_send)
    _phone(cast, camera, "phone-rated-closed", "closed 1", told=told)
    _phone(cast, camera, "phone-risen", "shift 2", told=told)


def wall(cast: Cast, camera: Camera, name: str, phase: str, people: int, told: Workshop, theme: str = "paper") -> None:
    """One wall."""
    if camera.wants(name):
        place = cast.room(phase, people, 0 if phase.startswith("open") else None, workshop=told, theme=theme)
        camera.visit(name, f"/screen/{place.screen}", WALL)


def _phone(
    cast: Cast, camera: Camera, name: str, phase: str, *, told: Workshop, act: Callable[[Page], None] | None = None,
    size: dict[str, int] = PHONE, dark: bool = False,
) -> None:  # fmt: skip
    if camera.wants(name):
        place = cast.room(phase, 126, 0 if phase.startswith("open") else None, workshop=told)
        camera.visit(name, f"/{place.code}", size, dark=dark, cookies=place.cookies[:1], act=act or _arrive)


def _arrive(page: Page) -> None:
    page.locator("body[data-phone]").wait_for()


def _rate(page: Page) -> None:
    for part, level in ((0, 3), (2, 1)):
        page.locator("fieldset fieldset").nth(part).locator("label").nth(level).click()


def _send(page: Page) -> None:
    _rate(page)
    page.locator("#send").click()
    page.get_by_role("heading", name="Your answer is in.").wait_for()


def statements(
    told: Sequence[tuple[str, str, str, str]] = STATEMENTS, language: str = "en", sensitive: bool = False
) -> Workshop:
    """The sampler's own example with the statements of the design, in two rounds; or with others."""
    items = examples()
    deep = next(one for item in items if (one := item.activity.model_dump(mode="json")).get("statements"))
    many = [{"key": key, "text": text, "short": {"verb": verb, "noun": noun}} for key, text, verb, noun in told]
    words = {"title": "أين نقف", "question": "ما مدى صحة هذا لك؟", "low": "غير صحيح", "high": "صحيح تمامًا"}
    activity = deep | {"rounds": 2, "statements": many, "sensitive": sensitive} | (words if language == "ar" else {})
    module = {"module": "standing", "title": "Standing", "activities": [activity]}
    return Workshop.model_validate(
        {"workshop": "standing", "title": "Where we stand", "minutes": 3, "languages": [language], "modules": [module]}
    )
