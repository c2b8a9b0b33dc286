"""A room as it stands now, in memory: everything a scene is made from.

A board is a cache. It is built from rows, caught up from rows, and may be thrown away at any time.
Pooled results leave it through `disclosure` only; scenes never pool a book's values themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Nothing, Question
from server.clock import monotonic
from server.limits import Bucket
from server.phases import Phase, Step
from server.room.book import LOCAL, Book
from server.room.comparing import Facts, Ways
from server.room.pretence import Pretence
from server.workshops.beside import beside
from server.workshops.content import Item, Workshop

SEEN_SECONDS = 90
NEVER = float("-inf")
# Where sockets are blocked a phone asks every 3 s; one that has not for so long is on its way back.
POLLED_SECONDS = 12
# Of one person, over all their tabs: each answer is told to every other tab.
ANSWERS_PER_SECOND, ANSWERS_AT_ONCE = 100, 400


@dataclass(slots=True)
class Timer:
    """The clock of a talk, or of a round whose author set one. Seconds; `ends` is on the server's monotonic clock, None
    while paused or idle."""

    total: float = 0
    left: float = 0
    ends: float | None = None


@dataclass(slots=True)
class Person:
    """One participant: a seat, the move at which they came, how many browsers are linked now, when last seen, and when
    they last asked by plain HTTP (monotonic): never, until a browser has come with this seat, so that a seat alone
    counts nobody."""

    participant: int
    seat: int
    joined_move: int = 0
    here: bool = False
    links: int = field(default=0, metadata=LOCAL)
    seen: float = field(default=NEVER, metadata=LOCAL)
    polled: float = field(default=NEVER, metadata=LOCAL)
    answering: Bucket = field(
        default_factory=lambda: Bucket(ANSWERS_PER_SECOND, ANSWERS_AT_ONCE), compare=False, metadata=LOCAL
    )

    @property
    def is_linked(self) -> bool:
        """Whether a browser of theirs is linked, here or to another process."""
        return self.links > 0 or self.here

    def connected(self, now: float) -> bool:
        """Whether a browser of theirs is linked, or asks by plain HTTP."""
        return self.is_linked or now - self.polled < POLLED_SECONDS


class Shell(NamedTuple):
    """The phones' page, and what it was told of the room when it was drawn."""

    told: dict[str, object]
    page: bytes


@dataclass(slots=True)
class Board:
    """One room. `stop` is the place within the item's steps; item -1 is the lobby. `holders` tells participants by
    the hash of their token. `salt` names the dots of a result; it is drawn afresh at each reveal. `shell` is kept
    here to be forgotten with the board. `known_since` is when this process began to hear the room's phones; `trial`
    says how far the last phone came that tried the way in: here, socket or http; `pretence`, how the people of a
    rehearsal behave."""

    room: int
    code: str
    workshop: Workshop
    items: tuple[Item, ...]
    language: str
    minimum: int
    theme: str
    screen_token: str
    address: str
    item: int = -1
    stop: int = 0
    ended: bool = False
    protected: bool = False
    blank: bool = False
    locked: bool = False
    inviting: bool = False
    cue: int = 0
    moves: int = 0
    version: int = 0
    timer: Timer = field(default_factory=Timer)
    untimed: bool = False
    opened_at: float = 0
    started: float | None = None
    item_since: float = 0
    keep_until: str = ""
    people: dict[int, Person] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)
    books: dict[tuple[str, int], Book] = field(default_factory=dict)
    ways: Ways = field(default_factory=dict)
    screens: int = field(default=0, metadata=LOCAL)
    known_since: float = field(default_factory=monotonic, compare=False, metadata=LOCAL)
    trial: str = field(default="", metadata=LOCAL)
    salt: str = ""
    secret: str = ""
    facilitator: int = 0
    rehearsal: bool = False
    pretence: Pretence = field(default_factory=Pretence, metadata=LOCAL)
    shell: Shell | None = field(default=None, compare=False, repr=False, metadata=LOCAL)

    @property
    def current(self) -> Item | None:
        """The item of the run of show that the room is at; None in the lobby."""
        return self.items[self.item] if self.item >= 0 else None

    @property
    def activity(self) -> Activity | None:
        """The activity the room is at."""
        return self.current.activity if self.current else None

    @property
    def step(self) -> Step:
        """Phase and round."""
        if self.ended:
            return Step(Phase.ENDED, 0)
        return self.current.steps[self.stop] if self.current else Step(Phase.LOBBY, 0)

    @property
    def beside(self) -> Activity:
        """The activity that may be open beside everything."""
        return beside(self.items, self.language, self.workshop.foul)

    def activity_of(self, key: str) -> Activity | None:
        """The activity that has this key."""
        if self.activity is not None and self.activity.key == key:
            return self.activity
        found = next((item.activity for item in self.items if item.activity.key == key), None)
        return found or (self.beside if self.beside.key == key else None)

    def book(self, round: int | None = None) -> Book | None:
        """The answers of a round of the current activity (default: the round of the current step)."""
        if self.activity is None:
            return None
        return self.books.get((self.activity.key, self.step.round if round is None else round))

    def asks(self) -> Question:
        """What the present round asks; of the day on which it was opened, where that matters."""
        if self.activity is None:
            return Nothing()
        question, book = self.activity.asked(self.step.round), self.book()
        return question.opened(book.moment) if question.dated and book else question

    def facts(self) -> Facts:
        """What decides how rounds are laid side by side."""
        books = self.books.items()
        closed = {key for key, book in books if book.closed_move is not None}
        released = {key for key, book in books if book.released}
        previewed = {key for key, book in books if book.preview.covered}
        of_round = closed, released, previewed
        return Facts(self.items, self.minimum, self.ways, *of_round, self.protected, self._values)

    def _values(self, activity: str, round: int) -> Mapping[int, JsonValue]:
        book = self.books.get((activity, round))
        return book.values if book else {}

    def admit(self, person: Person, token_hash: str) -> None:
        """Somebody has a seat; who was known before stays as they are."""
        self.people.setdefault(person.participant, person)
        self.holders[token_hash] = person.participant

    def holder(self, token_hash: str) -> Person | None:
        """Who a token stands for in this room."""
        participant = self.holders.get(token_hash)
        return None if participant is None else self.people[participant]

    def has_answered(self, participant: int) -> bool:
        """Whether somebody has answered anything."""
        return any(participant in book.values for book in self.books.values())

    def here(self, now: float) -> Iterator[tuple[int, Person]]:
        """Who counts as being in the room: linked or seen in the last 90 s, or answered this round."""
        book = self.book()
        answered = book.values if book else {}
        for participant, person in self.people.items():
            if person.is_linked or now - person.seen < SEEN_SECONDS or participant in answered:
                yield participant, person
