"""A room that guesses how many can say their promise word for word, then answers, and sees both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from server.activities import Choice, Estimate
from server.activities.choice import Option
from server.phases import Phase
from server.reports import exports
from server.room import facilitation, previews
from server.room.board import Board, Timer
from server.settings import Settings
from server.stage import rows
from server.workshops.content import Module, Show, Workshop
from server.workshops.entries import Entry
from tests.house import AGREE, House, RoomAt

GUESS = Estimate(
    key="guess",
    kind="estimate",
    title="Predict the room",
    minutes=1,
    question="How many of us can say our promise word for word?",
    about="credo",
    of="word",
)
CREDO = Choice(
    key="credo",
    kind="choice",
    title="Word for word",
    minutes=2,
    question="Your company's promise: can you say it?",
    options=(
        Option(key="word", text="Word for word", short="know it word for word"),
        Option(key="gist", text="The gist of it", short="know the gist"),
        Option(key="none", text="I could not say"),
    ),
    sensitive=True,
)
SHOW = Show(show="guess", minutes=1)
ENTRIES: tuple[Entry, ...] = (GUESS, CREDO, SHOW, AGREE)
PEOPLE = 23


def workshop(*entries: Entry) -> Workshop:
    """These, in a workshop."""
    return Workshop(
        workshop="guesses", title="Guesses", minutes=9, modules=(Module(module="m", title="M", activities=entries),)
    )


class GuessRoom:
    """One room of 23, in the verbs of these tests."""

    def __init__(self, house: House, *entries: Entry, people: int = PEOPLE) -> None:
        self.at: RoomAt = house.room(5, workshop(*(entries or ENTRIES)))
        self.people = self.at.seats(people)

    def guess(self, *shares: int) -> GuessRoom:
        """The first people guess one each; all guess 40, unless it is said."""
        self.at.goto(Phase.OPEN, "guess")
        self.says("guess", list(shares or [40] * len(self.people)))
        return self

    def answer(self, word: int, people: int = PEOPLE, key: str = "credo", round: int = 1) -> GuessRoom:
        """So many of so many choose what was guessed about."""
        self.at.goto(Phase.OPEN, key, round)
        self.says(key, ["word"] * word + ["gist"] * (people - word), round)
        return self

    def says(self, key: str, values: Sequence[JsonValue], round: int = 1) -> None:
        """People answer in order, and whoever facilitates sees a preview."""
        self.at.answer([*zip(self.people, values, strict=False)], key, round)
        question, lag = self.at.activity(key).poses(), 5
        self.at.house.commit(lambda tx: previews.take(tx, self.at.id, (key, round), question, lag))

    def next(self) -> tuple[str, str, int]:
        """Where Next leads."""
        self.at.move("next")
        return self.at.stands

    def export(self) -> bytes:
        """The facilitator downloads what may leave."""
        at = self.at
        at.house.commit(lambda tx: facilitation.seal(tx, at.id, exports.rounds_to_seal(tx.session, at.id)))
        return at.house.read(lambda session: exports.archive(session, at.id))

    @property
    def board(self) -> Board:
        """The room as a process makes it that has just started; lots and times are the same in every such room."""
        made = self.at.house.read(lambda session: rows.load(session, self.at.id, Settings()))
        assert made is not None
        lots = replace(made, code="482917", salt="5a17", room=1, screen_token="s" * 22, secret="")
        return replace(lots, opened_at=0, started=0, item_since=0, timer=Timer())
