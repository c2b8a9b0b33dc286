"""The facilitator's console: where am I, what happens, what do I say, and one next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.activities.contract.activity import Activity
from server.activities.contract.event import State
from server.activities.contract.pool import Moves, Silence
from server.activities.contract.result import Picture
from server.activities.contract.say import Sentence
from server.activities.contract.text import Text, in_language
from server.charts.canvas import Canvas, Use
from server.results import cues
from server.results.outcomes import Kept, Outcome, Released, Sides, Undrawn
from server.room.board import Board
from server.room.facilitation import Offer, Stand, offers
from server.room.pretence import Pretence
from server.scenes import Scene, asks, private
from server.scenes.cards import cards, foreseen
from server.scenes.closing import closing
from server.scenes.countdown import Clock, Clocked, clock, clocked
from server.scenes.crowd import Crowd, crowd
from server.scenes.next_step import Next, next_steps
from server.scenes.outcome import outcome, state
from server.scenes.private import VOTING
from server.scenes.progress import Progress, progress
from server.scenes.run_of_show import Line, Plan, Stage, asks_at, lines, plan, stages
from server.scenes.screen import screen

LONG_SPEECH = 190  # signs that fit beside what to listen for at the usual size
OTHER_CARDS = 2


@dataclass(frozen=True, slots=True)
class Speech:
    """What to say where the room stands now; `long` where it needs smaller type."""

    sentences: Sequence[Sentence]
    long: bool


@dataclass(frozen=True, slots=True)
class Console:
    """Everything the console says while the room runs. `answered` is None where nothing is asked; `step` is how many
    more answers the next preview takes in, and `lag` how many it leaves out; `pretence` how the people of a rehearsal
    behave, `rehearses` the key of what may be rehearsed from here. `floor` is what people ask `beside` everything, and
    `lifts`, that one of it stands on the screen: then Next takes it down."""

    room: int
    code: str
    moves: int
    phase: str
    round: str
    workshop: Text
    minimum: int
    theme: str
    blank: bool
    inviting: bool
    locked: bool
    screens: int
    screen: str
    crowd: Crowd
    lines: list[Line]
    asks_at: int
    plan: Plan
    stages: list[Stage]
    clock: Clock | None
    activity: Activity | None
    title: Text | None
    speech: Speech | None
    listen_for: tuple[Text, ...]
    answered: int | None
    state: State
    outcome: Outcome | None
    kept: bool
    tray: object
    texts_round: int
    lag: int
    step: int
    picture: Picture | None
    compared: Moves | None
    sides: Sides | None
    splits: tuple[Offer, ...]
    silence: Silence | None
    groups_follow: bool
    can_look: bool
    progress: Progress | None
    cards: tuple[cues.Card, ...]
    talks: bool
    next_steps: tuple[Next, ...]
    last_item: bool
    clocked: Clocked | None
    beside: Activity
    beside_round: int
    floor: object
    takes: bool
    lifts: bool
    pretence: Pretence | None = None
    rehearses: str = ""

    @property
    def undrawn(self) -> bool:
        """Whether there is a result that its kind failed to make."""
        return isinstance(self.outcome, Undrawn)


def console(board: Board, now: float) -> Scene:
    """The console as it is now; after the end it turns into the closing page.

    The names of the big screen's scene lie beside `console`, so that the same templates draw the preview.
    """
    if board.ended:
        return Scene("scenes/console/ended.html", {"console": closing(board)})
    shown = screen(board, now)
    return Scene(
        "scenes/console/running.html", {**shown.context, "console": _running(board, now), "preview": shown.template}
    )


def _running(board: Board, now: float) -> Console:
    item, answered, people, happened = board.current, _answered(board), crowd(board, now), state(board)
    tray = private.tray(board)
    result = next((each for each in (happened, tray) if isinstance(each, Undrawn)), None) or private.result(board)
    spoken = item or board.items[0]  # in the lobby one reads what to say first
    return Console(
        room=board.room,
        code=board.code,
        moves=board.moves,
        phase=board.step.phase.value,
        round=f"{board.item}.{board.step.round}",
        workshop=board.workshop.title,
        minimum=board.minimum,
        theme=board.theme,
        blank=board.blank,
        inviting=board.inviting,
        locked=board.locked,
        screens=board.screens,
        screen=f"/screen/{board.screen_token}",
        crowd=people,
        lines=lines(board),
        asks_at=asks_at(board),
        plan=plan(board),
        stages=stages(board),
        clock=clock(board, now),
        activity=board.activity,
        title=item.title if item else None,
        speech=_speech(spoken.said(board.stop if item else 0), board.language),
        listen_for=spoken.listen_for,
        answered=answered,
        state=happened,
        outcome=result,
        kept=isinstance(outcome(board), Kept),
        tray=None if isinstance(tray, Undrawn) else tray,
        texts_round=private.texts_round(board),
        lag=private.lags(board),
        step=private.step(board),
        picture=result.result.picture(Canvas(Use.DESK)) if isinstance(result, Released) else None,
        compared=_roads(result),
        sides=result.sides if isinstance(result, Released) else None,
        splits=tuple(offers(board.facts(), Stand(board.item, board.stop, board.ended))),
        silence=private.silence(board),
        groups_follow=private.groups_follow(board),
        can_look=private.can_look(board),
        progress=None if answered is None else progress(answered, people.here),
        cards=cards(board)[: 1 + OTHER_CARDS] or (foreseen(board) if tray and not isinstance(tray, Undrawn) else ()),
        talks=item is not None and item.talks(board.stop),
        next_steps=next_steps(board),
        last_item=board.item + 1 == len(board.items),
        clocked=clocked(board),
        beside=asks.heard_now(board),
        beside_round=asks.round_of(asks.heard_now(board)),
        floor=asks.floor(board),
        takes=asks.takes(board),
        lifts=asks.lifted(board) is not None,
        pretence=board.pretence if board.rehearsal else None,
        rehearses="" if board.rehearsal or item else board.workshop.workshop,
    )


def _speech(sentences: Sequence[Sentence], language: str) -> Speech | None:
    signs = sum(len(in_language(sentence.text, language)) for sentence in sentences)
    return Speech(sentences, signs > LONG_SPEECH) if sentences else None


def _answered(board: Board) -> int | None:
    """How many answered the round that is open, or was closed and not yet shown."""
    if board.step.phase not in VOTING:
        return None
    book = board.book()
    return len(book.values) if book else 0


def _roads(result: Outcome | None) -> Moves | None:
    """Who moved, where the roads have letters; else the picture says it."""
    moves = result.moves.get("") if isinstance(result, Released) else None
    return moves if moves and all(place.letter for place in moves.places) else None
