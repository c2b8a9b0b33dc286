"""Writing: what it takes, who lets it out, and what it amounts to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.event import FACILITATOR, Event
from server.activities.contract.pool import Pool, Silence
from server.activities.contract.result import Result
from server.activities.measures.moderated import Moderated
from server.activities.measures.words import Words
from server.activities.writing import Writing
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.disclosure import pooled, to_read
from server.results.outcomes import Outcome, Released, Withheld
from server.results.texts import finding

MARKS = st.text("0123456789abcdef", min_size=16, max_size=16)
WORDS = st.text("ab cÄß.!", min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A few words."""
    return WORDS.map(lambda text: [text])


def acts(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What whoever facilitates does."""
    group = st.builds(
        lambda mark, group: ("group", {"mark": mark, "group": group}), MARKS, st.sampled_from(["", "all"])
    )
    release = st.builds(lambda mark, edition: ("release", {"mark": mark, "edition": edition}), MARKS, MARKS)
    hide = MARKS.map(lambda mark: ("hide", mark))
    return st.one_of(group, release, hide, st.just(("undo", None)))


def a_writing(**more: Any) -> Writing:
    """An ordinary one without groups."""
    told = {"key": "ten", "kind": "writing", "title": "Ten", "minutes": 3, "question": "What do you say?"}
    return Writing.model_validate(told | more)


GROUPS = [{"key": "us", "text": "We all are"}, {"key": "dept", "text": "A department"}]
SECRET, OTHER = "5eed", "another room's"


def words_of(activity: Writing) -> Words:
    """What its first round asks."""
    question = activity.poses()
    assert isinstance(question, Words)
    return question


class Moderator:
    """Whoever facilitates one round of texts."""

    def __init__(self, activity: Moderated, people: int = 5, secret: str = SECRET) -> None:
        self.activity = activity
        self.state = activity.start(1, secret, list(range(people)))

    def does(self, what: str, value: JsonValue = None, actor: int = FACILITATOR) -> None:
        """One hand."""
        self.state = self.activity.fold(self.state, Event(actor, what, value, 0))

    def names(self, text: str) -> tuple[str, str]:
        """What a text's wording and the text itself are called."""
        release = self.state.release
        return release.mark(self.activity.words.wording(text)), release.edition(text)

    def lets_out(self, text: str) -> None:
        """It may be seen."""
        mark, edition = self.names(text)
        self.does("release", {"mark": mark, "edition": edition})

    def hides(self, text: str) -> None:
        """It may not."""
        self.does("hide", self.names(text)[0])

    def groups(self, text: str, group: str) -> None:
        """It belongs there."""
        self.does("group", {"mark": self.names(text)[0], "group": group})


class Host(Moderator):
    """Whoever facilitates a writing."""

    activity: Writing

    def __init__(self, activity: Writing, people: int = 5, secret: str = SECRET) -> None:
        super().__init__(activity, people, secret)

    def shown(self, *texts: str, protected: bool = False, minimum: int = 5, quiet: int = 0) -> Result:
        """What comes of texts that people sent, one each."""
        values: list[JsonValue] = [[text] for text in texts]
        silence = Silence(quiet, 0) if quiet else None
        found = pooled(self.activity, values, minimum, lambda: self.state, silence, protected=protected)
        assert isinstance(found, Released)
        return found.result


def words(result: Result) -> list[str]:
    """The texts that are out."""
    return sorted(each.words for each in result.wall())


BEGUN = "It is late because"
FIVE = ("Me.", "The hotline", "My boss", "Nobody", "Um")


@pytest.mark.parametrize("raw", [[], [""], ["  "], ["\u200b"], [3], {"a": "b"}, 7, ["a", "b"], ["x" * 141], [BEGUN]])
def test_what_is_no_text_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_writing(begins=BEGUN).poses().accept(raw)


def test_a_text_is_kept_in_one_line_without_signs_that_cannot_be_seen() -> None:
    assert a_writing().poses().accept([" I\u202e ask \n\n them\u0000 "]) == ["I ask them"]


def test_several_short_texts_are_one_value_and_empty_fields_are_none() -> None:
    assert a_writing(texts=3).poses().accept(["", "The night shift", "The planners"]) == [
        "The night shift",
        "The planners",
    ]


def test_in_a_small_ordinary_room_texts_are_out_with_the_reveal() -> None:
    assert words(Host(a_writing()).shown(*FIVE)) == sorted(FIVE)


@pytest.mark.parametrize(
    ("more", "people", "protected"),
    [({"sensitive": True}, 5, False), ({"release": "first"}, 5, False), ({}, 51, False), ({}, 5, True)],
)
def test_texts_wait_where_they_must(more: dict[str, Any], people: int, protected: bool) -> None:
    host = Host(a_writing(**more), people)
    assert words(host.shown(*FIVE, protected=protected)) == []
    host.lets_out("My boss")
    assert words(host.shown(*FIVE, protected=protected)) == ["My boss"]


def test_above_fifty_answers_texts_wait_although_few_were_there_at_the_start() -> None:
    host = Host(a_writing(), 5)
    assert len(words(host.shown(*(f"Text {n}" for n in range(50))))) == 50
    assert words(host.shown(*(f"Text {n}" for n in range(51)))) == []


def test_an_edited_text_is_another_and_waits_anew() -> None:
    host = Host(a_writing(release="first"))
    host.lets_out("My boss")
    assert words(host.shown("My boss is an idiot", *FIVE[:4])) == ["My boss"]
    assert words(host.shown("My boss!", "Me.", "Um", "Nobody", "You")) == []


def test_a_hidden_text_does_not_come_back_in_other_letters() -> None:
    host = Host(a_writing())
    host.hides("My boss")
    assert words(host.shown("MY BOSS!", *FIVE)) == ["Me.", "Nobody", "The hotline", "Um"]


def test_hands_are_taken_back_one_by_one() -> None:
    host = Host(a_writing(release="first", groups=GROUPS))
    host.lets_out("Me.")
    host.groups("Me.", "us")
    host.hides("Me.")
    assert words(host.shown(*FIVE)) == []
    host.does("undo")
    assert [row.numbers for row in host.shown(*FIVE).cells().rows] == [(1,), (0,), (4,)]
    assert words(host.shown(*FIVE)) == ["Me."]
    host.does("undo")
    assert [row.numbers for row in host.shown(*FIVE).cells().rows] == [(0,), (0,), (5,)]
    host.does("undo")
    host.does("undo")
    assert words(host.shown(*FIVE)) == []


def test_a_participant_moderates_nothing() -> None:
    host = Host(a_writing(release="first", groups=GROUPS))
    before = host.state
    mark, edition = host.names("Me.")
    host.does("release", {"mark": mark, "edition": edition}, actor=7)
    host.does("hide", mark, actor=7)
    host.does("undo", actor=7)
    assert host.state == before
    with pytest.raises(Refused):
        a_writing().action("release", {"mark": mark, "edition": edition})


def test_a_name_of_a_text_cannot_be_made_without_the_rooms_secret() -> None:
    here, there = (Host(a_writing(), secret=secret) for secret in (SECRET, OTHER))
    assert here.names("Me.")[0] != here.names("Me.")[1]
    assert not set(here.names("Me.")) & set(there.names("Me."))


def test_the_same_words_group_themselves_after_the_first_hand() -> None:
    host = Host(a_writing(groups=GROUPS))
    host.groups("Customer care.", "dept")
    result = host.shown("customer  care", "Customer care!", "Customer care.", "Me", "Me")
    assert [row.numbers for row in result.cells().rows] == [(0,), (3,), (2,)]


def test_where_people_write_several_the_headline_counts_texts_and_not_people() -> None:
    host = Host(a_writing(groups=GROUPS, texts=2))
    host.groups("Me.", "us")
    values: list[JsonValue] = [["Um"], ["Me.", "Nobody"], ["Me.", "A boss"], ["Me.", "A clerk"], ["Me.", "The hotline"]]
    told = pooled(host.activity, values, 5, lambda: host.state)
    assert finding(told, "en") == "4 of 9 texts say “We all are”."


def test_a_group_has_an_example_only_once_one_is_out() -> None:
    host = Host(a_writing(groups=GROUPS, sensitive=True))
    host.groups("The hotline", "dept")
    lines: Any = host.shown(*FIVE).picture(Canvas(Use.SCREEN)).names
    assert [line.example for line in lines] == [None, None, None]
    host.lets_out("The hotline")
    lines = host.shown(*FIVE).picture(Canvas(Use.SCREEN)).names
    assert [line.example for line in lines] == [None, "The hotline", None]


def test_the_headline_says_how_many_say_the_first_and_how_many_said_nothing() -> None:
    host = Host(a_writing(groups=GROUPS))
    for text in ("Me.", "Um"):
        host.groups(text, "us")
    told = Released(host.shown(*FIVE, quiet=2))
    assert finding(told, "en") == "2 of 7 say “We all are”. 2 said nothing."
    assert [seen.pattern for seen in told.result.patterns()] == ["silent", "leads", "open"]


def test_the_cards_know_who_leads() -> None:
    host = Host(a_writing(groups=GROUPS))
    host.groups("The hotline", "dept")
    assert [seen.pattern for seen in host.shown(*FIVE).patterns()] == ["dept", "leads", "open"]
    for text in FIVE[2:]:
        host.groups(text, "us")
    seen = host.shown(*FIVE).patterns()
    assert ([each.pattern for each in seen], seen[1].leads) == (["us", "leads", "open"], "us")


def test_order_of_arrival_is_nowhere_on_a_wall() -> None:
    host = Host(a_writing())
    one, other = host.shown(*FIVE), host.shown(*reversed(FIVE))
    assert one == other


def test_a_kind_is_handed_no_text_that_is_not_out(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Pool] = []
    pool = Writing.pool

    def overheard(self: Writing, given: Pool) -> Result:
        handed.append(given)
        return pool(self, given)

    monkeypatch.setattr(Writing, "pool", overheard)
    host = Host(a_writing(sensitive=True))
    host.lets_out("Um")
    host.shown(*FIVE)
    assert sorted(str(each.value) for each in handed[0].values) == ["None"] * 4 + ["Um"]
    assert handed[0].release is None


def test_fewer_than_the_minimum_are_nowhere_not_even_to_be_read() -> None:
    host = Host(a_writing())
    assert to_read(host.activity, [["Me."]] * 4, 5, lambda: host.state, protected=False) is None
    assert pooled(host.activity, [["Me."]] * 4, 5, lambda: host.state) == Withheld(4, 5)


def marking() -> Host:
    """A round whose texts are marked, with three of five texts out."""
    host = Host(a_writing(release="first", upvotes={"question": "I would take that call"}))
    for text in FIVE[:3]:
        host.lets_out(text)
    return host


def marked(host: Host, *votes: list[str], written: int = 5) -> Outcome:
    """What comes of marks, each person's by the texts."""
    values: list[JsonValue] = [[host.names(text)[0] for text in each] for each in votes]
    about: list[JsonValue] = [[text] for text in FIVE[:written]]
    return pooled(host.activity, values, 5, lambda: host.state, round=2, about=about)


def test_texts_stand_by_how_many_marked_them() -> None:
    shown = marked(marking(), ["My boss"], ["My boss", "Me."], ["My boss"], ["Me."], ["My boss"])
    assert isinstance(shown, Released)
    assert [(each.words, each.votes) for each in shown.result.wall()] == [
        ("My boss", 4),
        ("Me.", 2),
        ("The hotline", 0),
    ]
    assert finding(shown, "en") == "4 of 5 marked the line on top."
    assert [seen.pattern for seen in shown.result.patterns()] == ["us", "open"]


def test_a_mark_of_a_text_that_is_not_out_counts_nothing() -> None:
    host = marking()
    host.hides("My boss")
    shown = marked(host, *[["My boss", "Nobody"]] * 5)
    assert isinstance(shown, Released)
    assert [each.votes for each in shown.result.wall()] == [0, 0]
    assert "boss" not in repr(shown.result)


def test_a_text_is_marked_once_a_person() -> None:
    mark = marking().names("Me.")[0]
    assert marking().activity.asked(2).accept([mark, mark]) == [mark]


@pytest.mark.parametrize(
    "raw", [[], ["me"], "0" * 16, [7], [["0" * 16]], [f"{n:016x}" for n in range(61)], ["0" * 15 + "G"]]
)
def test_what_names_no_text_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        marking().activity.asked(2).accept(raw)


def test_marks_of_too_few_and_of_texts_of_too_few_stay_sealed() -> None:
    assert isinstance(marked(marking(), *[["Me."]] * 4), Withheld)
    assert isinstance(marked(marking(), *[["Me."]] * 5, written=4), Withheld)


def test_two_lines_compete() -> None:
    shown = marked(marking(), ["Me."], ["Me."], ["My boss"], ["My boss"], ["The hotline"])
    assert isinstance(shown, Released)
    assert shown.result.patterns()[0].pattern == "dept"
    assert finding(shown, "en") == "Two lines are level: 2 of 5 each."


def test_a_foul_word_waits_even_where_nothing_else_does() -> None:
    host = Host(a_writing().guarded(("blast*",)))
    assert words(host.shown("Bl4sted hotline", *FIVE[:4])) == sorted(FIVE[:4])
    host.lets_out("Bl4sted hotline")
    assert "Bl4sted hotline" in words(host.shown("Bl4sted hotline", *FIVE[:4]))


def test_what_a_crowd_says_in_the_same_words_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    wording = Words.wording

    def heard(self: Words, text: str) -> str:
        named.append(text)
        return wording(self, text)

    monkeypatch.setattr(Words, "wording", heard)
    host = Host(a_writing())
    host.shown(*FIVE * 300)
    assert sorted(named) == sorted(FIVE)
