"""One rehearsal: the made-up people of a room, who live as long as a facilitator looks at it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog

from server.clock import monotonic
from server.dice import dice_of
from server.phases import Phase
from server.refusals import Refused
from server.rehearsal.crowd import Crowd
from server.rehearsal.pace import Thoughts, chunks, politely
from server.room.board import Board
from server.room.pretence import Pretence, Temper
from server.stage import Stage
from server.stage.hub import Audience
from server.stumbles import stumble

BEAT_SECONDS = 0.25
ARRIVING_SECONDS = 6
ABANDONED_SECONDS = 90
DROPS, AWAY_SECONDS = 0.4, 20
MOST_HAVE = 0.6
log = structlog.get_logger()


class Rehearsal:
    """What the people of one room do, beat by beat."""

    def __init__(self, stage: Stage, board: Board, pretence: Pretence) -> None:
        self.stage, self.board = stage, board
        self.crowd = Crowd(stage, board, pretence.temper, board.secret)
        self.here: list[int] = []
        self.away: list[int] = []
        self._back_at = self._looked_at = monotonic()
        self.thoughts = Thoughts(board.secret)
        self._acted_at = -1
        board.pretence = pretence

    async def live(self) -> None:
        """Until the room ends, or nobody looks at it any more."""
        while not self.board.ended and not self._abandoned():
            try:
                await self._beat()
            except Refused:  # the room moved on, or the disk is full for a while: there is another beat
                pass
            except Exception as error:  # a kind that breaks costs made-up answers, not the rehearsal
                log.error("made-up people stumbled", room=self.board.room, **stumble(error))
            await asyncio.sleep(BEAT_SECONDS)

    def behave(self, temper: Temper | None, people: int | None, moment: str) -> None:
        """The facilitator wants them to be otherwise from now on."""
        now = self.board.pretence
        temper, people = temper or now.temper, people or now.people
        silent = not now.silent if moment == "silence" else now.silent
        self.board.pretence = replace(now, temper=temper, people=people, silent=silent)
        self.crowd.temper = temper
        if moment == "wifi" and not self.away:
            self._drop()
        self.stage.redraw.soon(self.board.room)

    def _abandoned(self) -> bool:
        if any(self.stage.hub.crowd(self.board.room, Audience.CONSOLE)):
            self._looked_at = monotonic()
        return monotonic() - self._looked_at > ABANDONED_SECONDS

    async def _beat(self) -> None:
        await self._come_and_go()
        if self.away and monotonic() >= self._back_at:
            self._come_back()
        if self.board.step.phase is Phase.OPEN and not self.board.pretence.silent:
            await self._answer()
        await self._act()

    async def _come_and_go(self) -> None:
        wanted = self.board.pretence.people - len(self.here) - len(self.away)
        if wanted < 0:
            self.crowd.go(self.here[wanted:])
            del self.here[wanted:]
        a_beat = max(1, round(self.board.pretence.people * BEAT_SECONDS / ARRIVING_SECONDS))
        for chunk in chunks(range(min(wanted, a_beat))):
            async with politely():
                self.here += await self.crowd.come_in(len(chunk))

    def _drop(self) -> None:
        dice = dice_of(f"{self.board.secret}.{self.board.version}")
        self.away = dice.sample(self.here, round(len(self.here) * DROPS))
        gone = set(self.away)
        self.here = [each for each in self.here if each not in gone]
        self.crowd.go(self.away)
        self._back_at = monotonic() + AWAY_SECONDS
        self.board.pretence = replace(self.board.pretence, dropped=True)

    def _come_back(self) -> None:
        self.crowd.come_back(self.away)
        self.here, self.away = self.here + self.away, []
        self.board.pretence = replace(self.board.pretence, dropped=False)

    async def _answer(self) -> None:
        for chunk in chunks(self._thought_over()):
            if self.board.step.phase is Phase.OPEN:
                async with politely():
                    await self.crowd.answer(chunk)

    def _thought_over(self) -> list[int]:
        activity, step, book = self.board.activity, self.board.step, self.board.book()
        if activity is None or book is None or step.phase is not Phase.OPEN:
            return []
        return self.thoughts.done((activity.key, step.round, book.opened_move), self.here, book.values)

    async def _act(self) -> None:
        """Once a stop; while people answer, when most have."""
        book, phase = self.board.book(), self.board.step.phase
        waits = phase is Phase.OPEN and (book is None or len(book.values) < len(self.here) * MOST_HAVE)
        if self.board.activity is None or waits or self._acted_at == self.board.moves:
            return
        self._acted_at = self.board.moves
        async with politely():
            await self.crowd.act(moderates=False)
