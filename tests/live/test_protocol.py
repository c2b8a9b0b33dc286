"""The tables of `docs/protocol.md` say what the code asks and takes, of every kind and shape there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import JsonValue

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.trials.swarm.shapes import SHAPES
from tests.activities.test_contract import NAMES
from tests.boards import SAMPLER

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text()
ASKED = {item.activity.key: item.activity for item in SAMPLER.run_of_show()}.values()


class Row(NamedTuple):
    """What the page says of a kind."""

    kind: str
    asks: dict[str, JsonValue]
    example: JsonValue


def rows() -> list[Row]:
    """The table of kinds, those that ask something."""
    found = re.findall(r"^\| `(\w+)` \| `(\{.*?\})` \| `(.*?)` \|$", PAGE, re.MULTILINE)
    return [Row(kind, json.loads(asks), json.loads(example)) for kind, asks, example in found]


def described(activity: Activity) -> JsonValue:
    """What a step tells of it."""
    return dict(activity.poses().describe("en"))


def test_every_kind_has_a_row() -> None:
    told = set(re.findall(r"^\| `(\w+)` \| (?:nothing|`\{)", PAGE, re.MULTILINE))
    assert told == set(NAMES), "the last table under 'The step' has a row for each kind, and for no other"
    assert {row.kind for row in rows()} == {name for name in NAMES if NAMES[name].takes_answers}
    assert len(told) == len(KINDS)


@pytest.mark.parametrize("row", rows(), ids=[f"{row.kind}-{row.asks['shape']}" for row in rows()])
def test_an_example_of_the_page_is_asked_by_the_sampler_and_taken(row: Row) -> None:
    asking = [each for each in ASKED if each.kind == row.kind and described(each) == row.asks]
    assert asking, f"nothing in the sampler asks {json.dumps(row.asks)}"
    question = asking[0].poses()
    assert question.accept(row.example) == row.example


def test_whatever_shape_a_kind_asks_in_the_sampler_has_a_row() -> None:
    shown = {(row.kind, row.asks["shape"]) for row in rows()}
    asked = {(each.kind, each.poses().describe("en")["shape"]) for each in ASKED if each.takes_answers}
    assert asked == shown


def test_the_page_and_the_swarm_know_the_same_shapes() -> None:
    table = PAGE.partition("| shape | its fields | value |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(SHAPES)
