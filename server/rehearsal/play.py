"""A workshop played to its end by nobody: made-up people on the turned clock, and whatever went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from server.clock import Turned
from server.people import identity
from server.phases import Phase
from server.refusals import Refused
from server.rehearsal import cards, exported, fits, looks
from server.rehearsal.crowd import Crowd
from server.rehearsal.faults import Fault
from server.room.board import Board
from server.room.facilitation import GRACE_SECONDS
from server.room.pretence import Temper
from server.scenes.cards import held
from server.settings import Settings
from server.stage import Stage
from server.stage.hub import Hub
from server.store.database import Reader, migrate
from server.store.writer import Writer
from server.workshops import filter
from server.workshops.content import Workshop

LATE = 0.1  # of the people, who come when the first vote is open
PAUSE = 3.0  # seconds between moves
MOST_MOVES = 2_000


@dataclass
class Played:
    """What was played, and the faults that were found."""

    items: int = 0
    rounds: int = 0
    answers: int = 0
    cards: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def found(self, faults: Sequence[Fault]) -> None:
        """Each fault is told once."""
        self.faults += [fault for fault in dict.fromkeys(faults) if fault not in self.faults]


async def play(workshop: Workshop, people: int, temper: Temper, data: Path, clock: Turned) -> Played:
    """Play a workshop in a new room on an empty database in `data`."""
    path, settings = data / "roomful.db", Settings(data=data, public_url=None)
    migrate(path)
    filter.make(settings.filter)
    reader, writer = Reader(path), Writer(path)
    writer.start()
    try:
        stage = Stage(settings, reader, writer, Hub())
        facilitator = await writer.run(lambda tx: identity.make_facilitator(tx, "Rehearsal", ""))
        board = await stage.boards.of(await stage.open_room(facilitator, workshop, 5, "paper", rehearsal=True))
        assert board is not None
        played = Played(items=len(board.items))
        await _Play(stage, board, Crowd(stage, board, temper, workshop.workshop), clock, played).through(people)
        return played
    finally:
        await writer.stop()
        reader.close()


@dataclass
class _Play:
    stage: Stage
    board: Board
    crowd: Crowd
    clock: Turned
    played: Played

    async def through(self, people: int) -> None:
        """From the lobby to the export."""
        late = int(people * LATE)
        here = await self.crowd.come_in(people - late)
        self._look()
        for _ in range(MOST_MOVES):
            await self._next()
            if self.board.ended:
                break
            if self.board.step.phase is Phase.OPEN:
                here += await self.crowd.come_in(late)
                late = 0
                await self._answer(here)
            await self._act()
            self._look()
            await self._time()
        self._look()
        await self._export()
        self._read()

    async def _next(self) -> None:
        self.clock.turn(PAUSE)
        await self.stage.heart.beat()
        await self.stage.presence.remember()
        moved = await self.stage.move(self.board.room, "next", self.board.moves)
        assert moved is not None
        assert moved.applied, "Next always leads somewhere until the end"

    async def _time(self) -> None:
        """An author's clock ends, and closes its round."""
        ends = self.board.timer.ends
        if self.board.step.phase is Phase.OPEN and ends is not None:
            self.clock.turn(max(0.0, ends - self.clock.monotonic()) + GRACE_SECONDS)
            await self.stage.heart.beat()
            if self.board.step.phase is Phase.OPEN:
                self._fault("its clock has ended, and it stays open")

    async def _answer(self, here: list[int]) -> None:
        self._look()  # before anybody has answered
        self.played.rounds += 1
        with self._blaming("it cannot be answered"):
            stored, refused = await self.crowd.answer(here)
            self.played.answers += stored
            self._refused("an answer was refused", refused)

    async def _act(self) -> None:
        if self.board.activity is not None:
            with self._blaming("what people do there besides answering fails"):
                self._refused("what people do there was refused", await self.crowd.act())

    def _read(self) -> None:
        """What shows without anybody: cards that nothing calls, words that do not fit."""
        with self._blaming("its cards and words cannot be looked through"):
            self.played.found([*cards.faults(self.board.workshop), *fits.faults(self.board.workshop)])

    async def _export(self) -> None:
        with self._blaming("the room cannot be exported"):
            self.played.found(list(exported.faults(self.board, await self.stage.export(self.board.room))))
        with self._blaming("its results page cannot be drawn"):
            await self.stage.results(self.board.room)

    @contextmanager
    def _blaming(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # a kind's own mistake: told like any other fault
            self._fault(f"{what} ({type(error).__name__}: {error})")

    def _refused(self, what: str, refused: Sequence[Refused]) -> None:
        for why in dict.fromkeys(each.message.rstrip(".") for each in refused):
            self._fault(f"{what}: {why}")

    def _fault(self, what: str) -> None:
        self.played.found([Fault(looks.where(self.board), what, exported.TELL)])

    def _look(self) -> None:
        self.played.found(list(looks.faults(self.board, self.stage.redraw)))
        card = held(self.board)
        if card is not None:
            self.played.cards.add(card.text)
