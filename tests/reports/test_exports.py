"""What may leave a room: closed rounds of enough people, shuffled, without a tie between rounds, and no formulas."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.choice import Choice, Option
from server.phases import Phase
from server.reports import exports
from server.reports.cells import as_csv, safe_cell
from server.reports.columns import COLUMNS, WHAT
from server.reports.totals import people_told
from server.results import disclosure
from server.results.outcomes import Released
from server.room import facilitation
from server.shares import percent
from server.workshops.content import Module, Source, Workshop
from tests.activities.test_scale import a_scale
from tests.house import PLAN, House, RoomAt

FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
BLANK_OR_QUOTE = ' "\u00a0\u3000\ufeff\u200b\v\f'
Table = list[dict[str, str]]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sealed(room: RoomAt) -> list[tuple[str, int]]:
    """What an export seals now."""
    made = room.house.commit(lambda tx: facilitation.seal(tx, room.id, exports.rounds_to_seal(tx.session, room.id)))
    return list(made.rounds) if made else []


def files(room: RoomAt) -> dict[str, str]:
    """What a download holds."""
    sealed(room)
    return unsealed(room)


def unsealed(room: RoomAt) -> dict[str, str]:
    """The tables, without sealing anything."""
    return {name: text for name, text in everything(room).items() if name.endswith(".csv")}


def everything(room: RoomAt) -> dict[str, str]:
    """The tables and what lies beside them."""
    packed = room.house.read(lambda session: exports.archive(session, room.id))
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def rows_of(packed: dict[str, str], name: str = "answers") -> Table:
    head, *rows = read(packed[f"{name}.csv"])
    return [dict(zip(head, row, strict=True)) for row in rows]


def table(room: RoomAt, name: str) -> Table:
    return rows_of(files(room), name)


def voted(house: House, answers: Iterable[str], minimum: int = 5, protected: bool = False) -> tuple[RoomAt, list[int]]:
    """A room whose first round is closed."""
    room, values = house.room(minimum, protected=protected).goto(Phase.OPEN), list(answers)
    people = room.seats(len(values))
    room.answer(zip(people, values, strict=True))
    return room.goto(Phase.CLOSED), people


def voted_twice(house: House, moves: dict[tuple[str, str], int], protected: bool = False) -> RoomAt:
    """A room in which so many people went from one answer to another."""
    pairs = [pair for pair, people in moves.items() for _ in range(people)]
    room, people = voted(house, (before for before, _ in pairs), protected=protected)
    room.goto(Phase.OPEN, round=2)
    room.answer(((who, after) for who, (_, after) in zip(people, pairs, strict=True)), round=2)
    return room.goto(Phase.CLOSED, round=2)


def starts_a_formula(cell: str) -> bool:
    """Whether some spreadsheet might take it for one, whatever blank stands before it and wherever it cuts."""
    pieces = re.split(r"[;,|\t\r\n]", cell)
    return cell[:1] in ("\t", "\r", "\n", "\0") or any(
        piece.lstrip(BLANK_OR_QUOTE).startswith(tuple(FORMULA)) for piece in pieces
    )


nasty = st.text(
    alphabet=st.sampled_from("=+-@\t\r\n\0 '\",;\u00a0\u3000\ufeff\uff1d\uff0b\uff0d\uff20a1\u05d0"), max_size=8
)
cells = st.one_of(nasty, st.text(max_size=20))


@given(cells)
def test_no_cell_is_a_formula_and_none_is_lost(text: str) -> None:
    cell, plain = safe_cell(text), text.replace("\0", "")
    assert cell.replace("'", "") == plain.replace("'", "")
    assert not starts_a_formula(cell)


@given(st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_table_comes_back_as_it_was(rows: list[list[str]]) -> None:
    back = read(as_csv(rows))
    assert back == [[safe_cell(cell) for cell in row] for row in rows]
    assert not any(starts_a_formula(cell) for row in back for cell in row)


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        (";=1+1", ";'=1+1"),
        ("Tea; =1+1", "Tea; '=1+1"),
        ('a";=1+1', "a\";'=1+1"),
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ("a\r\n-1", "a\r\n'-1"),
        ("=1;=2", "'=1;'=2"),
        ("\t=1", "'\t'=1"),
    ],
)
def test_a_cell_is_safe_where_another_separator_cuts_it(written: str, safe: str) -> None:
    assert safe_cell(written) == safe


def test_plain_cells_stay_plain() -> None:
    assert [safe_cell(value) for value in ("call", 7, "2031-01-01T10:00Z", "")] == [
        "call",
        "7",
        "2031-01-01T10:00Z",
        "",
    ]


def test_authors_cannot_write_formulas_in_titles_or_answers(house: House) -> None:
    evil = Choice(
        minutes=5,
        key="evil",
        kind="choice",
        title='=HYPERLINK("http://mallory.example")',
        question="Well?",
        options=(Option(key="a", text="@SUM(1+1)"), Option(key="b", text='-1";"=2')),
    )
    workshop = Workshop(
        workshop="evil", title="+1", minutes=5, modules=(Module(module="evil", title="-1", activities=(evil,)),)
    )
    room = house.room(workshop=workshop).goto(Phase.OPEN, "evil")
    room.answer(((who, "ab"[who % 2]) for who in room.seats(6)), "evil")
    room.goto(Phase.CLOSED, "evil")
    for text in files(room).values():
        assert not any(starts_a_formula(cell) for row in read(text) for cell in row)
    assert table(room, "activities")[0]["title"] == "'" + str(evil.title)
    assert {row["text"] for row in table(room, "answers")} == {"'@SUM(1+1)", "'-1\";\"'=2"}


def test_an_open_round_stays_in_the_house(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    room.answer((who, "call") for who in room.seats(9))
    assert table(room, "answers") == table(room, "totals") == []
    assert "call" not in "".join(files(room).values())


def test_a_round_of_too_few_stays_in_the_house(house: House) -> None:
    room, _ = voted(house, ["call"] * 4)
    assert table(room, "answers") == table(room, "totals") == []
    assert {row["rounds exported"] for row in table(room, "activities")} == {"0"}
    assert {row["people by round"] for row in table(room, "activities")} == {""}


def test_a_small_team_agreed_to_two(house: House) -> None:
    room, _ = voted(house, ["call", "wait"], minimum=2)
    assert Counter(row["answer"] for row in table(room, "answers")) == {"call": 1, "wait": 1}


def test_totals_are_the_answers(house: House) -> None:
    room = voted_twice(house, {("call", "call"): 9, ("wait", "call"): 6, ("wait", "ship"): 5, ("ship", "ship"): 8})
    rows, totals = table(room, "answers"), table(room, "totals")
    for round in ("1", "2"):
        pooled = Counter(row["answer"] for row in rows if row["round"] == round)
        told = {
            row["from"] or row["to"]: int(row["people"])
            for row in totals
            if (row["round"], row["what"]) == (round, "answer")
        }
        assert {key: people for key, people in told.items() if people} == dict(pooled)
        (everyone,) = [row for row in totals if (row["round"], row["what"]) == (round, "all")]
        assert int(everyone["people"]) == sum(pooled.values()) == 28
        assert everyone["percent"] == "100"
    (plan, *_) = [row for row in table(room, "activities") if row["activity"] == "plan"]
    assert (plan["rounds exported"], plan["people by round"]) == ("2", "28 28")


def test_an_export_says_the_share_that_the_wall_says(house: House) -> None:
    room, _ = voted(house, ["call"] * 5 + ["wait"] * 195)
    shares = {row["to"]: row["percent"] for row in table(room, "totals") if row["what"] == "answer"}
    assert shares == {"call": str(percent(5, 200)), "wait": str(percent(195, 200)), "ship": "0"}
    assert shares["call"] == "3", "2.5 rounds up here as everywhere"


def test_an_ordinary_shift_leaves_whole(house: House) -> None:
    moves = {("call", "call"): 2, ("wait", "call"): 6, ("wait", "ship"): 1, ("ship", "call"): 1}
    totals = table(voted_twice(house, moves), "totals")
    told = {(row["from"], row["to"]): int(row["people"]) for row in totals if row["what"] == "from to"}
    assert told == moves
    single = {row["what"]: row["people"] for row in totals if "moved" in row["what"]}
    assert single == {"moved": "8", "others moved": "0"}


def test_a_protected_shift_of_few_leaves_as_what_the_totals_prove(house: House) -> None:
    moves = {("call", "call"): 2, ("wait", "call"): 6, ("wait", "ship"): 1, ("ship", "call"): 1}
    totals = table(voted_twice(house, moves, protected=True), "totals")
    assert not [row for row in totals if row["what"] == "from to"]
    assert {row["what"]: row["people"] for row in totals if "moved" in row["what"]} == {"moved, at least": "7"}


def test_a_protected_shift_leaves_only_as_disclosure_shows_it(house: House) -> None:
    stayed = {("call", "call"): 9, ("wait", "wait"): 9, ("ship", "ship"): 8}
    moves = stayed | {("wait", "call"): 12, ("wait", "ship"): 2, ("ship", "wait"): 3, ("call", "ship"): 2}
    room = voted_twice(house, moves, protected=True)
    before, after = (
        {row.participant_id: row.value.strip('"') for row in room.rows() if row.round == n} for n in (1, 2)
    )
    shown = disclosure.compared(PLAN, before, after, 5, protected=True)
    assert isinstance(shown, Released)
    moves_told = shown.moves[""]
    totals = table(room, "totals")
    told = {(row["from"], row["to"]): int(row["people"]) for row in totals if row["what"] == "from to"}
    assert told == {
        (moves_told.places[a].key, moves_told.places[b].key): people for (a, b), people in moves_told.cells.items()
    }
    assert told[("wait", "call")] == 12
    assert ("wait", "ship") not in told
    assert min(told.values()) >= 5
    single = {row["what"]: row["people"] for row in totals if row["what"] in ("answered both times", "moved")}
    assert single == {"answered both times": "45", "moved": "19"}
    assert moves_told.others == 7


def test_no_shift_of_too_few_pairs(house: House) -> None:
    room, _ = voted(house, ["call"] * 6)
    room.goto(Phase.OPEN, round=2)
    room.answer(((who, "ship") for who in room.seats(6)), round=2)
    room.goto(Phase.CLOSED, round=2)
    assert not {row["what"] for row in table(room, "totals")} & {
        "from to",
        "moved",
        "others moved",
        "answered both times",
    }


def test_rows_say_nothing_about_who_and_when(house: House) -> None:
    room, people = voted(house, ["call"] * 6)
    (head, *_), text = read(files(room)["answers.csv"]), "".join(files(room).values())
    assert head == ["activity", "round", "pseudonym", "letter", "answer", "text"]
    for row in table(room, "answers"):
        assert re.fullmatch(r"[0-9a-f]{8}", row["pseudonym"])
    assert not any(stored.answer_id in text for stored in room.rows())
    assert room.row.screen_token not in text
    assert len(people) == 6


def test_no_time_leaves_in_any_file(house: House) -> None:
    """Minutes of an export, next to the previews, once named a person."""
    room = voted_twice(house, {("call", "call"): 20})
    sealed(room)
    for name, text in everything(room).items():
        assert not re.search(r"\d\d:\d\d|20\d\d-\d\d", text), name


def test_every_column_that_leaves_is_explained(house: House) -> None:
    room = voted_twice(house, {("call", "call"): 9, ("wait", "call"): 6})
    packed = files(room)
    assert packed.keys() == COLUMNS.keys()
    for name, text in packed.items():
        named = read(text)[0]
        assert named[: len(COLUMNS[name])] == list(COLUMNS[name])
        assert name == "answers.csv" or len(named) == len(COLUMNS[name])
    assert {row["what"] for row in rows_of(packed, "totals")} <= WHAT.keys()
    readme = re.sub(r"\s+", " ", everything(room)["README.txt"])
    for name, text in packed.items():
        assert name in readme
        meanings = {**COLUMNS[name], **Choice.columns}
        for column in read(text)[0]:
            assert f" {column} {meanings[column]}" in readme, f"{column} of {name}"
    for what, meaning in WHAT.items():
        assert f" {what} {meaning}" in readme


def test_the_readme_opens_in_any_editor(house: House) -> None:
    readme = everything(house.room())["README.txt"]
    assert all(len(line) <= 110 for line in readme.split("\r\n"))
    assert readme.isascii()
    assert not re.search(r"[^\r]\n", readme)


def test_the_sources_of_a_workshop_leave_with_it(house: House) -> None:
    credited = PLAN.model_copy(update={"sources": ("S1", "S2")})
    sources = tuple(Source(key=key, author=f"Author {key}", title=f"=Title {key}") for key in ("S1", "S2"))
    workshop = Workshop(
        workshop="tea",
        title="Tea",
        minutes=5,
        sources=sources,
        modules=(Module(module="tea", title="Tea", activities=(credited,)),),
    )
    packed = files(house.room(workshop=workshop))
    assert [row["sources"] for row in rows_of(packed, "activities")] == ["S1 S2"]
    assert rows_of(packed, "sources") == [
        {"key": key, "author": f"Author {key}", "title": f"'=Title {key}"} for key in ("S1", "S2")
    ]


def test_pseudonyms_are_drawn_for_each_round_and_each_export(house: House) -> None:
    room = voted_twice(house, {("call", "call"): 20})
    rows = table(room, "answers") + table(room, "answers")
    assert len({row["pseudonym"] for row in rows}) == len(rows) == 80


def test_rows_come_in_no_order_that_people_answered_in(house: House) -> None:
    order = ["call", "wait"] * 60
    room, _ = voted(house, order)
    first, second = ([row["answer"] for row in table(room, "answers")] for _ in range(2))
    assert Counter(first) == Counter(order)
    assert first != order
    assert first != second
    assert first != sorted(first)


def test_only_what_leaves_is_sealed_and_only_once(house: House) -> None:
    room, _ = voted(house, ["call"] * 6)
    small, _ = voted(house, ["call"] * 4)
    still_open = house.room().goto(Phase.OPEN)
    still_open.answer((who, "call") for who in still_open.seats(6))
    assert [sealed(one) for one in (room, small, still_open)] == [[("plan", 1)], [], []]
    assert [sealed(one) for one in (room, small, still_open)] == [[], [], []]
    row = room.round()
    assert row is not None
    assert row.released_at is not None


def test_a_round_that_closes_between_sealing_and_packing_waits_for_the_next_export(house: House) -> None:
    room, _ = voted(house, ["call"] * 5)
    sealed(room)
    room.goto(Phase.OPEN, round=2)
    room.answer(((row.participant_id, "ship") for row in room.rows()), round=2)
    room.goto(Phase.CLOSED, round=2)
    assert {row["round"] for row in rows_of(unsealed(room))} == {"1"}
    assert {row["round"] for row in rows_of(files(room))} == {"1", "2"}


def test_a_room_of_another_knows_nothing_of_this_one(house: House) -> None:
    voted(house, ["call"] * 6)
    assert table(house.room(), "answers") == []


def test_files_open_as_utf_8_everywhere(house: House) -> None:
    for name, text in files(house.room()).items():
        assert re.fullmatch(r"[a-z]+\.csv", name)
        assert text.startswith("\ufeff")
        assert text.endswith("\r\n")


def test_a_share_is_of_those_who_spoke_of_the_part_as_on_the_wall() -> None:
    scale = a_scale("calm", "brave")
    answers: list[JsonValue] = [{"calm": 4} if who < 6 else {"calm": 2, "brave": 5} for who in range(12)]
    rows = list(people_told("standing", 1, disclosure.pooled(scale, answers, 5)))
    assert [row[6:8] for row in rows if row[3] == "brave" and row[5] == "5"] == [(6, 100)]
    assert [row[6:8] for row in rows if row[3] == "calm" and row[5] == "4"] == [(6, 50)]
