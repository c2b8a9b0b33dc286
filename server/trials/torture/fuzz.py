"""A hundred thousand hostile frames over real sockets: the server must refuse, hang up or ignore, and go on."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from server.stumbles import stumbled
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.desk import Standing
from server.trials.swarm.frames import Opcode, frame
from server.trials.swarm.machine import resident_bytes
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.web import Browser
from server.trials.swarm.wire import Socket, kind_of
from server.trials.torture.corpus import ID, answer, mutate, noise, wrong
from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome, within

FRAMES = 100_000
SEATS, AT_ONCE = 50, 40
A_LINK = 18
LINK_SECONDS = 5.0
MARKER = "0" * 32
MEGABYTE = 1_000_000
BY_ORDER = {"too-fast", "stale", "reused-id", "closed", "binary", "too-large"}


class Enemy:
    """One hostile link: texts first, then a marker, and after its refusal came back what is no frame at all."""

    def __init__(self, activity: str, texts: Sequence[bytes], noise: Sequence[bytes], codes: Counter[str]) -> None:
        self._activity, self._texts, self._noise, self._codes = activity, texts, noise, codes
        self.over = asyncio.Event()

    def opened(self, socket: Socket) -> None:
        """Fire. The marker's round never is, which only the writer knows, so its refusal comes last."""
        marker = answer(self._activity, 999, answer_id=MARKER)
        socket.write(b"".join([*self._texts, frame(Opcode.TEXT, marker.encode())]))

    def received(self, socket: Socket, payload: bytes) -> None:
        """Note refusals."""
        if kind_of(payload) != "refused":
            return
        refusal = json.loads(payload)
        self._codes[refusal["code"]] += 1
        if refusal["answer_id"] == MARKER:
            socket.write(b"".join([*self._noise, frame(Opcode.CLOSE, b"\x03\xe8")]))

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
        Outcome("nothing hostile is told as an error", not stumbled(printed), stumbled(printed) or "none in the log"),
        Outcome("every refusal has its code", not missing, f"missing: {', '.join(missing) or 'none'}"),
    ]


async def _attack(
    ours: Rig, standing: Standing, cookies: list[str], codes: Counter[str], frames: int, dice: Dice
) -> int:
    seeds = [text for texts in wrong(standing.activity, standing.round).values() for text in texts]
    seeds += [answer(standing.activity, standing.round), '{"type":"snapshot"}', '{"type":"beat","version":1}']
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(turn: int) -> int:
        texts, after = _draw(dice, seeds), noise(dice)
        async with gate:
            await _fire(ours, standing, cookies[turn % len(cookies)], codes, texts, after)
        return len(texts) + len(after)

    return sum(await asyncio.gather(*(one(turn) for turn in range(frames // (A_LINK + 2)))))


def _draw(dice: Dice, seeds: list[str]) -> list[bytes]:
    """Texts, wrong as they are or mutated; as many as a link may send before it is told to slow down."""
    texts = []
    for _ in range(A_LINK):
        text = dice.choose(seeds)
        payload = mutate(dice, text) if dice.below(3) else text.encode("utf-8", "surrogatepass")
        texts.append(frame(Opcode.TEXT, payload))
    return texts


async def _fire(
    ours: Rig,
    standing: Standing,
    cookie: str,
    codes: Counter[str],
    texts: Sequence[bytes],
    after: Sequence[bytes] = (),
) -> None:
    enemy = Enemy(standing.activity, texts, after, codes)
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
    await _fire(ours, standing, cookie, codes, [*history, frame(Opcode.BINARY, b"{}")])
    await _fire(ours, standing, cookie, codes, [frame(Opcode.TEXT, b'{"type":"beat","version":1}')] * 40)
    async with Browser(ours.server.address, cookie) as browser:
        reply = await browser.post(f"/live/phone/{ours.room.code}", b'{"pad":"' + b"x" * 20_000 + b'"}')
        codes.update(message["code"] for message in reply.json() if message["type"] == "refused")
    await ours.advance("closed")
    late = answer(activity, round, answer_id=ID[::-1], rev=2_000)
    await _fire(ours, standing, cookie, codes, [frame(Opcode.TEXT, late.encode())])
