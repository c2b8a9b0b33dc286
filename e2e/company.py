"""Fay and three who write: what they do in words, and where texts stand on the console."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator

from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Room, Wall

HOTLINE, ME, UM = "The hotline", "Me. Tell me what happened.", "Um, good question"


@dataclass
class Company:
    """Fay, the big screen, and three phones."""

    room: Room
    fay: Facilitator
    wall: Wall
    phones: tuple[Phone, ...]

    def write(self, *texts: str) -> None:
        """Each phone sends one."""
        for phone, text in zip(self.phones, texts, strict=True):
            writes(phone, text)


def gathered(house: House, cast: Cast) -> Company:
    """A room that is told in advance that two are enough, and everybody in it."""
    fay, wall = cast.facilitator(house), cast.wall(house.origin)
    room = fay.opens("words", minimum=2)
    wall.opens(room)
    phones = tuple(cast.phone(name, house.origin) for name in ("Ann", "Bo", "Cleo"))
    for phone in phones:
        phone.joins(room.code)
    return Company(room, fay, wall, phones)


def writes(phone: Phone, text: str) -> None:
    """Write and send, and be told that it is in."""
    phone.page.locator("[data-answer] textarea").first.fill(text)
    phone.sends()
    phone.feels("answered")


def card(fay: Facilitator, text: str) -> Locator:
    """A text on the console."""
    return fay.scene.locator("[data-text]").filter(has_text=text)


def lets_out(fay: Facilitator, text: str) -> None:
    """Touch a text, whose hands show then, and let it out."""
    card(fay, text).locator(".sort__words").click()
    card(fay, text).get_by_role("button", name="Let out").click()


def waiting(fay: Facilitator) -> Locator:
    """The texts that wait for a hand."""
    return fay.scene.locator("#sort-waiting [data-text]")


def in_group(fay: Facilitator, key: str) -> Locator:
    """The texts of a group."""
    return fay.scene.locator(f"[data-group='{key}'] [data-text]")


def to_the_second(fay: Facilitator) -> None:
    """Skip the first activity."""
    fay.next()
    fay.page.locator("#skip").click()
    fay.moves(lambda: fay.page.locator("#skipping button[value=yes]").click())
    fay.until("open", 1)
