"""A text that is not out stands in no byte that anybody but whoever facilitates gets: whatever they ask for, whoever
they are, wherever the room stands, and in nothing that is taken away."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from secrets import token_hex
from typing import Any

import httpx2
import pytest
from pydantic import JsonValue
from starlette.testclient import TestClient

from server.activities.contract.activity import Activity
from server.activities.contract.texts import Release
from server.activities.writing import Writing
from server.clock import monotonic
from server.room import folding
from server.scenes.phone import counts
from server.scenes.render import html
from server.workshops.content import Module, Workshop
from tests.pages.browsers import Served
from tests.pages.test_access import VISITORS
from tests.pages.test_headers import INLINE
from tests.pages.ways import BEAT, LIVE, WAYS

TELL = Writing.model_validate(
    {
        "key": "tell",
        "kind": "writing",
        "title": "Tell",
        "minutes": 3,
        "question": "Well?",
        "upvotes": {"question": "Which?"},
    }
)
GROUPS = [{"key": "us", "text": "All of us"}, {"key": "dept", "text": "A department"}]
SORTED = Writing.model_validate({**TELL.model_dump(exclude={"groups"}), "groups": GROUPS})
SHOWN, HIDDEN, FOUL = "linnet comes", "wagtail stays", "dunnock, mud"
WRITTEN = (SHOWN, "siskin comes", HIDDEN, FOUL, "brambling comes")
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</main><script>alert(1)</script>",
    "</template><svg onload=alert(1)>",
    '" autofocus onfocus="alert(1)',
    "<a href=javascript:alert(1)>{{ 7 * 7 }}</a>",
)
EVIL_NAMES = ("<img src=x onerror=a()>", '"><script>a()</script>')
NEVER = ("wagtail", "dunnock")
INSIDE = ("/rooms/{room}", "/live/console/{room}")
"""Where whoever facilitates reads them."""
LOOKS = [way for way in WAYS if way.method == "GET" or (way.route == LIVE and way.body == BEAT)]
MOMENTS = ["lobby", "read", "open", "closed", "revealed", "open", "closed", "revealed", "talk", "ended"]


class Evening:
    """A room whose people wrote five texts, and everybody who might look."""

    def __init__(self, served: Served, written: Sequence[str] = WRITTEN, tell: Activity = TELL) -> None:
        workshop = Workshop(
            workshop="tell",
            title="Tell",
            minutes=9,
            foul=("mud",),
            modules=(Module(module="m", title="M", activities=(tell,)),),
        )
        self.served, self.at, self.written = served, served.house.room(workshop=workshop), written
        self.tell, self.fay = tell, served.fay()
        self.authors = [served.seated(self.at, served.browser(), f"author-{token_hex(4)}") for _ in WRITTEN]
        self.others = {who: visit(served, self.at) for who, visit in VISITORS.items() if who != "host"}

    def next(self) -> None:
        """On to the next stop, from the console."""
        self.fay.post(f"/rooms/{self.at.id}/moves", data={"verb": "next", "expects": str(self.at.row.moves)})

    def write(self) -> None:
        """Everybody sends a text."""
        for author, text in zip(self.authors, self.written, strict=True):
            assert self.answer(author, 1, [text]) == "ack"

    def answer(self, author: TestClient, round: int, value: JsonValue, rev: int = 1) -> str:
        """Somebody writes, or marks texts by name; what comes of it."""
        body = {"type": "answer", "answer_id": token_hex(16), "activity": "tell", "round": round, "rev": rev}
        said = author.post(f"/live/phone/{self.at.row.code}", content=json.dumps({**body, "value": value})).json()
        return str(said[0]["type"])

    @property
    def release(self) -> Release:
        """What is out, and how texts are named."""
        board = self.served.portal.call(self.served.app.state.stage.boards.of, self.at.id)
        return self.tell.release_of(folding.state(board, self.tell, 1))

    def act(self, what: str, value: JsonValue) -> None:
        """Fay has a hand in it."""
        form = {"activity": "tell", "round": "1", "what": what, "value": json.dumps(value)}
        assert self.fay.post(f"/rooms/{self.at.id}/acts", data=form).status_code == 200

    def hide(self, text: str) -> str:
        """Fay hides a text; its name."""
        mark = self.release.mark(text)  # small letters and nothing else: a wording of its own
        self.act("hide", mark)
        return mark

    def goes_on_to(self, moment: str) -> None:
        """On to the first stop of this phase; people write on the way."""
        while self.at.stands[0] != moment:
            if self.at.stands == ("open", "tell", 1):
                self.write()
            self.next()

    def look_again(self) -> None:
        """Pictures are drawn anew."""
        self.served.app.state.stage.redraw.forget(self.at.id)

    def wall(self) -> list[dict[str, Any]]:
        """What a phone fetches."""
        texts: list[dict[str, Any]] = self.authors[0].get(f"/{self.at.row.code}/wall").json()["texts"]
        return texts

    def gone(self) -> list[str]:
        """What a phone is told to take away."""
        self.look_again()
        html = self.authors[0].get(f"/live/phone/{self.at.row.code}").json()[0]["html"]
        found = re.search(r'<p id="gone" hidden>(.*?)</p>', html, re.DOTALL)
        assert found
        return found[1].split()

    def everything(self) -> Iterator[tuple[str, str]]:
        """All that anybody gets now: what it is, and what is in it."""
        for who, browser in (*self.others.items(), ("host", self.fay)):
            for way in LOOKS:
                if who != "host" or way.path not in INSIDE:
                    answer = way.go(browser, self.at)
                    yield f"{who} {way.method} {way.path}", answer.text + str(dict(answer.headers))


@pytest.fixture
def evening(served: Served) -> Evening:
    return Evening(served)


def sorts(evening: Evening) -> None:
    """Fay puts every text into one of the groups, and gives these names of her own."""
    names = [evening.release.mark(" ".join(text.replace(",", "").split())) for text in WRITTEN]
    for at, mark in enumerate(names):
        evening.act("group", {"mark": mark, "group": GROUPS[at % 2]["key"]})
    for group, name in zip(GROUPS, EVIL_NAMES, strict=True):
        evening.act("name", {"group": group["key"], "name": name})


def exported(answer: httpx2.Response) -> str:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


@pytest.mark.parametrize("tell", [TELL, SORTED], ids=["hung", "sorted"])
def test_a_text_that_is_not_out_is_in_nothing_that_anybody_gets(served: Served, tell: Writing) -> None:
    evening = Evening(served, tell=tell)
    for moment in MOMENTS:
        assert evening.at.stands[0] == moment
        if evening.at.stands == ("open", "tell", 1):
            evening.write()
        if evening.at.stands == ("closed", "tell", 1):
            evening.hide(HIDDEN)
            if tell is SORTED:
                sorts(evening)
        is_out = evening.at.stands[0] in ("revealed", "talk") or evening.at.stands[2] == 2
        for what, told in evening.everything():
            for word in (*NEVER, *(() if is_out or moment == "ended" else ("linnet", "siskin", "brambling"))):
                assert word not in told, f"{moment}: {what}"
            assert not [name for name in EVIL_NAMES if name in told.replace('\\"', '"')], f"{moment}: {what}"
        if tell is SORTED and evening.at.stands == ("revealed", "tell", 1):
            seen = evening.others["stranger"].get(f"/screen/{evening.at.row.screen_token}").text
            assert "&lt;img src=x onerror=a()&gt;" in seen, "the names are there, as words"
        evening.next()
    taken = exported(evening.fay.post(f"/rooms/{evening.at.id}/export.zip"))
    assert "linnet" in taken
    assert not [word for word in NEVER if word in taken]


def test_hidden_while_it_is_shown_it_is_gone_with_the_next_look(evening: Evening) -> None:
    evening.goes_on_to("revealed")
    seen = {what for what, told in evening.everything() if "linnet" in told}
    assert {"stranger GET /screen/{screen}", "participant GET /{code}/wall", "host GET /rooms/{room}/results"} <= seen
    evening.hide(SHOWN)
    evening.look_again()
    assert [what for what, told in evening.everything() if "linnet" in told] == []


def test_nobody_learns_the_name_of_a_text_that_they_were_not_shown(evening: Evening) -> None:
    evening.goes_on_to("closed")
    mark = evening.hide(HIDDEN)
    assert evening.gone() == [], "nor how many are hidden before any is shown"
    for _ in MOMENTS[4:]:
        assert not [what for what, told in evening.everything() if mark in told], evening.at.stands
        evening.next()


def test_whatever_way_a_text_goes_phones_that_fetched_it_take_it_away(evening: Evening) -> None:
    evening.goes_on_to("revealed")
    evening.act("release", {"mark": evening.release.mark("dunnock mud"), "edition": evening.release.edition(FOUL)})
    fetched = {text["words"]: text["tag"] for text in evening.wall()}
    assert len(fetched) == len(WRITTEN), "what waited was let out, too"
    assert evening.gone() == []
    evening.act("undo", None)
    assert evening.gone() == [fetched[FOUL]], "a hand that was taken back, as well"
    marks = {text["words"]: text["mark"] for text in evening.wall()}
    for text in (HIDDEN, SHOWN):
        evening.act("hide", marks[text])
    assert evening.gone() == [fetched[FOUL], fetched[HIDDEN], fetched[SHOWN]]
    evening.act("undo", None)
    assert evening.gone() == [fetched[FOUL], fetched[HIDDEN]]
    for number in range(300):
        evening.act("hide", f"{number:016x}")
    evening.act("hide", marks[SHOWN])
    assert evening.gone()[-1] == fetched[SHOWN], "the last one first of all, however many there are"


def test_one_voice_counts_once_and_only_for_what_is_out(evening: Evening) -> None:
    evening.goes_on_to("revealed")
    marks = {text["words"]: text["mark"] for text in evening.wall()}
    evening.hide(HIDDEN)
    waiting = evening.release.mark("dunnock mud")
    evening.next()
    assert evening.at.stands == ("open", "tell", 2)
    ann, *others = evening.authors
    for rev, value in enumerate(([marks[SHOWN]], [marks[SHOWN]] * 60, [marks[SHOWN], marks[HIDDEN], waiting]), 1):
        assert evening.answer(ann, 2, value, rev) == "ack"
    again = evening.served.browser()
    again.cookies = ann.cookies
    assert evening.answer(again, 2, [marks[SHOWN]], 1) == "refused", "an older answer never comes back"
    for author in others:
        assert evening.answer(author, 2, [waiting, "0" * 16, marks[HIDDEN]]) == "ack"
    assert evening.answer(ann, 2, [f"{number:016x}" for number in range(61)], 9) == "refused"
    evening.next()
    evening.next()
    assert evening.at.stands == ("revealed", "tell", 2)
    counted = {text["words"]: text["votes"] for text in evening.wall()}
    assert counted == {SHOWN: 1, "siskin comes": 0, "brambling comes": 0}


def test_what_people_write_is_words_wherever_it_stands(served: Served) -> None:
    evening = Evening(served, HOSTILE)
    evening.goes_on_to("revealed")
    words = {text["words"] for text in evening.wall()}
    assert words == set(HOSTILE), "a phone has them as they were written, and makes text of them"
    looks = [*evening.others.values(), evening.fay]
    for way in LOOKS:
        for browser in looks:
            answer = way.go(browser, evening.at)
            if answer.headers.get("content-type", "").startswith("application/json"):
                assert answer.headers["x-content-type-options"] == "nosniff"
                if "html" not in answer.text:
                    continue
            text = answer.text.replace('\\"', '"')
            assert not [each for each in HOSTILE if each in text], way.path
            assert not INLINE.search(text), way.path


def test_phones_hear_of_a_text_that_goes_while_they_mark(evening: Evening) -> None:
    evening.goes_on_to("revealed")
    tags = {text["words"]: text["tag"] for text in evening.wall()}
    evening.next()
    assert evening.at.stands == ("open", "tell", 2)
    evening.hide(SHOWN)
    board = evening.served.portal.call(evening.served.app.state.stage.boards.of, evening.at.id)
    drawn = {name: html(scene, "en") for name, scene in counts(board, monotonic()).items()}
    assert drawn["gone"].split() == [tags[SHOWN]]
    assert "answered" in drawn
