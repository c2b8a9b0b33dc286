"""A Roomful database in a folder of its own, worked on one transaction at a time, without an event loop."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from pydantic import JsonValue
from sqlalchemy import event
from sqlmodel import Session, col, select

from server import answers, facilitation, joining
from server.activities import Choice, Slide
from server.activities.base import Activity, Phase
from server.activities.choice import Option
from server.answers import Given, Offer
from server.database import engine
from server.facilitation import Moved
from server.joining import Seated
from server.models import Answer, Facilitator, Room, Round
from server.workshops.content import Again, Module, Workshop
from server.writer import Transaction
from tests.people import FAY

T = TypeVar("T")

WELCOME = Slide(key="welcome", kind="slide", title="Welcome", minutes=1, heading="Welcome")
PLAN = Choice(
    key="plan",
    kind="choice",
    title="The plan",
    minutes=5,
    question="What do you do first?",
    options=tuple(Option(key=key, text=f"Say {key}") for key in ("call", "wait", "ship")),
    rounds=2,
)
AGREE = Choice(
    key="agree",
    kind="choice",
    title="One sentence",
    minutes=5,
    question="Is this true for us?",
    options=(Option(key="yes", text="Yes"), Option(key="no", text="No")),
)
WORKSHOP = Workshop(
    workshop="small",
    title="A small workshop",
    minutes=20,
    modules=(Module(module="small", title="Small", activities=(WELCOME, PLAN, AGREE, Again(again="plan"))),),
)


class House:
    """A database with Fay in it. `commit` does what the writer does, on this thread."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self.path = folder / "roomful.db"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(empty, self.path)
        self.engine = engine(self.path, writes=True)
        # Nothing here tests the disk, so nothing waits for it.
        event.listen(self.engine, "connect", lambda driver, _record: driver.execute("PRAGMA synchronous=OFF"))
        fay = self.commit(lambda tx: _add(tx, Facilitator(name=FAY.name, password_hash="unknown")))
        assert fay.id is not None
        self.fay: int = fay.id

    def commit(self, job: Callable[[Transaction], T]) -> T:
        """Run a job in a transaction of its own."""
        with self.engine.connect() as connection, connection.begin():
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            transaction = Transaction(connection, driver)
            try:
                value = job(transaction)
                transaction.settle()
            finally:
                transaction.end()
        return value

    def read(self, look: Callable[[Session], T]) -> T:
        """Look at what is committed."""
        with Session(self.engine) as session:
            return look(session)

    def room(self, minimum: int = 5, workshop: Workshop = WORKSHOP) -> RoomAt:
        """A new room of Fay's."""
        return RoomAt(self, self.commit(lambda tx: joining.open_room(tx, self.fay, workshop, minimum, "paper")))

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


class RoomAt:
    """One room of a house, in the verbs of those who use it."""

    def __init__(self, house: House, room: int) -> None:
        self.house, self.id = house, room

    @property
    def row(self) -> Room:
        """The room as it is stored."""
        return self.house.read(lambda session: session.get_one(Room, self.id))

    @property
    def stands(self) -> tuple[str, str, int]:
        """Phase, activity and round."""
        row = self.row
        return row.phase, row.activity, row.round

    def activity(self, key: str) -> Activity:
        """One activity of the room's own copy of the workshop."""
        workshop = Workshop.model_validate(self.row.workshop)
        return next(item.activity for item in workshop.run_of_show() if item.activity.key == key)

    def seat(self, token: str = "", capacity: int = 5_000) -> Seated:
        """Somebody takes the next seat."""
        return self.house.commit(lambda tx: joining.take_seat(tx, self.id, token or token_hex(8), capacity))

    def seats(self, people: int) -> list[int]:
        """So many people take their seats at once; their participant ids."""
        return self.house.commit(
            lambda tx: [joining.take_seat(tx, self.id, token_hex(8), 5_000).participant for _ in range(people)]
        )

    def move(self, verb: str, expects: int | None = None) -> Moved:
        """Fay makes a move, by default from where the room really stands."""
        seen = self.row.moves if expects is None else expects
        moved = self.house.commit(lambda tx: facilitation.move(tx, self.id, verb, seen))
        assert moved is not None
        return moved

    def goto(self, phase: Phase, activity: str = "plan", round: int = 1) -> RoomAt:
        """Press Next until the room stands there."""
        wanted = (str(phase), activity, round)
        while self.stands != wanted:
            assert self.move("next").applied, f"the room never came to {wanted}"
        return self

    def give(self, participant: int, offer: Offer) -> Given:
        """Somebody answers; raises `Refused`."""
        activity = self.activity(offer.activity)
        return self.house.commit(lambda tx: answers.give(tx, self.id, participant, activity, offer))

    def answer(self, values: Iterable[tuple[int, str]], activity: str = "plan", round: int = 1) -> None:
        """People answer, in this order, in one transaction."""
        kind = self.activity(activity)

        def all_of_them(tx: Transaction) -> None:
            for participant, value in values:
                stored = tx.session.exec(
                    select(Answer.rev).where(
                        Answer.participant_id == participant, Answer.activity == activity, Answer.round == round
                    )
                ).first()
                answers.give(tx, self.id, participant, kind, an_offer(value, activity, round, rev=(stored or 0) + 1))

        self.house.commit(all_of_them)

    def rows(self) -> list[Answer]:
        """All answers, in the order of first answers."""
        return self.house.read(lambda session: list(answers.of_room(session, self.id)))

    def round(self, activity: str = "plan", round: int = 1) -> Round | None:
        """One opening of an activity, if it ever was."""
        wanted = select(Round).where(Round.room_id == self.id, Round.activity == activity, col(Round.round) == round)
        return self.house.read(lambda session: session.exec(wanted).first())


def an_offer(
    value: JsonValue = "call", activity: str = "plan", round: int = 1, rev: int = 1, answer_id: str = ""
) -> Offer:
    """What a phone sends, right but for what is changed."""
    return Offer(answer_id or token_hex(16), activity, round, rev, value)


def _add(tx: Transaction, row: Facilitator) -> Facilitator:
    tx.session.add(row)
    tx.session.flush()
    return row


@contextmanager
def living(folder: Path, empty: Path) -> Iterator[House]:
    """A house until the block ends."""
    house = House(folder, empty)
    try:
        yield house
    finally:
        house.close()
