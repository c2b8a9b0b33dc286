"""Made-up people in a room: they take seats, come and go, answer and act, all by the stage's verbs."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from uuid import UUID

from server.activities.contract.activity import Activity
from server.activities.contract.event import FACILITATOR
from server.activities.contract.question import Question
from server.dice import dice_of
from server.refusals import Refused
from server.rehearsal.opinions import opinion
from server.results.outcomes import Released
from server.room import folding
from server.room.actions import Action
from server.room.answers import Given, Offer
from server.room.board import Board
from server.room.pretence import Temper
from server.scenes.outcome import texts
from server.stage import Stage


class Crowd:
    """The made-up people of one room. What they think follows from the seed."""

    def __init__(self, stage: Stage, board: Board, temper: Temper, seed: str) -> None:
        self.stage, self.board, self.temper, self.seed = stage, board, temper, seed

    async def come_in(self, people: int) -> list[int]:
        """So many more take their seats; their numbers."""
        seated = await asyncio.gather(*(self.stage.take_seat(self.board.room, made_up=True) for _ in range(people)))
        newcomers = [each.participant for each, _ in seated]
        self.stage.presence.stand_in(self.board, newcomers, +1)
        return newcomers

    async def answer(self, people: Collection[int]) -> tuple[int, list[Refused]]:
        """They answer what the room asks; how many answers are stored, and why the others are not."""
        if not people:
            return 0, []
        refused: list[Refused] = []
        stored, waiting = 0, len(people)
        done = asyncio.get_running_loop().create_future()

        def reply(given: Given | None, error: Exception | None) -> None:
            nonlocal stored, waiting
            stored, waiting = stored + (given is not None), waiting - 1
            if isinstance(error, Refused):
                refused.append(error)
            if not waiting:
                done.set_result(None)

        for participant, offer in [(each, self.offer(each)) for each in people]:
            self.stage.answer(self.board, participant, offer, reply)
        await done
        return stored, refused

    def offer(self, participant: int) -> Offer:
        """What one of them answers to what the room asks now, always the same."""
        activity, round = self._asked(), self.board.step.round
        seed = f"{self.seed}.{activity.key}"
        before = self.board.books.get((activity.key, round - 1))
        asks_anew = activity.has_views or activity.token(round)
        earlier = before.values.get(participant) if before and not asks_anew else None
        lean = f"{seed}.{round}" if activity.has_views else seed  # another view is no second thought
        value = opinion(self._question(), self.temper, lean, participant, earlier)
        return Offer(_id(f"{seed}.{round}.{participant}"), activity.key, round, 1, value)

    async def act(self, moderates: bool = True) -> list[Refused]:
        """What they do besides and, unless somebody real facilitates, what is done with it; why some was refused."""
        activity, step, book = self._asked(), self.board.step, self.board.book()
        values = dict.fromkeys(self.board.people) if activity.hears else book.values if book else {}
        seed = f"{self.seed}.{activity.key}.{step.round}.{step.phase}"
        dice = dice_of(seed)
        state = folding.state(self.board, activity, step.round)
        refused = []
        for number, deed in enumerate(activity.pretend(step, dice, values, state)):
            action = Action(_id(f"{seed}.{number}"), activity.key, step.round, deed.what, deed.value)
            try:
                if deed.actor == FACILITATOR:
                    if moderates:
                        await self.stage.acts.moderate(self.board, action)
                else:
                    await self.stage.acts.take_now(self.board, deed.actor, action)
            except Refused as error:
                refused.append(error)
        return refused

    def go(self, people: Iterable[int]) -> None:
        """Their phones are gone: the Wi-Fi dropped, or they left."""
        self.stage.presence.stand_in(self.board, people, -1)

    def come_back(self, people: Iterable[int]) -> None:
        """They are here again."""
        self.stage.presence.stand_in(self.board, people, +1)

    def _question(self) -> Question:
        shown = texts(self.board)
        return self.board.asks().about(shown.result.wall() if isinstance(shown, Released) else ())

    def _asked(self) -> Activity:
        assert self.board.activity is not None
        return self.board.activity


def _id(seed: str) -> str:
    return UUID(int=dice_of(seed).getrandbits(128)).hex
