"""The late shipment, from the lobby to the export: desk, big screen, three phones and ten people more."""

import csv
import io
import os
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.cast import Cast
from e2e.dozen import TEN, Dozen, a_dozen
from e2e.house import House
from e2e.picture import take
from e2e.verbs import Phone

ROLE = {"A": 7, "B": 5, "C": 0, "D": 0, "E": 0}
FIRST = {"A": 6, "B": 6, "C": 0, "D": 0}
SECOND = {"A": 0, "B": 13, "C": 0, "D": 0}


@pytest.fixture
def company(house: House, cast: Cast) -> Iterator[Dozen]:
    """The lobby of a room with twelve people in it."""
    with a_dozen(house, cast, "late-shipment") as dozen:
        yield dozen


def test_the_late_shipment_is_played_to_its_end(company: Dozen, house: House, cast: Cast) -> None:
    expect(company.wall.scene).to_contain_text("12 people here so far")
    company.ann.reads("12 people here")
    where_people_stand(company)
    first_vote(company)
    cleo = cast.phone("Cleo", house.origin)
    cleo.joins(company.room.code)
    cleo.feels("late")
    cleo.reads("You can join the second vote.")
    if os.environ.get("TAKE_PICTURE"):
        take(company.wall, [company.ann, company.bo], cast)
    second_vote(company, cleo)
    the_end(company, cleo)


def where_people_stand(company: Dozen) -> None:
    """The first question: five answers, one round."""
    fay, wall, ann, bo = company.fay, company.wall, company.ann, company.bo
    fay.until("open", 1)
    ann.answers("A")
    bo.answers("B")
    company.others.answer("role", 1, ["front-line"] * 6 + ["team-lead"] * 4)
    expect(wall.scene).to_contain_text("12 of 12 have answered")
    fay.until("revealed", 1)
    same_everywhere(company, ROLE)


def first_vote(company: Dozen) -> None:
    """The scenario's first vote. Ann changes her mind before it closes, and everybody reloads."""
    fay, wall, ann, bo = company.fay, company.wall, company.ann, company.bo
    fay.until("open", 1)
    ann.answers("C")
    bo.answers("B")
    company.others.answer("first-step", 1, ["pass-on"] * 5 + ["evidence"] * 5)
    for each in company.pages:
        each.reloads()
    ann.feels("answered")
    ann.changes_to("A")
    expect(wall.scene).to_contain_text("12 of 12 have answered")
    expect(fay.scene).to_contain_text("12 of 12 answered")
    fay.until("closed", 1)
    bo.feels("closed")
    fay.until("revealed", 1)
    same_everywhere(company, FIRST)
    fay.until("talk", 1)
    for each in company.pages:
        each.reloads()
    same_everywhere(company, FIRST)


def second_vote(company: Dozen, cleo: Phone) -> None:
    """Six people move from A to B, Ann among them; Cleo votes for the first time."""
    fay, wall, ann, bo = company.fay, company.wall, company.ann, company.bo
    fay.until("open", 2)
    for phone in (ann, bo, cleo):
        phone.answers("B")
    company.others.answer("first-step", 2, ["evidence"] * TEN)
    expect(wall.scene).to_contain_text("13 of 13 have answered")
    fay.until("shift", 2)
    wall.stands("shift")
    expect(wall.scene.locator("h1")).to_have_text("6 of 12 changed their mind, all from A to B.")
    assert wall.table() == {letter: [FIRST[letter], SECOND[letter]] for letter in FIRST}
    assert wall.page.locator("#scene .came").count() - wall.page.locator(".legend .came").count() == 6
    ann.reads("You moved from A to B.")
    ann.reads("So did 5 others.")
    bo.reads("You stayed with B.")
    cleo.feels("joined")
    for phone in (ann, bo, cleo):
        assert phone.counts() == SECOND


def the_end(company: Dozen, cleo: Phone) -> None:
    """The last slides, the goodbye, and the export that says what the screen said."""
    fay = company.fay
    while fay.page.locator("#next").get_attribute("value") != "end":
        fay.next()
    fay.closes()
    company.wall.stands("ended")
    for phone in (company.ann, company.bo, cleo):
        phone.stands("ended")
        phone.reads("Thank you for being here.")
    files = read(fay.exports())
    assert totals(files["totals.csv"], "role", "1") == ROLE
    assert totals(files["totals.csv"], "first-step", "1") == FIRST
    assert totals(files["totals.csv"], "first-step", "2") == SECOND
    moved = [row for row in files["totals.csv"] if row["what"] == "from to" and row["from"] != row["to"]]
    assert [(row["from"], row["to"], row["people"]) for row in moved if row["people"] != "0"] == [
        ("pass-on", "evidence", "6")
    ]
    assert len(files["answers.csv"]) == 12 + 12 + 13


def same_everywhere(company: Dozen, counts: dict[str, int]) -> None:
    """What the screen's table says, the screen's dots, both phones and the desk."""
    wall, fay = company.wall, company.fay
    wall.stands("revealed" if fay.stands("revealed") else "talk")
    assert {letter: people for letter, [people] in wall.table().items()} == counts
    assert wall.dots() == counts
    assert company.ann.counts() == company.bo.counts() == counts
    assert fay.counts() == counts


def read(packed: bytes) -> dict[str, list[dict[str, str]]]:
    """The export's files as rows."""
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        return {
            name: list(csv.DictReader(io.StringIO(files.read(name).decode("utf-8-sig")))) for name in files.namelist()
        }


def totals(rows: list[dict[str, str]], activity: str, round: str) -> dict[str, int]:
    """People by letter in one round of the export."""
    wanted = [row for row in rows if (row["activity"], row["round"], row["what"]) == (activity, round, "answer")]
    return {letter: int(row["people"]) for letter, row in zip("ABCDEFGH", wanted, strict=False)}
