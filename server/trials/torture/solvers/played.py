"""A room that is played without a server, on a database of its own: the same rows, moves, scenes and exports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from pydantic import JsonValue
from sqlalchemy import event
from sqlmodel import Session

from server.activities.contract.activity import Activity
from server.phases import Phase
from server.reports import exports
from server.room import answers, comparing, facilitation, joining, presence, previews
from server.room.answers import Offer
from server.room.board import Board
from server.room.comparing import groups_follow, lag
from server.room.presence import Present
from server.room.previews import Taken
from server.settings import Settings
from server.stage import rows
from server.store.database import engine, migrate
from server.store.models import Facilitator, Room
from server.store.transaction import Transaction
from server.workshops.content import Module, Workshop

MOST_MOVES = 60
SAME = "0123456789abcdef"  # what is drawn by lot, so that two rooms can be laid side by side
Says = Mapping[int, JsonValue]


@dataclass(frozen=True)
class Script:
    """Who is in a room, by number, and what they say: their `roles`, if they are asked, then to the `activity`, round
    by round and in this order. Where its author has not planned a split, there is one on the spot if there may be."""

    activity: Activity
    role: Activity
    people: int
    roles: Says
    says: Sequence[Says]
    minimum: int = 5
    protected: bool = False

    @property
    def workshop(self) -> Workshop:
        """What is asked."""
        asked = (self.role, self.activity) if self.roles else (self.activity,)
        module = Module(module="solved", title="Solved", activities=asked)
        return Workshop(workshop="solved", title="Solved", minutes=60, modules=(module,))


class House:
    """A database with a facilitator in it."""

    def __init__(self, folder: Path) -> None:
        path = folder / "roomful.db"
        migrate(path)
        self.engine, self.settings = engine(path, writes=True), Settings()
        # Nothing here tests the disk, so nothing waits for it.
        event.listen(self.engine, "connect", lambda driver, _record: driver.execute("PRAGMA synchronous=OFF"))
        with self.change() as tx:
            tx.session.add(fay := Facilitator(name="Fay", password_hash=SAME))
            tx.session.flush()
            assert fay.id is not None
            self.fay: int = fay.id

    @contextmanager
    def change(self) -> Iterator[Transaction]:
        """One transaction."""
        with self.engine.begin() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            tx = Transaction(connection, driver)
            try:
                yield tx
                tx.settle()
            finally:
                tx.end()


class Played:
    """One room, from the first look at the activity on."""

    def __init__(self, house: House, script: Script) -> None:
        self.house, self.script = house, script
        with house.change() as tx:
            self.id = joining.open_room(tx, house.fay, script.workshop, script.minimum, "paper", script.protected)
            tx.session.get_one(Room, self.id).secret = SAME
            sat = [joining.take_seat(tx, self.id, token_hex(8), script.people) for _ in range(script.people)]
            self.seated = [each.participant for each in sat]
            presence.came_and_went(tx, {each: Present(self.id, here=True) for each in self.seated})
            self._say_roles(tx)

    def _say_roles(self, tx: Transaction) -> None:
        for number in range(MOST_MOVES):
            moved = facilitation.move(tx, self.id, "next", number)
            assert moved is not None
            if moved.room.activity == self.script.activity.key:
                return
            if moved.room.phase == Phase.OPEN:
                for who, role in self.script.roles.items():
                    self._give(tx, self.script.role, 1, who, role)

    def stops(self) -> Iterator[Board]:
        """The room at every stop, and whenever whoever facilitates sees more of an open round, until it ends."""
        for _ in range(MOST_MOVES):
            board = self.board()
            if board.step.phase is Phase.OPEN:
                for _ in self._answer(board.step.round):
                    yield self.board()
            elif board.step.phase is not Phase.READ:
                yield board
            if board.ended:
                return
            self._on(board)
        raise RuntimeError("this room never ends")

    def board(self) -> Board:
        """As a process makes it that has just started, but that nothing in it was drawn by lot."""
        with Session(self.house.engine) as session:
            board = rows.load(session, self.id, self.house.settings)
        assert board is not None
        board.room, board.code, board.screen_token = 1, "123456", SAME
        board.salt = board.salt and SAME
        return board

    def _answer(self, round: int) -> Iterator[None]:
        left = list(self.script.says[round - 1].items())
        while left:
            taken = None
            with self.house.change() as tx:
                while left and not taken:
                    self._give(tx, self.script.activity, round, *left.pop(0))
                    taken = self._preview(tx, round)
            if taken:
                yield

    def _preview(self, tx: Transaction, round: int) -> Taken | None:
        """What the stage asks for whenever somebody answered."""
        activity, items = self.script.activity, self.script.workshop.run_of_show()
        ways = comparing.of_room(tx.session, self.id)
        if groups_follow(items, ways, activity.key):
            return None
        asked, behind = activity.asked(round), lag(items, ways, activity, self.script.minimum)
        return previews.take(tx, self.id, (activity.key, round), asked, behind)

    def _give(self, tx: Transaction, activity: Activity, round: int, who: int, value: JsonValue) -> None:
        answers.give(tx, self.id, self.seated[who], activity, Offer(token_hex(16), activity.key, round, 1, value))

    def _on(self, board: Board) -> None:
        with self.house.change() as tx:
            for verb in (f"split:{self.script.role.key}", "next"):
                moved = facilitation.move(tx, self.id, verb, board.moves)
                assert moved is not None
                if moved.applied:
                    return
        raise RuntimeError("there is no way on")

    def archive(self) -> bytes:
        """The export, once it has sealed what it lets out."""
        with self.house.change() as tx:
            facilitation.seal(tx, self.id, exports.rounds_to_seal(tx.session, self.id))
            return exports.archive(tx.session, self.id)
