"""The big screen: what the whole room sees, from the lobby to the thanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.activities.contract.activity import Activity
from server.activities.contract.called import Called
from server.activities.contract.event import State
from server.activities.contract.pool import Moves
from server.activities.contract.question import Place
from server.activities.contract.result import Cells, Phrase, Picture
from server.activities.contract.text import Text, in_language
from server.charts.canvas import Canvas, Use
from server.phases import Phase, Step
from server.results import cues, texts
from server.results.outcomes import Kept, Outcome, Released, Sides, Undrawn, Withheld
from server.room.board import Board
from server.scenes import Scene, countdown
from server.scenes.asks import heard_now, lifted
from server.scenes.cards import held
from server.scenes.invitation import Invitation, invitation
from server.scenes.outcome import heard, outcome, split_by, state
from server.scenes.outcome import texts as texts_asked
from server.scenes.seating import Seating, seating
from server.shares import quarters


@dataclass(frozen=True, slots=True)
class Clock:
    """The talk timer, in ms: `ends` on the server's clock, None while it stands still; `left` now."""

    ends: int | None
    left: int


@dataclass(frozen=True, slots=True)
class Show:
    """Everything the big screen says; what a phase does not show is None."""

    moves: int
    phase: Phase
    round: int
    theme: str
    door: Invitation
    workshop: Text
    here: int
    answered: int
    minimum: int
    title: Text | None
    activity: Activity | None
    rehearsal: bool = False
    seats: Seating | None = None
    state: State = None
    outcome: Outcome | None = None
    finding: str = ""
    headline: str = ""
    places: Sequence[Place] = ()
    compared: Moves | None = None
    sides: Sides | None = None
    by: Text | None = None
    picture: Picture | None = None
    cells: Cells | None = None
    explains: Text | None = None
    card: cues.Card | None = None
    clock: Clock | None = None
    to_answer: countdown.Clock | None = None

    @property
    def quarter(self) -> int:
        """How much of the room has answered, in steps that are worth reading out."""
        return quarters(self.answered, self.here)

    @property
    def called(self) -> Phrase | None:
        """What is done here where nobody votes."""
        return self._called.wall if self._called else None

    @property
    def hidden(self) -> Phrase | None:
        """What stays hidden while it is done."""
        return self._called.hidden if self._called else None

    @property
    def _called(self) -> Called | None:
        return self.activity.called(Step(self.phase, self.round)) if self.activity else None

    @property
    def below(self) -> str:
        """What stands below the headline of a result, by the name of its template."""
        return "result" if self.picture else "undrawn" if isinstance(self.outcome, Undrawn) else "withheld"

    @property
    def kept(self) -> bool:
        """Whether the room talks about a result that it has not seen: what was asked stays on the screen."""
        return isinstance(self.outcome, Kept)


def screen(board: Board, now: float) -> Scene:
    """What the big screen shows now."""
    show = _plain(board, now)
    if board.blank and show.phase is not Phase.ENDED:
        return Scene("scenes/screen/blank.html", {"show": show})
    if board.inviting and show.phase is not Phase.ENDED:
        show = replace(show, seats=seating(board, now, voting=False))
        return Scene("scenes/screen/invitation.html", {"show": show})
    up = lifted(board)
    if up is not None and not (board.activity and board.activity.hears):
        show = _heard(board, heard_now(board), show, now)
        return Scene(f"activities/{heard_now(board).kind}/lifted.html", {"show": show})
    if show.phase in (Phase.LOBBY, Phase.ENDED):
        show = replace(show, seats=seating(board, now, voting=False))
        return Scene(f"scenes/screen/{show.phase}.html", {"show": show})
    if board.activity and board.activity.hears:
        show = _heard(board, board.activity, show, now)
    if board.activity and board.activity.takes_answers:
        show = _results(board, show, now)
        if show.picture is None:
            show = replace(show, seats=seating(board, now, voting=show.phase is not Phase.READ))
    return Scene("scenes/screen/activity.html", {"show": show})


def _plain(board: Board, now: float) -> Show:
    """What every phase has."""
    book = board.book()
    return Show(
        moves=board.moves,
        phase=board.step.phase,
        round=board.step.round,
        theme=board.theme,
        door=invitation(board.address, board.code),
        workshop=board.workshop.title,
        here=sum(1 for _ in board.here(now)),
        answered=len(book.values) if book else 0,
        minimum=board.minimum,
        title=board.current.title if board.current else None,
        activity=board.activity,
        rehearsal=board.rehearsal,
        places=_lettered(board.activity),
        to_answer=countdown.to_answer(board, now),
    )


def _lettered(activity: Activity | None) -> Sequence[Place]:
    """The places whose letters stand for them in a card."""
    parts = activity.poses().parts if activity else ()
    own = [Place(part.key, part.label, part.letter) for part in parts if part.letter]
    return own or [place for part in parts for place in part.places if place.letter]


def _results(board: Board, show: Show, now: float) -> Show:
    """What happens while a round is asked; of a released one the picture, the sentence and, once it is time to talk,
    the card."""
    happened = state(board)
    shown = happened if isinstance(happened, Undrawn) else outcome(board)
    if shown is None:
        about = texts_asked(board)
        hung = about.result.picture(Canvas(Use.SCREEN, board.salt)) if isinstance(about, Released) else None
        return replace(show, state=happened, picture=hung)
    finding = texts.finding(shown, board.language)
    show = replace(show, outcome=shown, finding=finding, headline=_headline(board, shown) or finding)
    show = replace(show, card=held(board), clock=_clock(board, now) if show.phase is Phase.TALK else None)
    if not isinstance(shown, Released):
        return show
    picture = shown.result.picture(Canvas(Use.SCREEN, board.salt))
    show = replace(show, sides=shown.sides, by=split_by(board) if shown.sides else None)
    compared = next(iter(shown.moves.values()), None)
    explains = board.activity.explains if board.activity else None
    return replace(show, picture=picture, cells=shown.result.cells(), compared=compared, explains=explains)


def _heard(board: Board, activity: Activity, show: Show, now: float) -> Show:
    """What people say without being asked: what is out of it, and while the room talks about it the card."""
    shown = heard(board, activity)
    finding = texts.finding(shown, board.language)
    talks = activity is board.activity
    show = replace(show, outcome=shown, finding=finding, headline=finding or in_language(activity.asks, board.language))
    if talks:
        show = replace(show, card=held(board), clock=_clock(board, now) if show.phase is Phase.TALK else None)
    if not isinstance(shown, Released):
        return show
    return replace(show, picture=shown.result.picture(Canvas(Use.SCREEN, board.salt)), cells=shown.result.cells())


def _headline(board: Board, shown: Outcome) -> str:
    """The question, where it stays above its result."""
    activity = board.activity
    if activity is None:
        return ""
    stays = activity.question_stays and not (isinstance(shown, Released) and (shown.moves or shown.sides))
    stays = stays or isinstance(shown, Withheld) or (isinstance(shown, Released) and not shown.result.tells)
    return in_language(activity.asks, board.language) if stays or isinstance(shown, Kept) else ""


def _clock(board: Board, now: float) -> Clock:
    ends = board.timer.ends
    if ends is None:
        return Clock(None, round(board.timer.left * 1000))
    return Clock(round(ends * 1000), round((ends - now) * 1000))
