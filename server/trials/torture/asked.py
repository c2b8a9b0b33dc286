"""Questions from the room under kills and cuts, and five hundred of them in a minute."""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from server.trials.swarm.content import write_workshop
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.deeds import judge_done
from server.trials.swarm.lag import percentile
from server.trials.swarm.oracle import Verdict
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.web import Browser
from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome, of_verdict, within

PEOPLE, WORDINGS, TAPS = 60, 6, 3
CROWD = 500
PATIENCE, LOOK = 180, 0.005
TO_SHOW = re.compile(r'name="what" value="show"><input type="hidden" name="value" value="([^"]+)"')


At = dict[str, Any]


class Tap(NamedTuple):
    """Somebody asked a question, too, or not any more."""

    action_id: str
    mark: str
    too: bool


async def ask(data: Path, kills: int, people: int = PEOPLE, first_retry: float = 2.0) -> list[Outcome]:
    """Everybody taps again and again while the server is killed and lines are cut; at the end each counts once, as they
    last tapped."""
    dice, taps = Dice("asked"), dict[Phone, list[Tap]]()
    async with AsyncExitStack() as stack:
        ours, crowd, at = await _room(stack, data, people, first_retry)
        written = {phone: f"Question {number % WORDINGS}?" for number, phone in enumerate(crowd.phones)}
        for phone, text in written.items():
            phone.doings.put(at["activity"], at["round"], "ask", monotonic(), text)
        await _settled(crowd)
        marks = await _shown(ours, crowd.phones[0])
        for _ in range(kills):
            for phone in crowd.phones:
                taps.setdefault(phone, []).extend(_taps(phone, at, list(marks.values()), dice))
            for phone in crowd.phones[:: 1 + dice.below(3)]:
                phone.link()  # a line that is cut, and comes back at once
            await asyncio.sleep(dice.below(400) / 1000)
            os.kill(ours.pid, signal.SIGKILL)
            await _until(lambda: crowd.online == 0)
            await _settled(crowd)
        verdict = judge_done(crowd.phones, ours.done())
        told = await _told(crowd.phones[0])
    wrong = [text for text, mark in marks.items() if told.get(mark) != len(_asking(text, mark, written, taps))]
    return [
        of_verdict(f"by {kills} kills and cuts while {people} people tap", verdict, "action"),
        Outcome(
            "each phone counts once for a question, as it was last tapped",
            bool(told) and not wrong,
            f"{sum(told.values())} counted in {len(told)} questions; wrong: {wrong[:3]}",
        ),
    ]


async def crowd_in(data: Path, seconds: float, people: int = CROWD) -> list[Outcome]:
    """So many questions in a minute: what screen and console get, and how soon phones have their ack."""
    asked = round(people * seconds / 60)
    async with AsyncExitStack() as stack:
        ours, crowd, at = await _room(stack, data, asked, 2.0)
        wall = await stack.enter_async_context(ours.screen())
        desk = await stack.enter_async_context(ours.console())
        before, waits = (len(wall.frames), len(desk.frames), crowd.frames), list[float]()
        begun = monotonic()
        for number, phone in enumerate(crowd.phones):
            await asyncio.sleep(max(0.0, begun + number * seconds / asked - monotonic()))
            phone.doings.put(at["activity"], at["round"], "ask", sent := monotonic(), f"What about number {number}?")
            await _until(partial(_is_done, phone))
            waits.append(monotonic() - sent)
        verdict: Verdict = judge_done(crowd.phones, ours.done())
        screen, console, phones = len(wall.frames) - before[0], len(desk.frames) - before[1], crowd.frames - before[2]
        largest = max(len(frame.payload) for frame in desk.frames) / 1024
    return [
        of_verdict(f"of {asked} questions in {seconds:.0f} s", verdict, "action"),
        within("pictures a second on the screen meanwhile", screen / seconds, 1.1, "a second"),
        within("pictures a second on the console meanwhile", console / seconds, 1.1, "a second"),
        within("pictures a second on a phone meanwhile", phones / asked / seconds, 0.6, "a second"),
        within("the console's picture meanwhile", largest, 60, "KiB, largest"),
        within("a question is acknowledged", percentile(waits, 95) * 1000, 100, "ms, p95", timed=True),
    ]


async def _room(
    stack: AsyncExitStack, data: Path, people: int, first_retry: float
) -> tuple[Rig, Crowd, dict[str, Any]]:
    """A room that votes, in which questions are taken."""
    ours = await stack.enter_async_context(rig(data, supervised=True, write=partial(write_workshop, questions=1)))
    crowd = await stack.enter_async_context(Crowd(ours.server.address, ours.room.code, first_retry=first_retry))
    await crowd.join(people)
    await ours.advance("open")
    at = await _asks(crowd.phones[0])
    await _act(ours, at, "take", None)
    return ours, crowd, at


async def _asks(phone: Phone) -> dict[str, Any]:
    async with Browser(phone.address, phone.cookie) as browser:
        reply = await browser.get(f"/{phone.code}/asks")
    told: dict[str, Any] = json.loads(reply.body)
    return told


async def _told(phone: Phone) -> dict[str, int]:
    return {each["mark"]: each["people"] for each in (await _asks(phone))["questions"]}


async def _act(ours: Rig, at: Mapping[str, Any], what: str, value: object) -> None:
    form = {"activity": at["activity"], "round": str(at["round"]), "what": what, "value": json.dumps(value)}
    await asyncio.to_thread(ours.desk.post, f"/rooms/{ours.room.id}/acts", form)


async def _shown(ours: Rig, phone: Phone) -> dict[str, str]:
    """Let out what waits on the console; of the five that stand on phones then the words, and what they are called."""
    at = await _asks(phone)
    page = await asyncio.to_thread(ours.desk.get, f"/rooms/{ours.room.id}")
    for value in TO_SHOW.findall(page.body.decode()):
        await _act(ours, at, "show", json.loads(html.unescape(value)))
    return {each["words"]: each["mark"] for each in (await _asks(phone))["questions"]}


def _taps(phone: Phone, at: Mapping[str, Any], marks: Sequence[str], dice: Dice) -> list[Tap]:
    made = []
    for _ in range(TAPS):
        mark, too = marks[dice.below(len(marks))], dice.below(3) > 0
        phone.doings.put(at["activity"], at["round"], "too", monotonic(), {"question": mark, "too": too})
        made.append(Tap(phone.doings.begun[-1], mark, too))
    return made


def _asking(text: str, mark: str, written: Mapping[Phone, str], taps: Mapping[Phone, Sequence[Tap]]) -> set[Phone]:
    """Who asks a question, from what the phones know: whoever wrote it, and whose last tap that was stored says so."""
    asking = {phone for phone, own in written.items() if own == text}
    for phone, tapped in taps.items():
        stored = {*phone.doings.acked}
        last = next((tap for tap in reversed(tapped) if tap.mark == mark and tap.action_id in stored), None)
        asking |= {phone} if last is not None and last.too else set()
    return asking


async def _settled(crowd: Crowd) -> None:
    await _until(lambda: all(phone.is_linked and _is_done(phone) for phone in crowd.phones))


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(round(PATIENCE / LOOK)):  # nothing stirs when an action is over
        if holds():
            return
        await asyncio.sleep(LOOK)


def _is_done(phone: Phone) -> bool:
    return not phone.doings.waiting
