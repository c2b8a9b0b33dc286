"""Statements that are rated: walls and phones."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

from server.activities.measures.ordinal import Ordinal
from server.trials.screens.camera import Camera
from server.trials.screens.sampled import alone, asking
from server.trials.screens.seed import Cast
from server.trials.screens.subject import STAGE, THEMES, Subject, send
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
    told, arabic = Subject(cast, camera, statements()), Subject(cast, camera, statements(IN_ARABIC, language="ar"))
    told.walls("screen-rated", "talk 1", (0, 3, 5, 12, 126, 300, 301, 5000))
    told.walls("screen-rated", "talk 1", (12, 126), STAGE)
    told.wall("screen-rating", "open 1")
    told.walls("screen-risen", "shift 2", (5, 12, 126, 5000))
    told.phones("phone-rating", "open 1", _rate)
    told.phones("phone-rated", "talk 1", looks=THEMES)
    told.phone("phone-rated-sent", "open 1", _send)
    told.phone("phone-rated-closed", "closed 1")
    told.phone("phone-risen", "shift 2")
    arabic.wall("screen-rated-arabic", "talk 1")
    arabic.wall("screen-risen-arabic", "shift 2", 12)
    arabic.phone("phone-rating-arabic", "open 1", _rate)
    _sensitive(cast, camera)


def _sensitive(cast: Cast, camera: Camera) -> None:
    """Which way people went, in words."""
    Subject(cast, camera, statements(sensitive=True)).walls("screen-risen", "shift 2", (13, 30), "-sensitive")
    arabic = Subject(cast, camera, statements(IN_ARABIC, "ar", sensitive=True))
    arabic.wall("screen-risen-arabic-sensitive", "shift 2", 13)


def _rate(page: Page) -> None:
    for part, level in ((0, 3), (2, 1)):
        page.locator("#scene fieldset fieldset").nth(part).locator("label").nth(level).click()


def _send(page: Page) -> None:
    _rate(page)
    send(page)


def statements(
    told: Sequence[tuple[str, str, str, str]] = STATEMENTS, language: str = "en", sensitive: bool = False
) -> Workshop:
    """The sampler's own example with the statements of the design, in two rounds; or with others."""
    many = [{"key": key, "text": text, "short": {"verb": verb, "noun": noun}} for key, text, verb, noun in told]
    words = {"title": "أين نقف", "question": "ما مدى صحة هذا لك؟", "low": "غير صحيح", "high": "صحيح تمامًا"}
    changed = {"rounds": 2, "statements": many, "sensitive": sensitive} | (words if language == "ar" else {})
    return alone("standing", "Where we stand", asking(Ordinal) | changed, language=language)
