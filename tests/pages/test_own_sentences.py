"""A sentence that somebody ends for themselves, and the day of a promise, stand in no byte that anybody else gets,
whoever facilitates among them: whatever they ask for or do, wherever the room stands, in nothing that is taken away,
and in no log."""

from __future__ import annotations

import json
from datetime import timedelta
from secrets import token_hex

import pytest

from server.activities.commitment import Commitment
from server.activities.completion import Completion
from server.activities.contract.texts import Release
from server.activities.measures.workdays import ahead_of
from server.clock import now
from tests.pages.browsers import Served
from tests.pages.test_texts_stay_inside import INSIDE, LOOKS, Evening, exported

COUNT = Completion.model_validate(
    {"key": "tell", "kind": "completion", "title": "Tell", "minutes": 3, "question": "You can count on me to"}
)
PROMISE = Commitment.model_validate(
    {"key": "tell", "kind": "commitment", "title": "Tell", "minutes": 3, "question": "What?", "sensitive": True}
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


class Promising(Evening):
    """Each promises something for another day."""

    days = tuple(str(day) for day in ahead_of(now()).days()[1:6])

    def write(self) -> None:
        """Each has a day."""
        for author, text, day in zip(self.authors, self.written, self.days, strict=True):
            assert self.answer(author, 1, {"text": text, "date": day}) == "ack"


def test_a_day_is_in_nothing_that_anybody_else_gets_and_words_wait(served: Served) -> None:
    evening = Promising(served, WRITTEN, PROMISE)
    ann = served.browser("192.0.2.99")
    ann.cookies = evening.authors[0].cookies
    evening.goes_on_to("closed")
    release = evening.release
    evening.act("release", {"mark": release.mark(CANARY), "edition": release.edition(CANARY)})
    for moment in MOMENTS[3:]:
        looks = [*evening.everything(), ("desk", evening.fay.get(f"/rooms/{evening.at.id}").text)]
        for what, told in looks:
            named = tuple(day for day in evening.days if day in told)
            assert named in ((), evening.days), f"{moment}: {what}: all of them, to choose from, or none"
            assert not named or (moment == "closed" and "phone" in what)
            assert what == "desk" or "thrice" not in told, f"{moment}: {what}"
        seen = ann.get(f"/screen/{evening.at.row.screen_token}").text
        assert (CANARY in seen) == (moment in ("revealed", "talk"))
        mine = str(ann.get(f"/live/phone/{evening.at.row.code}").json()[1:])
        assert CANARY in mine
        assert [day for day in evening.days if day in mine] == [evening.days[0]]
        if moment != "ended":
            evening.next()
    taken = exported(evening.fay.post(f"/rooms/{evening.at.id}/export.zip"))
    assert CANARY in taken
    assert not [word for word in ("thrice", *evening.days) if word in taken]


def test_a_day_too_far_ahead_is_refused_by_the_day_on_which_the_room_was_asked(served: Served) -> None:
    evening = Promising(served, WRITTEN, PROMISE)
    evening.goes_on_to("read")
    evening.next()
    author = evening.authors[0]
    last = str(ahead_of(now()).days()[-1])
    for day, comes in (("2031-06-02", "refused"), (str(now().date() - timedelta(2)), "refused"), (last, "ack")):
        assert evening.answer(author, 1, {"text": "I’ll ring", "date": day}) == comes, day
