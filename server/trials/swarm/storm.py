"""A crowd that keeps changing its mind: the load under which faults are made."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from secrets import SystemRandom
from time import monotonic

from server.trials.swarm.crowd import Crowd
from server.trials.swarm.diary import Key
from server.trials.swarm.outbox import Pending
from server.trials.swarm.phone import Phone
from server.trials.swarm.step import guess

PAUSE_SECONDS = (0.15, 0.6)
_chance = SystemRandom()


class Storm(Crowd):
    """Between `rage` and `calm` every phone answers again soon after each ack."""

    key: Key | None = None
    done: Mapping[str, str] = {}
    """What there is to do besides answering, by the kind of activity."""
    back: dict[Phone, float]
    codes: dict[int, int]

    def rage(self, key: Key) -> None:
        """Begin to answer in one round."""
        self.key = key
        for phone in self.phones:
            self._soon(phone, 0)

    def calm(self) -> None:
        """Answer no more; what is on its way stays on its way."""
        self.key = None

    def watch(self) -> None:
        """From now on note with which codes links are lost, and when each phone is back."""
        self.back, self.codes = {}, {}

    def settled(self, phone: Phone, pending: Pending) -> None:
        """Think a moment, then answer again."""
        super().settled(phone, pending)
        self._soon(phone, PAUSE_SECONDS[0])

    def linked(self, phone: Phone) -> None:
        """A phone is back."""
        super().linked(phone)
        if hasattr(self, "back"):
            self.back[phone] = monotonic()

    def unlinked(self, phone: Phone, code: int) -> None:
        """A phone lost its link."""
        super().unlinked(phone, code)
        if hasattr(self, "codes"):
            self.codes[code] = self.codes.get(code, 0) + 1

    def _soon(self, phone: Phone, least: float) -> None:
        if self.key is not None:
            asyncio.get_running_loop().call_later(_chance.uniform(least, PAUSE_SECONDS[1]), self._again, phone)

    def _again(self, phone: Phone) -> None:
        if self.key is None or self.key in phone.outbox.waiting or phone.stopped:
            return
        value = guess(phone.step, self.key, _chance)
        if value is None:
            self._soon(phone, PAUSE_SECONDS[0])
        else:
            phone.answer(*self.key, value)
            if what := self.done.get(phone.step["kind"]):
                phone.doings.put(*self.key, what, monotonic())
