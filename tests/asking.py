"""Questions in a sample room: asked, shown, asked by others, too, and one of them lifted."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from server.activities.contract.event import FACILITATOR, Event
from server.room import folding
from server.room.board import Board
from server.room.book import Book
from server.scenes.asks import heard_now, round_of


def ask(board: Board, texts: Sequence[str], votes: Sequence[int] = (), lifts: bool = False, waiting: int = 0) -> None:
    """Each of the texts is asked by somebody else and shown, and so many ask it; `waiting` more are held."""
    activity = heard_now(board)
    book = board.books.setdefault((activity.key, round_of(activity)), Book())

    def happen(actor: int, what: str, value: JsonValue = None) -> None:
        book.note(Event(actor, what, value, 0))

    happen(FACILITATOR, "take")
    people = sorted(board.people) or [1]
    for at, text in enumerate(texts):
        happen(people[at % len(people)], "ask", text)
        release = folding.state(board, activity, round_of(activity)).release
        mark = release.mark(activity.heard(activity.start(0, "", [])).question.wording(text))  # type: ignore[union-attr]  # it hears
        happen(FACILITATOR, "show", {"mark": mark, "edition": release.edition(text)})
        for who in people[: votes[at] if votes else 0]:
            happen(who, "too", {"question": mark, "too": True})
        if lifts and at == 0:
            happen(FACILITATOR, "lift", mark)
    for number in range(waiting):
        happen(people[number % len(people)], "ask", f"A question that waits, number {number}?")
