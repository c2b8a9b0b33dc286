"""The counts that make a large room possible: exact, so free of noise. A whole server without sockets under it.

An answer causes one frame, its ack. Everything else is the tick, and a tick draws each audience once,
however many look on. Answers that come together are committed together.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex
from types import SimpleNamespace
from typing import Any, cast

import pytest

from server.clock import Turned
from server.live.door import Visitor
from server.live.talk import Talk
from server.live.wire import RoomProtocol
from server.people.identity import make_facilitator
from server.phases import Phase
from server.room.board import Board, Person
from server.settings import Settings
from server.stage import Stage
from server.stage.hub import Audience, Hub
from server.stage.redraw import INTERVAL
from server.store.database import Reader
from server.store.writer import Writer
from tests.house import PLAN, WORKSHOP
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
FLOOD = 1_000


class Ear:
    """The far end of a link: counts frames by type and says when a version has arrived."""

    def __init__(self, stir: asyncio.Event) -> None:
        self.frames: list[dict[str, Any]] = []
        self._stir = stir
        self.version = 0
        self.transport = SimpleNamespace(write=self.write, get_write_buffer_size=lambda: 0, abort=lambda: None)

    def write(self, frame: bytes) -> None:
        """One frame, as the server wrote it."""
        size = frame[1]
        payload = frame[2 if size < 126 else 4 if size == 126 else 10 :]
        self.frames.append(json.loads(payload))
        if self.frames[-1]["type"] in ("frame", "count"):
            self.version = self.frames[-1]["version"]
        self._stir.set()

    def close(self, code: int, reason: str) -> None:
        """Nobody is sent away here."""
        raise AssertionError(f"closed with {code}: {reason}")

    @property
    def acks(self) -> int:
        """How many answers are acknowledged."""
        return sum(frame["type"] == "ack" for frame in self.frames)

    @property
    def kinds(self) -> Counter[str]:
        """How many frames of each type."""
        return Counter(frame["type"] for frame in self.frames)


class Full:
    """A room that votes, with people, screens and consoles linked to it."""

    def __init__(self, stage: Stage, board: Board, clock: Turned) -> None:
        self.stage, self.board, self.clock = stage, board, clock
        self.stir = asyncio.Event()
        self.ears: dict[Audience, list[Ear]] = {audience: [] for audience in Audience}
        self.talks: list[Talk] = []

    def link(self, audience: Audience, person: Person | None = None) -> None:
        """One more looks on."""
        ear = Ear(self.stir)
        talk = Talk(self.stage, Visitor(self.board, audience, person), cast(RoomProtocol, ear))
        self.stage.presence.arrive(self.board, talk.link)
        self.stage.redraw.welcome(talk.link, self.board)
        self.ears[audience].append(ear)
        if person is not None:
            self.talks.append(talk)

    def answer(self, talk: Talk, rev: int = 1) -> None:
        """One phone sends its answer."""
        body = {"type": "answer", "answer_id": token_hex(16), "activity": "plan", "round": 1, "rev": rev}
        talk.hear(json.dumps({**body, "value": PLAN.options[rev % 3].key}))

    def everyone(self) -> list[Ear]:
        """All far ends."""
        return [ear for ears in self.ears.values() for ear in ears]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until something holds; it is looked at whenever a frame came."""
        async with asyncio.timeout(SECONDS):
            while not holds():
                self.stir.clear()
                await self.stir.wait()

    def tick(self) -> None:
        """So much time passes that each audience has its turn."""
        self.clock.turn(max(INTERVAL.values()))
        self.stage.redraw._wake.set()

    async def everyone_has(self, version: int) -> None:
        """Until the ticks have brought a version to all."""
        await self.until(lambda: all(ear.version >= version for ear in self.everyone()))

    async def acked(self, answers: int) -> None:
        """Until so many answers are acknowledged."""
        await self.until(lambda: sum(ear.acks for ear in self.ears[Audience.PHONE]) >= answers)


