"""A sentence that somebody ends for themselves stands in no byte that anybody else gets, whoever facilitates among
them: whatever they ask for or do, wherever the room stands, in nothing that is taken away, and in no log."""

from __future__ import annotations

import json
from secrets import token_hex

import pytest

from server.activities.completion import Completion
from server.activities.contract.texts import Release
from tests.pages.browsers import Served
from tests.pages.test_texts_stay_inside import INSIDE, LOOKS, Evening, exported

COUNT = Completion.model_validate(
    {"key": "tell", "kind": "completion", "title": "Tell", "minutes": 3, "question": "You can count on me to"}
)
CANARY = "ring the canary back"
WRITTEN = (CANARY, "ring the canary too", "ring the canary thrice", CANARY, "greet the canary")
MOMENTS = ["lobby", "read", "open", "closed", "revealed", "talk", "ended"]


def tries(evening: Evening) -> str:
    """What Fay learns who does to sentences whatever can be done to texts, as though she knew one already."""
    release, said = Release(), ""
    for what in ("release", "hide", "group", "name", "lift"):
        value = {"mark": release.mark(CANARY), "edition": release.edition(CANARY)} if what != "hide" else "0" * 16
        form = {"activity": "tell", "round": "1", "what": what, "value": json.dumps(value)}
        answer = evening.fay.post(f"/rooms/{evening.at.id}/acts", data=form)
        assert answer.status_code == 422
        said += answer.text
    return said


def test_a_sentence_is_in_nothing_that_anybody_else_gets(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    evening = Evening(served, WRITTEN, COUNT)
    ann = served.browser("192.0.2.99")  # where nobody guesses codes
    ann.cookies = evening.authors[0].cookies
    for moment in MOMENTS:
        assert evening.at.stands[0] == moment
        if moment == "open":
            evening.write()
            assert evening.answer(evening.authors[4], 1, ["feed the canary"], rev=2) == "ack"
        for what, told in evening.everything():
            assert "canary" not in told, f"{moment}: {what}"
        for way in LOOKS:
            if way.path in INSIDE:
                assert "canary" not in way.go(evening.fay, evening.at).text, f"{moment}: {way.path}"
        if moment in ("closed", "revealed"):
            assert "canary" not in tries(evening)
        mine = ann.get(f"/live/phone/{evening.at.row.code}").text
        assert (CANARY in mine) == (moment not in ("lobby", "read")), f"{moment}: one's own is on one's own phone"
        assert "thrice" not in mine
        if moment != "ended":
            evening.next()
    taken = exported(evening.fay.post(f"/rooms/{evening.at.id}/export.zip"))
    assert "canary" not in taken
    assert taken.count('"yes"') == len(WRITTEN), "that they wrote is there"
    assert "canary" not in "".join(capfd.readouterr())


def test_a_late_sentence_is_refused_without_a_word_of_it(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    evening = Evening(served, WRITTEN, COUNT)
    evening.goes_on_to("closed")
    body = {"type": "answer", "answer_id": token_hex(16), "activity": "tell", "round": 1, "rev": 9}
    late = json.dumps({**body, "value": [CANARY * 9]})
    said = evening.authors[0].post(f"/live/phone/{evening.at.row.code}", content=late)
    assert said.json()[0]["type"] == "refused"
    assert "canary" not in said.text + "".join(capfd.readouterr())
