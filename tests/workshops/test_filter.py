"""The list of foul words: a file that whoever runs the server edits, copied into each room when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.activities.choice import Choice
from server.stage import rows
from server.workshops import filter
from server.workshops.content import MOST_FOUL, Workshop
from tests.house import WORKSHOP, House
from tests.stage.rooms import on_stage

pytestmark = pytest.mark.anyio


def test_our_list_is_put_there_once_and_then_it_is_theirs(tmp_path: Path) -> None:
    mine = tmp_path / "filter.txt"
    filter.make(mine)
    assert filter.words(mine) == filter.words(filter.DEFAULT)
    mine.write_text("mud*\n")
    filter.make(mine)
    assert filter.words(mine) == ("mud*",)
    mine.write_text("")
    filter.make(mine)
    assert filter.words(mine) == (), "an empty list is a choice"


@pytest.mark.parametrize("written", [b"\xff\xfe\xff", b"mud\n" * 20_000])
def test_a_list_that_cannot_be_read_costs_no_room(tmp_path: Path, written: bytes) -> None:
    mine = tmp_path / "filter.txt"
    mine.write_bytes(written)
    assert filter.words(mine) == filter.words(filter.DEFAULT)
    assert filter.words(tmp_path / "not-there.txt") == filter.words(filter.DEFAULT)


UNUSUAL = ("mud, rot, " * 400, "\n".join(f"mud{number}" for number in range(5_000)), "mud\0\nrot\u202e\n", "#" * 9_000)


@pytest.mark.parametrize("written", UNUSUAL, ids=["one line", "many words", "unseen signs", "a long note"])
@pytest.mark.parametrize("of_its_own", [0, MOST_FOUL])
async def test_no_list_makes_a_room_that_cannot_be_opened_again(house: House, written: str, of_its_own: int) -> None:
    (house.path.parent / "filter.txt").write_text(written)
    own = WORKSHOP.model_copy(update={"foul": tuple(f"own{number}" for number in range(of_its_own))})
    async with on_stage(house) as stage:
        room = await stage.open_room(house.fay, own, 5, "paper")
        listed = filter.words(stage.settings.filter)
        board = house.read(lambda session: rows.load(session, room, stage.settings))
    assert board is not None
    assert board.workshop.foul[: len(listed)] == listed, "the house's own words hold whatever an author brings along"


def test_a_line_that_is_no_word_is_left_out_and_the_others_hold(tmp_path: Path) -> None:
    mine = tmp_path / "filter.txt"
    mine.write_text(f"mud\n{'rot ' * 20}\nsand\n")
    assert filter.words(mine) == ("mud", "sand")


def test_our_list_names_every_language_that_we_speak_and_is_small() -> None:
    text = filter.DEFAULT.read_text()
    assert 20 <= len(filter.words(filter.DEFAULT)) <= 120
    for language in ("English", "Deutsch", "العربية"):
        assert f"# {language}\n" in text


async def test_a_room_keeps_the_list_it_was_opened_with(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, ...]] = []

    def guarded(choice: Choice, foul: tuple[str, ...]) -> Choice:
        heard.append(foul)
        return choice

    monkeypatch.setattr(Choice, "guarded", guarded)
    mine = house.path.parent / "filter.txt"
    mine.write_text("mud\n")
    own = WORKSHOP.model_copy(update={"foul": ("rot*",)})
    async with on_stage(house) as stage:
        room = await stage.open_room(house.fay, own, 5, "paper")
        mine.write_text("sand\n")
        board = house.read(lambda session: rows.load(session, room, stage.settings))
    assert board is not None
    assert set(heard) == {("mud", "rot*")}
    assert board.workshop.foul == ("mud", "rot*")


def test_a_workshop_without_such_words_is_written_as_before() -> None:
    assert "foul" not in WORKSHOP.model_dump(mode="json")
    assert Workshop.model_validate(WORKSHOP.model_dump(mode="json")) == WORKSHOP
