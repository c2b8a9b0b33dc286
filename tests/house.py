"""A Roomful database in a folder of its own, worked on one transaction at a time, without an event loop."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from pydantic import JsonValue
from sqlalchemy import event
from sqlmodel import Session, col, select

from server.activities import Choice, Slide
from server.activities.choice import Option
from server.activities.contract.activity import Activity
from server.phases import Phase
from server.refusals import Refused
from server.room import answer_rows, answers, facilitation, joining
from server.room.answers import Given, Offer
from server.room.facilitation import Moved
from server.room.joining import Seated
from server.store.database import engine
from server.store.models import Answer, Facilitator, Room, Round
from server.store.transaction import Job, Transaction
from server.workshops.content import Again, Module, Workshop
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
        (outcome,) = self.commit_all([job])
        if isinstance(outcome, Refused):
            raise outcome
        value: T = outcome
        return value

    def commit_all(self, jobs: Sequence[Job], traced: list[str] | None = None) -> list[Any]:
        """Run jobs as one group; what came of each. Whatever the database is asked is added to `traced`."""
        outcomes: list[Any] = []
        with self.engine.connect() as connection, connection.begin():
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.set_trace_callback(None if traced is None else traced.append)
            transaction = Transaction(connection, driver, jobs)
            try:
                for job in jobs:
                    try:
                        outcomes.append(job(transaction))
                    except Refused as refused:
                        outcomes.append(refused)
                transaction.settle()
            finally:
                transaction.end()
                driver.set_trace_callback(None)
        return outcomes

    def ask(self, question: str, *about: object) -> tuple[Any, ...]:
        """The first row that answers a question in SQL."""
        return self.all(question, *about)[0]

    def all(self, question: str, *about: object) -> list[tuple[Any, ...]]:
        """Every row that answers a question in SQL."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(question, about)]

    def read(self, look: Callable[[Session], T]) -> T:
        """Look at what is committed."""
        with Session(self.engine) as session:
            return look(session)

    def room(self, minimum: int = 5, workshop: Workshop = WORKSHOP, protected: bool = False) -> RoomAt:
        """A new room of Fay's."""
        room = self.commit(lambda tx: joining.open_room(tx, self.fay, workshop, minimum, "paper", protected))
        return RoomAt(self, room, workshop)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


class RoomAt:
    """One room of a house, in the verbs of those who use it."""

    def __init__(self, house: House, room: int, workshop: Workshop) -> None:
        self.house, self.id, self.items = house, room, workshop.run_of_show()

    @property
    def row(self) -> Room:
        """The room as it is stored."""
        return self.house.read(lambda session: session.get_one(Room, self.id))

    @property
    def stands(self) -> tuple[str, str, int]:
        """Phase, activity and round."""
        phase, activity, round = self.house.ask("SELECT phase, activity, round FROM room WHERE id = ?", self.id)
        return phase, activity, round

    def activity(self, key: str) -> Activity:
        """One activity of the room's workshop."""
        return next(item.activity for item in self.items if item.activity.key == key)

    def seat(self, token: str = "", capacity: int = 5_000) -> Seated:
        """Somebody takes the next seat."""
        return self.house.commit(lambda tx: joining.take_seat(tx, self.id, token or token_hex(8), capacity))

    def seats(self, people: int) -> list[int]:
        """So many people are here at once; their participant ids."""

        def sit(tx: Transaction) -> list[int]:
            (taken,) = tx.driver.execute("SELECT seats FROM room WHERE id = ?", (self.id,)).fetchone()
            crowd = [(self.id, token_hex(8), taken + seat) for seat in range(people)]
            tx.driver.executemany(
                "INSERT INTO participant (room_id, token_hash, seat, joined_move, seen_at)"
                " VALUES (?, ?, ?, 0, '2031-01-01 00:00:00.000000')",
                crowd,
            )
            tx.driver.execute("UPDATE room SET seats = seats + ? WHERE id = ?", (people, self.id))
            new = tx.driver.execute(
                "SELECT id FROM participant WHERE room_id = ? AND seat >= ? ORDER BY seat", (self.id, taken)
            )
            return [person for (person,) in new]

        return self.house.commit(sit)

    def move(self, verb: str, expects: int | None = None) -> Moved:
        """Fay makes a move, by default from where the room really stands."""
        seen = self.house.ask("SELECT moves FROM room WHERE id = ?", self.id)[0] if expects is None else expects
        moved = self.house.commit(lambda tx: facilitation.move(tx, self.id, verb, seen))
        assert moved is not None
        return moved

    def goto(self, phase: Phase, activity: str = "plan", round: int = 1) -> RoomAt:
        """Press Next until the room stands there."""
        (moves,) = self.house.ask("SELECT moves FROM room WHERE id = ?", self.id)

        def walk(tx: Transaction) -> None:
            for number in count(moves):
                moved = facilitation.move(tx, self.id, "next", number)
                assert moved is not None, "there is no such room"
                assert moved.applied, f"the room never came to {phase} of {activity}"
                if (moved.room.phase, moved.room.activity, moved.room.round) == (phase, activity, round):
                    return

        if self.stands != (phase, activity, round):
            self.house.commit(walk)
        return self

    def give(self, participant: int, offer: Offer) -> Given:
        """Somebody answers; raises `Refused`."""
        activity = self.activity(offer.activity)
        return self.house.commit(lambda tx: answers.give(tx, self.id, participant, activity, offer))

    def answer(self, values: Iterable[tuple[int, JsonValue]], activity: str = "plan", round: int = 1) -> None:
        """People answer, in this order, in one transaction."""
        kind = self.activity(activity)

        def all_of_them(tx: Transaction) -> None:
            for participant, value in values:
                stored = tx.driver.execute(
                    "SELECT rev FROM answer WHERE participant_id = ? AND activity = ? AND round = ?",
                    (participant, activity, round),
                ).fetchone()
                offer = an_offer(value, activity, round, rev=stored[0] + 1 if stored else 1)
                answers.give(tx, self.id, participant, kind, offer)

        self.house.commit(all_of_them)

    def rows(self) -> list[Answer]:
        """All answers, in the order of first answers."""
        return self.house.read(lambda session: list(answer_rows.of_room(session, self.id)))

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
