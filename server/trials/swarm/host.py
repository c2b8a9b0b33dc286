"""Whom a phone tells what happens to it: the crowd that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from server.trials.swarm.outbox import Pending

if TYPE_CHECKING:
    from server.trials.swarm.phone import Phone


class Host(Protocol):
    """Who is told what happens to a phone."""

    def linked(self, phone: Phone) -> None:
        """The phone knows its own state again."""

    def unlinked(self, phone: Phone, code: int) -> None:
        """A link that was there is gone."""

    def gives(self, phone: Phone) -> None:
        """One more round has an answer of this phone on its way."""

    def settled(self, phone: Phone, pending: Pending) -> None:
        """An answer was acked or refused for good."""

    def framed(self, phone: Phone, payload: bytes) -> None:
        """A picture or its counts arrived."""