@asynccontextmanager
async def full_room(folder: Path, empty: Path, clock: Turned, people: int, others: int) -> AsyncIterator[Full]:
    """So many phones, and so many screens and consoles, in a room that votes on the plan."""
    path = folder / "roomful.db"
    shutil.copy(empty, path)
    reader, writer = Reader(path), Writer(path)
    writer.start()
    stage = Stage(Settings(data=folder), reader, writer, Hub())
    drawing = asyncio.create_task(stage.redraw.run())
    try:
        fay = await writer.run(lambda tx: make_facilitator(tx, "Fay", "unknown"))
        room = await stage.open_room(fay, WORKSHOP, 5, "paper")
        board = await stage.boards.of(room)
        assert board is not None
        full = Full(stage, board, clock)
        for seated, _ in await asyncio.gather(*(stage.take_seat(room) for _ in range(people))):
            full.link(Audience.PHONE, board.people[seated.participant])
        for _ in range(others):
            full.link(Audience.SCREEN)
            full.link(Audience.CONSOLE)
        while board.step != (Phase.OPEN, 1):
            await stage.move(room, "next", board.moves)
        await full.everyone_has(board.version)
        yield full
    finally:
        drawing.cancel()
        ended, _ = await asyncio.wait({drawing}, timeout=SECONDS)
        drawing.cancel()
        await writer.stop()
        reader.close()
        assert ended, "the tick did not end when it was told to"


async def test_an_answer_causes_one_frame_its_ack(tmp_path: Path, empty_database: Path, clock: Turned) -> None:
    async with full_room(tmp_path, empty_database, clock, people=30, others=1) as full:
        for ear in full.everyone():
            ear.frames.clear()
        frames = full.stage.hub.frames
        for answers, talk in enumerate(full.talks, start=1):
            full.answer(talk)
            await full.acked(answers)
        for ear in full.everyone():
            assert ear.kinds == Counter(["ack"] * (ear in full.ears[Audience.PHONE]))
        full.tick()
        await full.everyone_has(full.board.version)
        for ear in full.everyone():
            assert ear.kinds["count"] + ear.kinds["frame"] == 1, "the tick tells of all answers at once"
        assert full.stage.hub.frames - frames == sum(len(ear.frames) for ear in full.everyone())


@pytest.mark.parametrize(("people", "others"), [(3, 1), (120, 4)])
async def test_a_tick_draws_each_audience_once(
    tmp_path: Path, empty_database: Path, clock: Turned, people: int, others: int
) -> None:
    async with full_room(tmp_path, empty_database, clock, people, others) as full:
        for ear in full.everyone():
            ear.frames.clear()
        renders = full.stage.redraw.renders
        for talk in full.talks:
            full.answer(talk)
        await full.acked(people)
        full.tick()
        await full.everyone_has(full.board.version)
        assert {ear.kinds["frame"] + ear.kinds["count"] for ear in full.everyone()} == {1}
        assert full.stage.redraw.renders - renders == len(Audience)


async def test_a_flood_of_answers_is_committed_in_groups(tmp_path: Path, empty_database: Path, clock: Turned) -> None:
    async with full_room(tmp_path, empty_database, clock, people=100, others=0) as full:
        commits = full.stage.writer.commits
        for rev in range(1, FLOOD // 100 + 1):
            for talk in full.talks:
                full.answer(talk, rev)
            await asyncio.sleep(0)
        await full.acked(FLOOD)
        assert (full.stage.writer.commits - commits) / FLOOD <= 0.2
        assert full.stage.hub.frames >= FLOOD
        assert len(full.board.books["plan", 1].values) == 100


async def test_a_lone_answer_is_committed_at_once(tmp_path: Path, empty_database: Path, clock: Turned) -> None:
    async with full_room(tmp_path, empty_database, clock, people=1, others=0) as full:
        commits = full.stage.writer.commits
        for rev in (1, 2, 3):
            full.answer(full.talks[0], rev)
            await full.acked(rev)
        assert full.stage.writer.commits - commits == 3
