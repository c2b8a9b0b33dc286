"""What the phones see: one picture for the whole room; each phone adds what is its own.

Nothing personal is in it. A phone learns its seat and answers from its `you` message and shows them
by attributes (`static/js/phone/`).
"""

from __future__ import annotations

from collections.abc import Sequence

from server.activities.contract.texts import Texts
from server.charts.canvas import Canvas, Use
from server.charts.fan import Fan, fan
from server.charts.seats import capacity, people_a_dot
from server.phases import Phase
from server.results import texts
from server.results.outcomes import Kept, Outcome, Released, Withheld
from server.results.tables import is_move
from server.room.board import Board
from server.scenes import Scene, protection
from server.scenes.asks import asks, is_touched
from server.scenes.cards import held
from server.scenes.countdown import to_answer
from server.scenes.days import day
from server.scenes.outcome import SHOWN, outcome, split_by
from server.scenes.wall import gone
from server.shares import is_crowd

SMALL_ROOM = 2
MOST_GONE, MOST_GONE_BESIDE = 120, 6  # 11 bytes each, in a frame of 2 kB; beside groups, whose texts phones never had


def phone(board: Board, now: float) -> Scene:
    """The room's shared picture at this step."""
    phase = board.step.phase
    context: dict[str, object] = {
        "step": f"{board.item}.{phase}.{board.step.round}{'.blank' if board.blank else ''}",
        "phase": phase,
        "round": board.step.round,
        "small_room": board.minimum == SMALL_ROOM,
        "deleted_on": day(board.keep_until, board.language),
    }
    if phase is Phase.ENDED:
        kept = {item.activity.key: item.activity for item in board.items if item.activity.keeps}
        return Scene("scenes/phone/ended.html", context | {"keepsakes": list(kept.values())})
    if board.blank:
        return Scene("scenes/phone/blank.html", context)
    item = board.current
    if item is None:
        return Scene("scenes/phone/lobby.html", context | _lobby(board, now))
    later = any(step.phase is Phase.OPEN for step in item.steps[board.stop + 1 :])
    again = later and not item.activity.has_views
    context["view"] = item.activity.view(board.step.round) if phase in (Phase.OPEN, Phase.CLOSED) else None
    context |= {"activity": item.activity, "title": item.title, "again": again, "closed": _closed_move(board)}
    context["acting"] = phase in item.activity.acting
    context["gone"] = _gone(board)
    if phase is Phase.OPEN:
        fan = _fan(board, _seats(board, now))
        context |= {"fan": fan, "count": _answered(board, now), "protection": protection.of_ballot(board)}
        context["read_first"] = protection.reads_first(board)
        context["to_answer"] = to_answer(board, now)
        context |= _days(board)
    elif item.activity.hears:
        context |= {"card": held(board)}
    elif phase in SHOWN:
        context |= _results(board)
    return Scene("scenes/phone/activity.html", context)


def _days(board: Board) -> dict[str, object]:
    """When the round was opened, and the days that may be chosen, where people choose one."""
    asked, book = board.asks(), board.book()
    return {"opened": book.opened_ms if book else 0, "days": asked.days}


def told_beside(board: Board) -> dict[str, Scene]:
    """What may be asked beside everything, where anything was ever done about it: it comes behind each whole picture,
    too, and takes no room in it."""
    told = asks(board)
    return {"asks": Scene("scenes/phone/asks.html", {"asks": told})} if told.line or is_touched(board) else {}


def counts(board: Board, now: float) -> dict[str, Scene]:
    """What alone travels between moves: the numbers of people, by the id of the element that shows them."""
    if board.blank:
        return {}
    parts = told_beside(board)
    if board.step.phase is Phase.LOBBY:
        return parts | {"people": Scene("scenes/phone/people.html", {"people": len(_seats(board, now))})}
    if board.step.phase is Phase.OPEN:
        parts["answered"] = Scene("scenes/phone/answered.html", {"count": _answered(board, now)})
    found = _found(board)
    if found is not None:
        parts["found"] = found
    gone = _gone(board, MOST_GONE if found is None else MOST_GONE_BESIDE)
    if gone is not None:  # texts go while they are marked, too
        parts["gone"] = Scene("scenes/phone/gone.html", {"gone": gone})
    return parts


def _found(board: Board) -> Scene | None:
    """A picture that hands may still change."""
    shown = outcome(board)
    picture = shown.result.picture(Canvas(Use.PHONE)) if isinstance(shown, Released) else None
    if shown is None or picture is None or not picture.live:
        return None
    finding = texts.finding(shown, board.language)
    return Scene("scenes/phone/found.html", {"picture": picture, "finding": finding, "lead": _leads(board, shown)})


def _leads(board: Board, shown: Outcome) -> bool:
    """Whether the finding stands above the picture: what was compared, the big screen does not show any more."""
    return board.step.phase is Phase.SHIFT or (isinstance(shown, Released) and shown.sides is not None)


def _gone(board: Board, most: int = MOST_GONE) -> str | None:
    """The tags of texts that are not out any more, so that phones that fetched them take them away; None where there
    are no texts."""
    if board.activity is None or not isinstance(board.activity.poses(), Texts):
        return None
    return " ".join(gone(board)[-most:])


def _lobby(board: Board, now: float) -> dict[str, object]:
    seats = _seats(board, now)
    return {"fan": _fan(board, seats), "people": len(seats), "protection": protection.of_room(board)}


def _seats(board: Board, now: float) -> list[int]:
    return [person.seat for _, person in board.here(now)]


def _answered(board: Board, now: float) -> dict[str, int]:
    book = board.book()
    return {"answered": len(book.values) if book else 0, "people": len(_seats(board, now))}


def _fan(board: Board, seats: Sequence[int]) -> dict[str, object]:
    """The fan of seats; in a large room one dot stands for several people."""
    highest = max((person.seat for person in board.people.values()), default=0) + 1
    each = people_a_dot(highest)
    shown: Fan = fan(capacity(-(-highest // each)), {seat // each for seat in seats})
    return {"shape": shown, "each": each}


def _closed_move(board: Board) -> int | None:
    book = board.book()
    return book.closed_move if book else None


def _results(board: Board) -> dict[str, object]:
    shown = outcome(board) or Withheld(0, board.minimum)
    picture = shown.result.picture(Canvas(Use.PHONE)) if isinstance(shown, Released) else None
    return {
        "finding": texts.finding(shown, board.language),
        "lead": _leads(board, shown),
        "changed": texts.changed(shown, board.language),
        "card": held(board),
        "people": shown.people,
        "crowd": is_crowd(shown.people),
        "picture": picture,
        "kept": isinstance(shown, Kept),
        "explains": board.activity.explains if picture and board.activity else None,
        "sides": shown.sides if isinstance(shown, Released) else None,
        "by": split_by(board),
        "minimum": board.minimum,
        "roads": _roads(shown),
    }


def _roads(shown: Outcome) -> str:
    """The from-to groups that may be seen, as "BA27 CA5": 27 people went from B to A; between places with letters."""
    if not isinstance(shown, Released) or "" not in shown.moves:
        return ""
    moves = shown.moves[""]
    letters = [place.letter for place in moves.places]
    if not all(letters):
        return ""
    roads = sorted((road, people) for road, people in moves.cells.items() if is_move(road))
    return " ".join(f"{letters[origin]}{letters[goal]}{people}" for (origin, goal), people in roads)
