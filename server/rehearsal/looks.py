"""What everybody sees at a stop, drawn for each audience in each language of the workshop, and whether it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from server.clock import monotonic
from server.phases import Phase
from server.rehearsal.faults import Fault
from server.results.outcomes import Undrawn, Withheld
from server.room.board import Board
from server.scenes import Scene
from server.scenes.cards import cards
from server.scenes.console import Console, console
from server.scenes.outcome import outcome, state
from server.scenes.phone import counts, phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.stage.redraw import Redraw

WHOLE_BYTES, COUNT_BYTES = 8_000, 2_000
SCREENS: dict[str, Callable[[Board, float], Scene]] = {
    "the big screen": screen,
    "phones": phone,
    "the console": console,
}


def faults(board: Board, redraw: Redraw) -> Iterator[Fault]:
    """Whatever is wrong with what is seen now."""
    at = where(board)
    for language in board.workshop.languages:
        spoken = replace(board, language=language)
        undrawn = [Fault(at, what, SHORT_OR_TELL) for what in _not_drawn(spoken)]
        yield from undrawn
        if not undrawn:
            yield from _too_large(spoken, redraw)
    yield from _not_shown(board)


def where(board: Board) -> str:
    """The stop, as the author knows it."""
    if board.activity is None:
        return "after the end" if board.ended else "in the lobby"
    return f"{board.activity.key}, {board.step.phase} {board.step.round}"


SHORT_OR_TELL = "try it with fewer or shorter texts, and tell who made this kind of activity"
UNDRAWN = "its result cannot be drawn"


def _not_drawn(board: Board) -> Iterator[str]:
    for audience, scene in SCREENS.items():
        try:
            shown = scene(board, monotonic())
            html(shown, board.language)
        except Exception as error:  # whatever it is: it would be an empty screen in front of people
            yield f"{audience} cannot be drawn in '{board.language}' ({type(error).__name__}: {error})"
        else:
            told = shown.context.get("console")
            if isinstance(told, Console) and told.undrawn:
                yield UNDRAWN


def _too_large(board: Board, redraw: Redraw) -> Iterator[Fault]:
    sizes = {"its frame for phones": (redraw.size_for_phones(board), WHOLE_BYTES)}
    parts = (html(part, board.language) for part in counts(board, monotonic()).values())
    sizes["its count for phones"] = (sum(len(part.encode()) for part in parts), COUNT_BYTES)
    for what, (size, most) in sizes.items():
        if size > most:
            yield Fault(
                where(board),
                f"{what} takes {size:,} bytes in '{board.language}', and {most:,} is the most on bad Wi-Fi",
                "shorten its longest texts",
            )


def _not_shown(board: Board) -> Iterator[Fault]:
    shown, book = outcome(board), board.book()
    if isinstance(shown, Undrawn) or isinstance(state(board), Undrawn):
        yield Fault(where(board), UNDRAWN, SHORT_OR_TELL)
    elif isinstance(shown, Withheld) and book is not None and len(book.values) >= board.minimum:
        yield Fault(where(board), f"its result stays hidden with {len(book.values)} answers", SHORT_OR_TELL)
    elif shown is not None and board.step.phase in (Phase.TALK, Phase.SHIFT) and not cards(board):
        yield Fault(where(board), "there is no cue card to hold", "give it a card 'open' in its 'cues'")
