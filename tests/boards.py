"""Sample rooms for tests of scenes: any phase, any number of people, made without a database.

`a_board(people=126, phase="revealed")` is the room of the design: 126 people, four answers. `first`
and `second` say how many chose each letter; `moves` says who went where between two votes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from pathlib import Path

from pydantic import JsonValue

from server.activities import Choice, Slide
from server.activities.choice import Option
from server.activities.contract.cues import Cues
from server.activities.contract.question import Lean
from server.activities.contract.say import Sentence
from server.activities.measures.nominal import Nominal
from server.dice import dice_of
from server.phases import Phase
from server.results.preview import Preview
from server.room.board import Board, Person, Timer
from server.room.book import Book
from server.workshops.content import Module, Workshop
from server.workshops.files import Files
from server.workshops.loading import load

NOW = 1_000.0
"""The server's monotonic clock in every sample board."""

Counts = Mapping[str, int]
Moves = Mapping[tuple[str, str], int]

LONG = (
    "Let us sign today at the quarter-end price, and I will personally make sure that the spring release has "
    "everything we talked about, even if it lasts until June"
)

WELCOME = Slide(
    key="welcome",
    kind="slide",
    title="Welcome",
    minutes=3,
    heading="Who speaks for the customer when the customer is not in the room?",
    body="Think of the last time something went wrong.\n\n- Who noticed **first**?\n- Who was told last?",
    say={"read": (Sentence(text="Welcome everybody."),)},
    listen_for=("People who name a person",),
)

FIRST_STEP = Choice(
    key="first-step",
    kind="choice",
    title="The late shipment",
    minutes=10,
    story="Friday, 16:40. The pallet your customer needs for Monday’s opening is still at the depot. "
    "The carrier says “in transit”. Nobody has told the customer.",
    question="What do you do first?",
    options=(
        Option(key="call", text="Call the customer now, before they call us"),
        Option(key="evidence", text="Get a firm date from the carrier, then call"),
        Option(key="re-ship", text="Re-ship tonight, settle the cost later"),
        Option(key="hand-over", text="Hand it to logistics, check on Monday"),
    ),
    rounds=2,
    say={
        "read": (Sentence(text="Read it as the customer would."),),
        "open": (Sentence(text="Vote without talking.", seconds=40),),
        "open.2": (Sentence(text="Vote once more."), Sentence(text="Stay or move: both take courage.", seconds=20)),
    },
    listen_for=("“We always do it that way”", "Somebody who has been the customer"),
    cues=Cues.model_validate({"moved": "Ask someone who moved: what did you hear that changed your answer?"}),
)

AGREE = Choice(
    key="agree",
    kind="choice",
    title="One sentence",
    minutes=5,
    question="Is this true for us?",
    options=(Option(key="yes", text="Yes"), Option(key="no", text="No")),
)

EIGHT = Choice(
    key="eight",
    kind="choice",
    title="Where it sticks",
    minutes=8,
    story="Eight desks, one case.",
    question="Where does a customer’s problem wait longest in our house?",
    options=tuple(
        Option(key=key, text=text)
        for key, text in {
            "sales": "Sales",
            "service": "Customer service, first line",
            "planning": "Planning",
            "depot": "The depot",
            "carrier": "The carrier’s desk",
            "finance": "Finance and credit notes",
            "legal": "Legal",
            "nobody": "With nobody: it falls between the desks",
        }.items()
    ),
    rounds=2,
)

LONGEST = Choice(
    key="longest",
    kind="choice",
    title="Quarter end",
    minutes=8,
    story="The customer would sign today. " + "The release they need is planned for spring and may be late. " * 10,
    question="The customer would sign today if we promised the spring release. "
    "What do you say to them, and who hears of it first, and why?",
    options=(
        Option(key="sign", text=LONG),
        Option(
            key="wait",
            text="Please wait. It is not right for you until the spring release, "
            "and I would rather lose this quarter than lose you.",
        ),
        Option(key="smaller", text="Sign a smaller contract now for what works today, with a review in April."),
    ),
    rounds=2,
)

WORKSHOP = Workshop(
    workshop="sample",
    title="Who is your customer’s advocate?",
    minutes=40,
    modules=(Module(module="sample", title="Sample", activities=(WELCOME, FIRST_STEP, AGREE, EIGHT, LONGEST)),),
)

SHIPPED = Path(__file__).resolve().parents[1] / "workshop_content"
SAMPLER = load(SHIPPED / "sampler", Files(SHIPPED))
"""One example of each kind, and of each thing that a kind can do."""

PICTURE = {"A": 47, "B": 51, "C": 19, "D": 9}
PICTURE_MOVES: Moves = {
    ("A", "B"): 1, ("A", "C"): 2, ("B", "A"): 27, ("B", "C"): 3,
    ("C", "A"): 5, ("C", "B"): 1, ("D", "A"): 3, ("D", "B"): 1,
}  # fmt: skip
REVEALING = (Phase.REVEALED, Phase.TALK, Phase.SHIFT)


