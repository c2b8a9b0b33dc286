"""A hundred thousand hostile frames over real sockets: the server must refuse, hang up or ignore, and go on."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path

from server.swarm.crowd import Crowd
from server.swarm.desk import Standing
from server.swarm.frames import Opcode, frame
from server.swarm.machine import resident_bytes
from server.swarm.rig import Rig, rig
from server.swarm.web import Browser
from server.swarm.wire import Socket, kind_of
from server.torture.corpus import ID, answer, mutate, noise, wrong
from server.torture.dice import Dice
from server.torture.promise import Outcome, within

FRAMES = 100_000
SEATS, AT_ONCE = 50, 40
A_LINK = 22
LINK_SECONDS = 2.0
MEGABYTE = 1_000_000
BY_ORDER = {"too-fast", "stale", "reused-id", "closed", "binary", "too-large"}


class Enemy:
    """One hostile link: sends everything at once, notes what it is told."""

    def __init__(self, frames: list[bytes], codes: Counter[str]) -> None:
        self._frames, self._codes = frames, codes
        self.over = asyncio.Event()

    def opened(self, socket: Socket) -> None:
        """Fire. A close at the end makes the server answer when it has seen everything."""
        socket.write(b"".join(self._frames))
        socket.write(frame(Opcode.CLOSE, b"\x03\xe8"))

    def received(self, socket: Socket, payload: bytes) -> None:
        """Note refusals."""
        if kind_of(payload) == "refused":
            self._codes[json.loads(payload)["code"]] += 1

    def closed(self, socket: Socket, code: int) -> None:
        """Note how it ended."""
        self._codes[str(code)] += 1
        self.over.set()


async def fuzz(data: Path, frames: int = FRAMES) -> list[Outcome]:
    """So many frames, in links of about twenty."""
    async with rig(data) as ours, Crowd(ours.server.address, ours.room.code) as crowd:
        await crowd.join(SEATS)
        cookies = [phone.cookie for phone in crowd.phones]
        standing = await ours.advance("open")
        codes: Counter[str] = Counter()
        sent = await _attack(ours, standing, cookies, codes, frames // 5, Dice("warm up"))
        before, pid = resident_bytes(ours.pid), ours.pid
        sent += await _attack(ours, standing, cookies, codes, frames - sent, Dice("fuzz"))
        grown = (resident_bytes(ours.pid) - before) / MEGABYTE
        await _by_order(ours, crowd, standing, codes)
        alive = ours.server.is_ready() and ours.pid == pid and await crowd.settle(10)
        printed = ours.server.log.read_text()
    expected = wrong("", 1).keys() | BY_ORDER
    missing = sorted(expected - codes.keys())
    return [
        Outcome(f"the server survives {sent:,} hostile frames", alive, f"{codes.total():,} refusals and closes"),
        within("hostile frames leave no memory behind", grown, 20, "MB more"),
        Outcome("nothing hostile ends in a traceback", "Traceback" not in printed, _first_traceback(printed)),
        Outcome("every refusal has its code", not missing, f"missing: {', '.join(missing) or 'none'}"),
    ]


async def _attack(
    ours: Rig, standing: Standing, cookies: list[str], codes: Counter[str], frames: int, dice: Dice
) -> int:
    seeds = [text for texts in wrong(standing.activity, standing.round).values() for text in texts]
    seeds += [answer(standing.activity, standing.round), '{"type":"snapshot"}', '{"type":"beat","version":1}']
    links = [_draw(dice, seeds) for _ in range(frames // A_LINK)]
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(turn: int, link: list[bytes]) -> None:
        async with gate:
            await _fire(ours, cookies[turn % len(cookies)], link, codes)

    await asyncio.gather(*(one(turn, link) for turn, link in enumerate(links)))
    return sum(len(link) for link in links)


def _draw(dice: Dice, seeds: list[str]) -> list[bytes]:
    """About twenty frames: mostly texts, wrong as they are or mutated; then perhaps something that is no frame."""
    texts = []
    for _ in range(A_LINK - 2):
        text = dice.choose(seeds)
        payload = mutate(dice, text) if dice.below(3) else text.encode("utf-8", "surrogatepass")
        texts.append(frame(Opcode.TEXT, payload))
    return texts + noise(dice)


async def _fire(ours: Rig, cookie: str, link: list[bytes], codes: Counter[str]) -> None:
    enemy = Enemy(link, codes)
    socket = Socket(ours.server.address, f"/live/phone/{ours.room.code}", enemy, cookie)
    await socket.connect()
    try:
        await asyncio.wait_for(enemy.over.wait(), LINK_SECONDS)
    except TimeoutError:
        socket.abort()


async def _by_order(ours: Rig, crowd: Crowd, standing: Standing, codes: Counter[str]) -> None:
    """The refusals that need a history."""
    activity, round = standing.activity, standing.round
    cookie = crowd.phones[0].cookie
    right = answer(activity, round, answer_id="f" * 32, rev=1_000)
    older = answer(activity, round, answer_id="e" * 32, rev=999)
    reworded = answer(activity, round, answer_id="f" * 32, rev=1_001, value="ship")
    history = [frame(Opcode.TEXT, text.encode()) for text in (right, older, reworded)]
    await _fire(ours, cookie, [*history, frame(Opcode.BINARY, b"{}")], codes)
    await _fire(ours, cookie, [frame(Opcode.TEXT, b'{"type":"beat","version":1}')] * 40, codes)
    async with Browser(ours.server.address, cookie) as browser:
        reply = await browser.post(f"/live/phone/{ours.room.code}", b'{"pad":"' + b"x" * 20_000 + b'"}')
        codes.update(message["code"] for message in reply.json() if message["type"] == "refused")
    await ours.advance("closed")
    late = answer(activity, round, answer_id=ID[::-1], rev=2_000)
    await _fire(ours, cookie, [frame(Opcode.TEXT, late.encode())], codes)


def _first_traceback(printed: str) -> str:
    _, found, rest = printed.partition("Traceback")
    return (found + rest)[:2_000] if found else "none in the log"
