"""Who is linked, and what each of them gets: rooms, audiences, one mailbox per link.

A link's mailbox holds one picture, the newest. Whoever does not read costs nobody anything: pictures
are skipped while the link's buffer is full, and after a while the link is cut.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Protocol

from server.clock import monotonic

FULL_BUFFER = 64 * 1024
PATIENCE_SECONDS = 5
CHUNK = 100
MOST_TABS = 64


class Audience(StrEnum):
    """Who looks: each audience of a room has one scene."""

    PHONE = "phone"
    SCREEN = "screen"
    CONSOLE = "console"


class Wire(Protocol):
    """The socket, as small as it gets. Frames are bytes ready for the transport."""

    def send(self, frame: bytes) -> None:
        """Hand a frame to the transport."""

    def buffered(self) -> int:
        """Bytes the other side has not taken yet."""

    def close(self, code: int, reason: str) -> None:
        """Say goodbye and close; `abort` when the other side does not listen."""

    def abort(self) -> None:
        """Close without a word."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene as bytes: the whole of it, and what is enough for those who have this scene already."""

    scene: str
    whole: bytes
    part: bytes | None = None


@dataclass(eq=False, slots=True)
class Link:
    """One connected browser. `held` is the hash of the sign-in that a console rests on."""

    wire: Wire
    room: int
    audience: Audience
    participant: int | None = None
    held: str = ""
    shown: str = ""
    unsent: Picture | None = None
    unsent_since: float = 0
    gone: bool = False


def framed(text: str) -> bytes:
    """A WebSocket text frame from server to client: made once, written to every transport."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


@dataclass(slots=True)
class Hub:
    """All links of this process."""

    frames: int = 0
    links: dict[tuple[int, Audience], dict[Link, None]] = field(default_factory=dict)
    people: dict[int, list[Link]] = field(default_factory=dict)

    def join(self, link: Link) -> None:
        """A browser has linked."""
        self.links.setdefault((link.room, link.audience), {})[link] = None
        if link.participant is not None:
            tabs = self.people.setdefault(link.participant, [])
            tabs.append(link)
            if len(tabs) > MOST_TABS:  # the oldest is most likely one that its phone gave up
                tabs[0].wire.close(4429, "too many tabs")

    def leave(self, link: Link) -> None:
        """It is gone."""
        link.gone = True
        crowd = self.links.get((link.room, link.audience), {})
        crowd.pop(link, None)
        if not crowd:
            self.links.pop((link.room, link.audience), None)
        if link.participant is not None:
            tabs = self.people.get(link.participant, [])
            if link in tabs:
                tabs.remove(link)
            if not tabs:
                self.people.pop(link.participant, None)

    def crowd(self, room: int, audience: Audience) -> Iterable[Link]:
        """The links of one audience of one room."""
        return self.links.get((room, audience), {})

    def tell(self, link: Link, frame: bytes) -> None:
        """Something for this link alone. Who reads nothing and asks on is cut."""
        if link.gone:
            return
        if link.wire.buffered() > FULL_BUFFER:
            link.wire.abort()
            return
        self.frames += 1
        link.wire.send(frame)

    def show(self, link: Link, picture: Picture) -> None:
        """The newest picture; if the link's buffer is full it stays unsent until the buffer drains."""
        if link.gone:
            return
        if link.wire.buffered() > FULL_BUFFER:
            link.unsent_since = link.unsent_since if link.unsent else monotonic()
            link.unsent = picture
            return
        part = picture.part if link.shown == picture.scene else None
        link.shown, link.unsent = picture.scene, None
        self.frames += 1
        link.wire.send(part or picture.whole)

    def show_all(self, room: int, audience: Audience, picture: Picture) -> None:
        """To a small audience, at once."""
        for link in list(self.crowd(room, audience)):
            self.show(link, picture)

    async def show_in_turn(self, room: int, audience: Audience, picture: Picture) -> float:
        """To a large audience, in chunks, so that answers and screens go between. Seconds it took."""
        everyone = iter(list(self.crowd(room, audience)))
        busy = 0.0
        while chunk := list(islice(everyone, CHUNK)):
            begun = monotonic()
            for link in chunk:
                self.show(link, picture)
            busy += monotonic() - begun
            await asyncio.sleep(0)
        return busy

    def drained(self, link: Link) -> None:
        """The link's buffer has room again."""
        if link.unsent is not None:
            self.show(link, link.unsent)

    def cut_links_that_do_not_read(self) -> None:
        """Close the links that have not read for a while; they may come back."""
        for crowd in list(self.links.values()):
            for link in list(crowd):
                if link.unsent is not None and monotonic() - link.unsent_since > PATIENCE_SECONDS:
                    link.wire.abort()

    def held(self) -> set[str]:
        """The sign-ins that consoles rest on."""
        return {
            link.held for (_, audience), crowd in self.links.items() if audience is Audience.CONSOLE for link in crowd
        }

    def close_consoles(self, held: str) -> None:
        """Somebody signed out: the consoles that rest on this sign-in close."""
        consoles = [
            link for (_, audience), crowd in self.links.items() if audience is Audience.CONSOLE for link in crowd
        ]
        self.close([link for link in consoles if link.held == held], 4401, "signed out")

    def close_room(self, room: int, code: int, reason: str) -> None:
        """Say goodbye to everyone in a room that is gone."""
        for audience in Audience:
            self.close(list(self.crowd(room, audience)), code, reason)

    def close(self, links: Iterable[Link], code: int, reason: str) -> None:
        """Say goodbye to some links."""
        for link in links:
            link.wire.close(code, reason)
