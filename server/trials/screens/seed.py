"""Made-up rooms, written into the database of a running server before anybody looks."""

import sqlite3
from pathlib import Path

from server.store.database import engine
from server.store.transaction import Transaction
from server.trials.screens.opinions import Moves, Opinions, Votes
from server.trials.screens.peopled import Place, Said, Scene, Walk
from server.trials.swarm.serving import Server
from server.workshops.content import Workshop
from server.workshops.files import Files
from server.workshops.loading import load

CONTENT = Path(__file__).resolve().parents[3] / "workshop_content"

# The picture of the design: who chose what at first, and who moved.
FIRST: Votes = {"A": 47, "B": 51, "C": 19, "D": 9}
MOVES: Moves = {("B", "A"): 27, ("C", "A"): 8, ("A", "C"): 6}


class Cast:
    """Fay, who facilitates, and rooms full of people, made in the server's own database."""

    def __init__(self, database: Path, server: Server) -> None:
        self.database, self.server = database, server
        self.desk = server.desk()
        self.late = load(CONTENT / "late-shipment", Files(CONTENT))

    @property
    def fay(self) -> tuple[str, str]:
        """The cookie of her sign-in."""
        name, _, token = self.desk.cookie.partition("=")
        return name, token

    def room(
        self,
        phase: str,
        people: int,
        answered: int | None = None,
        *,
        workshop: Workshop | None = None,
        first: Votes | None = None,
        moves: Moves | None = None,
        theme: str = "paper",
        minimum: int = 5,
        blank: bool = False,
        said: Said | None = None,
        hands: float = 1,
    ) -> Place:
        """A room at a phase ("open 2") of the first item with two rounds, or of the first with answers; of the last,
        where it is given what people `said`, by the key of the activity. Of what
        a made-up facilitator does with texts, this share is done."""
        many = people if answered is None else answered
        opinions = Opinions(people, many, first, moves)
        return self._made(Scene(workshop or self.late, phase, opinions, said or {}, hands), theme, minimum, blank)

    def room_after(self, moves: int, people: int, workshop: Workshop, said: Said) -> Place:
        """A room in which Next was pressed so often, and everybody answered whatever was asked on the way."""
        return self._made(Walk(workshop, "", Opinions(people, people), said, 1, moves))

    def _made(self, scene: Scene, theme: str = "paper", minimum: int = 5, blank: bool = False) -> Place:
        made = engine(self.database, writes=True)
        with made.begin() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            transaction = Transaction(connection, driver)
            place = scene.into(transaction, theme, minimum, blank)
            transaction.settle()
            transaction.end()
        made.dispose()
        return place
