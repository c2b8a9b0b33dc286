"""The tables. `Session` is a word of the database only; a live run of a workshop is a Room."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, String, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from server.clock import now
from server.store.columns import Id as Id
from server.store.columns import UTCDateTime as UTCDateTime

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


# Ids are never given again: an answer that a phone kept for a deleted room must not count in the next one.
NEVER_AGAIN = {"sqlite_autoincrement": True}


def _of_room() -> Any:
    return Column(Id, ForeignKey("room.id", ondelete="CASCADE"), nullable=False)


class House(SQLModel, table=True):
    """One row, made with the file: what belongs to the data and not to whoever serves them. `epoch` tells these data
    from any others."""

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    epoch: int = Field(sa_type=Id)


class Facilitator(SQLModel, table=True):
    """Somebody who may open rooms here."""

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    name: str = Field(unique=True)
    password_hash: str


class SignIn(SQLModel, table=True):
    """One browser in which a facilitator is signed in; deleting the row signs it out."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    token_hash: str = Field(unique=True)
    facilitator_id: int = Field(foreign_key="facilitator.id", sa_type=Id)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Room(SQLModel, table=True):
    """One live run of a workshop. `workshop` is the copy it was opened with.

    `item` and `stop` say where in the run of show it stands (item -1: lobby); `phase`, `activity` and
    `round` say the same in words, so the hot path needs no run of show. `version` grows with every
    commit that concerns the room, `moves` with every move. `open_code` is the code while the room is
    open, so that no two open rooms have the same. Where a room is `protected`, all its activities are sensitive.
    A `rehearsal` is a room of made-up people: never among the others, and nothing of it is kept.
    `salt` names the dots of a result, drawn afresh at each reveal; `secret` stays, and lots are cast with it.
    In an `untimed` one no round closes by itself.
    """

    __table_args__ = NEVER_AGAIN

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    code: str = Field(index=True)
    open_code: str | None = Field(default=None, index=True, unique=True)
    facilitator_id: int = Field(foreign_key="facilitator.id", sa_type=Id)
    workshop: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    language: str = "en"
    minimum: int = 5
    protected: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    rehearsal: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    theme: str = "paper"
    screen_token: str = Field(unique=True)
    address: str = ""
    item: int = -1
    stop: int = 0
    phase: str = "lobby"
    activity: str = ""
    round: int = 0
    blank: bool = False
    locked: bool = False
    inviting: bool = False
    cue: int = 0
    untimed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    timer_total: float = 0
    timer_left: float = 0
    timer_ends_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    item_since: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    moves: int = 0
    version: int = 0
    seats: int = 0
    salt: str = ""
    secret: str = Field(default_factory=lambda: token_hex(16), sa_column_kwargs={"server_default": ""})
    opened_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Participant(SQLModel, table=True):
    """One person in one room, known by a cookie whose hash is kept. `seat` is the place in the arc.

    `here` since a browser of theirs has linked, until the last one goes; `seen_at` is when that last changed.
    """

    __table_args__ = (UniqueConstraint("room_id", "seat"), NEVER_AGAIN)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    token_hash: str = Field(unique=True)
    seat: int
    joined_move: int = 0
    here: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    seen_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Answer(SQLModel, table=True):
    """What one participant gave in one round: one row, with a growing `rev`. `version` is that of the newest change;
    `first_version`, that of the first answer, puts people in the order in which they answered. `superseded` names the
    answers that stood here before, so that none of them comes back when it is sent again. It holds no time: with a
    preview, a time can name a person."""

    __table_args__ = (UniqueConstraint("room_id", "activity", "round", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    participant_id: int = Field(
        sa_column=Column(Id, ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    activity: str
    round: int
    answer_id: str
    rev: int
    value: str = Field(sa_column=Column(String, nullable=False))
    version: int
    first_version: int
    superseded: str = ""


class Event(SQLModel, table=True):
    """What somebody did inside an activity besides answering: a participant, or 0 the facilitator, -1 a clock. Never
    changed; a state is the fold over these in the order of versions."""

    __table_args__ = (UniqueConstraint("room_id", "actor", "action_id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    actor: int = Field(sa_type=Id)
    action_id: str
    activity: str
    round: int
    what: str
    value: str = Field(sa_column=Column(String, nullable=False))
    version: int
    at_ms: int = Field(sa_type=Id)


class Round(SQLModel, table=True):
    """One opening of an activity for answers. Once a pooled result was let out it never reopens; `shown` if it was on
    the screen, and not in an export alone. `cards` is how many of its cue cards were on the screen. `here` and `away`
    count who had sent nothing when it closed, with a browser linked then and without; numbers and no names, so that
    they stay what they were."""

    __table_args__ = (UniqueConstraint("room_id", "activity", "round"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    activity: str
    round: int
    opened_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    opened_move: int
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closed_move: int | None = None
    released_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    shown: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    cards: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    here: int | None = None
    away: int | None = None


class Comparison(SQLModel, table=True):
    """How the rounds of an activity are laid side by side in this room, decided once: `by` names the activity whose
    answers, of its `by_round`, split this `round`; where it is empty, it is told who moved between rounds."""

    __table_args__ = (UniqueConstraint("room_id", "activity"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    activity: str
    round: int
    by: str
    by_round: int


class Preview(SQLModel, table=True):
    """What the facilitator may see of a round while people answer, decided once: `shown` is how often each value was
    given by the first `covered` people. It holds no time and nobody's name."""

    __table_args__ = (UniqueConstraint("room_id", "activity", "round", "covered"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    activity: str
    round: int
    covered: int
    shown: list[Any] = Field(sa_column=Column(JSON, nullable=False))


class Move(SQLModel, table=True):
    """What a facilitator did, and when: the room's diary. Nothing here reads it back: who runs a server can look up
    what happened in a room, and a report will say from it how long each part took."""

    __table_args__ = (UniqueConstraint("room_id", "number"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    room_id: int = Field(sa_column=_of_room())
    number: int
    verb: str
    phase: str
    activity: str
    round: int
    made_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Deleted(SQLModel, table=True):
    """A room that is gone, and the version at which it went: nothing of what was said in it."""

    room: int | None = Field(default=None, primary_key=True, sa_type=Id, sa_column_kwargs={"autoincrement": False})
    version: int
    deleted_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