def spread(people: int, letters: str = "ABCD") -> dict[str, int]:
    """`people` over the letters, in the proportions of the design's picture, nobody lost."""
    weights = [PICTURE.get(letter, 12) for letter in letters]
    shares = [people * weight // sum(weights) for weight in weights]
    for index in range(people - sum(shares)):
        shares[index % len(shares)] += 1
    return dict(zip(letters, shares, strict=True))


def a_board(
    people: int = 126,
    phase: str = "open",
    round: int = 1,
    activity: str = "first-step",
    *,
    answered: int | None = None,
    first: Counts | None = None,
    second: Counts | None = None,
    moves: Moves | None = None,
    only_first: int = 0,
    minimum: int = 5,
    theme: str = "paper",
    language: str = "en",
    blank: bool = False,
    locked: bool = False,
    inviting: bool = False,
    workshop: Workshop = WORKSHOP,
    talk_left: float = 120,
    clock_left: float | None = None,
    talking: bool = True,
    cue: int = 0,
    protected: bool = False,
) -> Board:
    """A room of `people`, all linked, at a phase.

    `answered` people (default: a third are still thinking while a vote is open, none afterwards) have
    answered the current round, spread like the picture unless `first` or `second` gives counts by
    letter. With two rounds `moves` moves people of the first vote; `only_first` of them leave before
    the second.
    """
    items = workshop.run_of_show()
    board = Board(1, "482917", workshop, items, language, minimum, theme, "s" * 22, "ask.example.org")
    board.blank, board.locked, board.inviting, board.cue, board.keep_until = blank, locked, inviting, cue, "2031-05-30"
    board.protected = protected
    board.people = {number: Person(number, number - 1, links=1, seen=NOW) for number in range(1, people + 1)}
    if phase == Phase.LOBBY:
        return board
    its = [index for index, item in enumerate(items) if item.activity.key == activity]
    board.item = next((at for at in its if any(step.phase == phase for step in items[at].steps)), its[0])
    board.started, board.item_since = NOW - 600, NOW - 60
    if phase == Phase.ENDED:
        board.ended = True
        return board
    steps = items[board.item].steps
    board.stop = next(index for index, step in enumerate(steps) if step.phase == phase and step.round in (0, round, 2))
    board.stop = next((i for i, step in enumerate(steps) if step == (phase, round)), board.stop)
    board.moves = board.stop + 2
    if phase == Phase.TALK:
        board.timer = Timer(120, talk_left, NOW + talk_left if talking else None)
    whole = items[board.item].activity.answer_seconds
    if phase == Phase.OPEN and whole:
        left = whole if clock_left is None else clock_left
        board.timer = Timer(whole, left, NOW + left if talking else None)
    _answer(board, answered, first, second, moves, only_first)
    return board


def _answer(
    board: Board,
    answered: int | None,
    first: Counts | None,
    second: Counts | None,
    moves: Moves | None,
    only_first: int,
) -> None:
    activity, step = board.activity, board.step
    if activity is None or not activity.takes_answers or step.phase is Phase.READ:
        return
    if not isinstance(activity.poses(), Nominal):
        _guess(board, answered)
        return
    keys = {place.letter: place.key for place in activity.poses().parts[0].places}
    everybody = sorted(board.people, key=lambda number: number * 61 % 127)
    if answered is None:
        answered = len(everybody) * 83 // 126 if step.phase is Phase.OPEN else len(everybody)
    now = answered if step.round == 1 else len(everybody)
    votes = _votes(everybody, first or spread(min(now, len(everybody)), "".join(keys)))
    _fill(board, 1, votes, keys, released=step.round == 2 or step.phase in REVEALING)
    if step.round == 2:
        again = _votes(everybody, second) if second else _moved(votes, _possible(votes, moves, keys))
        kept = dict(list(again.items())[only_first:][: None if step.phase is not Phase.OPEN else answered])
        _fill(board, 2, kept, keys, released=step.phase is Phase.SHIFT)


def _guess(board: Board, answered: int | None) -> None:
    """What made-up people say to a question of several parts."""
    assert board.activity is not None
    dice = dice_of(61)
    question, step = board.activity.poses(), board.step
    first = {who: question.guess(dice, Lean()) for who in board.people}
    second = {who: question.guess(dice, Lean(), value) for who, value in first.items()}
    for round, values in enumerate((first, second)[: step.round], 1):
        voting = step.phase is Phase.OPEN and round == step.round
        given = len(values) * 83 // 126 if answered is None and voting else answered
        _fill(
            board,
            round,
            dict(list(values.items())[: given if voting else None]),
            {},
            round < step.round or step.phase in REVEALING,
        )


def _votes(people: list[int], counts: Counts) -> dict[int, str]:
    letters = (letter for letter, number in counts.items() for _ in range(number))
    return dict(zip(people, letters, strict=False))


def _possible(votes: Mapping[int, str], moves: Moves | None, letters: Collection[str]) -> Moves:
    """The picture's moves, in the size of this room, as far as it has these answers, unless the test brings its own."""
    if moves is not None:
        return moves
    size = len(votes) / sum(PICTURE.values())
    return {road: round(people * size) for road, people in PICTURE_MOVES.items() if {*road} <= {*letters}}


def _moved(votes: Mapping[int, str], moves: Moves) -> dict[int, str]:
    left = dict(moves)
    after = dict(votes)
    for person, letter in votes.items():
        road = next((road for road, people in left.items() if road[0] == letter and people > 0), None)
        if road:
            left[road] -= 1
            after[person] = road[1]
    return after


def _fill(board: Board, round: int, votes: Mapping[int, JsonValue], keys: Mapping[str, str], released: bool) -> None:
    activity = board.activity
    assert activity is not None
    moves = count(round * 3)
    book = Book(opened_move=next(moves), released=released)
    for person, letter in votes.items():
        book.enter(person, keys.get(letter, letter) if isinstance(letter, str) else letter)
    if board.step.phase is not Phase.OPEN or board.step.round != round:
        book.closed_move = next(moves)
    if round == 1 and (covers := book.preview.due(len(book.values), board.minimum)):
        book.preview = Preview.of(list(book.values.values())[:covers])
    board.books[activity.key, round] = book
