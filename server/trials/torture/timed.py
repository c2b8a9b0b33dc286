"""A crowd that notes how long acks take."""

from __future__ import annotations

from time import monotonic

from server.trials.swarm.address import Address
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.diary import Key
from server.trials.swarm.outbox import Pending
from server.trials.swarm.phone import Phone


class Timed(Crowd):
    """`took` has the seconds from each answer's first sending to when it was settled, however often it was sent."""

    def __init__(self, address: Address, code: str) -> None:
        super().__init__(address, code)
        self.took: list[float] = []
        self._given: dict[str, float] = {}

    def give(self, phone: Phone, key: Key, value: object) -> None:
        """One of them answers."""
        self._given[phone.answer(*key, value).answer_id] = monotonic()

    def settled(self, phone: Phone, pending: Pending) -> None:
        """An ack is here."""
        super().settled(phone, pending)
        self.took.append(monotonic() - self._given.pop(pending.answer_id))
