"""Words to pick: what is taken, how own words get out, what a room and its groups amount to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.event import FACILITATOR, Event
from server.activities.contract.question import Place
from server.activities.measures.firsts import Firsts
from server.activities.measures.lists import Lists
from server.activities.measures.picks import Picks
from server.activities.measures.reading import Tray
from server.activities.pick import Pick
from server.charts.canvas import Canvas, Use
from server.charts.words import Words
from server.refusals import Refused
from server.results.disclosure import compared, pooled, split, to_read
from server.results.outcomes import Outcome, Released
from server.results.segments import Segment
from server.results.texts import finding
from server.scenes import Scene
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from tests.boards import NOW, SAMPLER, a_board
from tests.scenes.test_phone import COUNT_BYTES, wire

WORDS = ("patience", "courage", "calm", "care", "speed")


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """Some of the words, in some order, with an own one now and then."""
    question = activity.poses()
    assert isinstance(question, Picks)
    keys = st.permutations([place.key for place in question.places])
    picked: st.SearchStrategy[list[JsonValue]] = keys.flatmap(
        lambda order: st.integers(1, question.many).map(lambda many: [*order[:many]])
    )
    own = st.lists(st.sampled_from(["~Grit", "~grit!", "~tea", "~a straight face"]), max_size=question.most_own)
    return st.tuples(picked, own).map(lambda both: [*both[1], *both[0]][: question.many])


def acts(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What a facilitator does with own words."""
    mark = st.text("0123456789abcdef", min_size=16, max_size=16)
    release = st.fixed_dictionaries({"mark": mark, "edition": mark})
    given = {"release": release, "hide": mark, "undo": st.none()}
    return st.sampled_from(sorted(given)).flatmap(lambda what: st.tuples(st.just(what), given[what]))


def a_pick(*words: str, **more: Any) -> Pick:
    """These words, three of which are to be picked, all of them perhaps own ones."""
    items = [{"key": word, "text": word} for word in words or WORDS]
    told = {"key": "values", "kind": "pick", "title": "Values", "minutes": 3, "question": "Which three?", "own": 3}
    return Pick.model_validate({**told, "items": items, **more})


def say(*lists: str) -> list[JsonValue]:
    """People who say "patience calm" or "~grit calm"; an own word of several is joined by "_"."""
    return [[word.replace("_", " ") for word in each.split()] for each in lists]


def cells(shown: Outcome) -> dict[str, tuple[int | float | None, ...]]:
    """By word: who put it first, and who chose it; of nobody nothing."""
    assert isinstance(shown, Released)
    return {row.key: row.numbers for row in shown.result.cells().rows if any(row.numbers)}


REFUSED: list[JsonValue] = [
    [], "calm", None, {"a": 1}, ["x"], [1], ["calm", "calm"], ["calm", "care", "speed", "patience"], ["~"],
    ["~ \u200b"], ["~" + "x" * 21], ["calm", None], ["Calm"],
]  # fmt: skip


@pytest.mark.parametrize("raw", REFUSED)
def test_what_is_no_list_of_words_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused):
        a_pick().poses().accept(raw)


def test_own_words_are_taken_where_and_as_many_as_the_author_allows() -> None:
    with pytest.raises(Refused):
        a_pick(own=0).poses().accept(["~grit"])
    with pytest.raises(Refused):
        a_pick(own=1).poses().accept(["~grit", "~tea"])
    assert a_pick(own=1).poses().accept(["calm", "~grit"]) == ["calm", "~grit"]


@pytest.mark.parametrize(
    ("raw", "taken"),
    [
        (["~  a   straight face "], ["~a straight face"]),
        (["~Calm!", "care"], ["calm", "care"]),  # who writes a listed word has chosen it
        (["~Geduld"], ["patience"]),  # in whatever language of the workshop
        (["care", "~CARE"], ["care"]),
        (["~calm", "care", "calm"], ["calm", "care"]),
        (["~Grit", "~grit!"], ["~Grit"]),
        (["~g\u202erit\u0336\u0336\u0336\u0336"], ["~grit\u0336"]),
    ],
)
def test_own_words_are_cleaned_and_fall_together_with_what_says_the_same(raw: JsonValue, taken: JsonValue) -> None:
    items = [{"key": word, "text": {"en": word, "de": "Geduld" if word == "patience" else word}} for word in WORDS]
    question = a_pick(items=items).poses()
    assert question.accept(raw) == taken
    assert question.accept(taken) == taken


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"items": [{"key": key, "text": key} for key in ("a", "b", "a", "c")]}, "two items have the key"),
        ({"items": [{"key": key, "text": "Care" if key < "c" else key} for key in "abcde"]}, "two items say"),
        ({"most": 4, "items": [{"key": key, "text": key} for key in "abc"]}, "more words than there are"),
        ({"most": 2, "own": 3}, "more than 'most'"),
    ],
)
def test_content_that_cannot_be_answered_is_refused(more: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        a_pick(**more)


def test_people_are_counted_by_their_first_word_and_by_all_of_them() -> None:
    shown = pooled(a_pick(), say("calm care", "calm", "care calm speed", "speed calm", "calm speed"), 5)
    assert cells(shown) == {"calm": (3, 5), "care": (1, 2), "speed": (1, 3)}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (say("calm", "calm", "calm", "care", "speed"), "Calm leads: 3 of 5 put it first."),
        (say("calm", "calm", "care", "care", "speed"), "Level in front: Calm and Care."),
        (say("calm", "care", "speed", "~a", "~b"), "3 words lead: 1 of 5 each."),
        (say("~a", "~b", "~c", "~d", "~e"), "5 put a word of their own first."),
        (say("~grit", "~Grit", "~GRIT", "care", "calm"), "GRIT leads: 3 of 5 put it first."),
        (say(*["calm"] * 201, *["care"] * 100), "Calm leads: 67% of 301 put it first."),
    ],
)
def test_the_headline(values: list[JsonValue], words: str) -> None:
    assert finding(pooled(a_pick(), values, 5), "en") == words


def test_an_own_word_is_told_once_two_people_wrote_it_and_not_a_sign_of_any_other() -> None:
    values = say("~Grit calm", "~grit! care", "~Secret calm", "care ~grit", "calm")
    for sensitive in (False, True):
        shown = pooled(a_pick(sensitive=sensitive), values, 5)
        assert cells(shown) == {"calm": (1, 3), "care": (1, 2), "~Grit": (2, 3), "~": (1, 1)}
        assert "ecret" not in repr(shown)


def test_a_foul_word_waits_however_many_wrote_it_and_so_do_all_where_the_author_says_so() -> None:
    values = say("~f4rt calm", "~F4rt care", "~tea", "~tea", "calm")
    guarded = a_pick().guarded(("fart",))
    assert {key for key in cells(pooled(guarded, values, 5)) if key.startswith("~")} == {"~", "~tea"}
    assert set(cells(pooled(a_pick(release="first"), values, 5))) == {"calm", "care", "~"}


def hands(activity: Pick, *done: tuple[str, str]) -> Any:
    """The state after these were let out or hidden."""
    state = activity.start(1, "5eed", [1, 2, 3, 4, 5])
    for what, word in done:
        mark = state.release.mark(activity.words.wording(word))
        value: JsonValue = mark if what == "hide" else {"mark": mark, "edition": state.release.edition(word)}
        state = activity.fold(state, Event(FACILITATOR, what, activity.act(what, value), 0))
    return state


def test_one_word_is_let_out_by_hand_and_a_hidden_one_is_gone_whoever_writes_it_how() -> None:
    activity, values = a_pick(), say("~Grit calm", "~grit! care", "~tea calm", "care", "calm")
    let_out = hands(activity, ("release", "tea"))
    assert {"~tea", "~Grit"} <= set(cells(pooled(activity, values, 5, lambda: let_out)))
    hidden = hands(activity, ("release", "tea"), ("hide", "grit"), ("hide", "tea"))
    shown = pooled(activity, values, 5, lambda: hidden)
    assert cells(shown) == {"calm": (1, 3), "care": (1, 2), "~": (3, 3)}
    assert "rit" not in repr(shown)


def test_whoever_facilitates_reads_all_own_words_and_no_other() -> None:
    activity = a_pick()
    tray = to_read(activity, say("~Grit calm", "~grit care", "~tea", "calm", "care"), 5, lambda: hands(activity), True)
    assert isinstance(tray, Tray)
    assert [(card.words, card.texts) for card in tray.waiting.cards] == [("tea", 1)]
    assert [(card.words, card.texts) for card in tray.columns[0].cards] == [("Grit", 2)]


def apart(one: list[JsonValue], other: list[JsonValue], state: Any = None) -> Released:
    """A room of two groups."""
    values = dict(enumerate([*one, *other]))
    places = Place("m", "Managers", "A"), Place("f", "Front line", "B")
    groups = Segment(places, {at: int(at >= len(one)) for at in values})
    shown = split(a_pick(), values, groups, 5, lambda: state or hands(a_pick()))
    assert isinstance(shown, Released)
    return shown


@pytest.mark.parametrize(
    ("one", "other", "words", "patterns"),
    [
        (
            say(*["calm"] * 4, "care"),
            say(*["calm"] * 4, "speed calm"),
            "Calm leads both lists. “Care” is on one list only.",
            ["missing", "shared", "open"],
        ),
        (
            say(*["calm care"] * 4, "care speed"),
            say(*["care calm"] * 4, "speed calm"),
            "Managers: Calm. Front line: Care.",
            ["gap", "open"],
        ),
        (say("calm", "care") * 3, say("calm", "care") * 3, "No word leads in either group.", ["open"]),
    ],
)
def test_two_lists_tell_what_they_share_and_what_is_missing(
    one: list[JsonValue], other: list[JsonValue], words: str, patterns: list[str]
) -> None:
    shown = apart(one, other)
    assert finding(shown, "en") == words
    assert [seen.pattern for seen in shown.result.patterns()] == patterns


def test_a_word_that_somebody_of_the_other_group_chose_second_is_not_missing_there() -> None:
    shown = apart(say(*["calm"] * 5), say("care calm", *["care"] * 4))
    assert isinstance(shown.result, Lists)
    assert shown.result.missing is not None
    assert shown.result.missing[0].key == "care"


def test_beside_a_group_an_own_word_stands_from_two_of_it_on_let_out_or_not() -> None:
    one, other = say("~grit", "~grit", "~tea", "calm", "calm"), say("~grit", "care", "care", "care", "~salt")
    shown = apart(one, other, hands(a_pick(), ("release", "tea"), ("release", "salt")))
    first, second = (group.result for group in shown.sides.groups) if shown.sides else (None, None)
    assert isinstance(first, Firsts)
    assert isinstance(second, Firsts)
    assert [word.key for word in first.words if word.own] == ["~grit"]
    assert [word.key for word in second.words if word.own] == []
    assert (first.untold.chosen, second.untold.chosen) == (1, 2)
    assert isinstance(shown.result, Lists)
    assert {word.key for word in shown.result.whole.words if word.own} == {"~grit", "~tea", "~salt"}  # type: ignore[attr-defined]  # Firsts


def test_no_card_has_an_own_word_on_it() -> None:
    leading = say(*["~grit calm"] * 5)
    for shown in (apart(leading, leading), pooled(a_pick(), leading, 5)):
        assert isinstance(shown, Released)
        assert "rit" not in repr([seen.slots for seen in shown.result.patterns()])
        assert "rit" not in repr([seen.head for seen in shown.result.patterns()])
        assert "Grit" in finding(shown, "en")


def test_of_two_rounds_is_told_which_word_won_or_lost_most_and_of_nobody_who_moved() -> None:
    first, second = (dict(enumerate(each)) for each in (say(*["calm"] * 5, "care"), say(*["calm"] * 2, *["care"] * 4)))
    for sensitive in (False, True):
        shown = compared(a_pick(rounds=2, sensitive=sensitive), first, second, 5)
        assert isinstance(shown, Released)
        assert finding(shown, "en") == "Care: 1 put it first before, 4 now."
        assert shown.moves == {}
    again = compared(a_pick(rounds=2), first, first, 5)
    assert finding(again, "en") == "Every word has as many people as before."


def test_an_own_word_of_the_first_round_is_told_beside_the_second_only_if_it_is_out_there() -> None:
    first, second = (say("~grit", "~grit", "~tea", "~tea", "calm"), say("~grit", "~Grit", "~salt", "calm", "calm"))
    shown = compared(a_pick(rounds=2), dict(enumerate(first)), dict(enumerate(second)), 5)
    assert cells(shown) == {"calm": (1, 2), "~Grit": (2, 2), "~": (2, 1)}
    assert "tea" not in repr(shown)


@pytest.mark.parametrize("people", [2, 5, 12, 126, 300, 301, 5_000])
@pytest.mark.parametrize("many", [3, 16])
@pytest.mark.parametrize("use", [Use.SCREEN, Use.PRINT])
def test_words_stand_within_their_field_and_no_dot_is_lost(people: int, many: int, use: Use) -> None:
    words = [f"word number {at:06}" for at in range(many)]
    items = [{"key": f"k{at}", "text": word} for at, word in enumerate(words)]
    values: list[JsonValue] = [[f"k{at * at % many}"] for at in range(people)]
    shown = pooled(a_pick(items=items, most=2, own=2), [*values[:-1], ["~own"]], 2)
    assert isinstance(shown, Released)
    drawn = shown.result.picture(Canvas(use)).drawing
    assert isinstance(drawn, Words)
    (field,) = drawn.fields
    assert sum(item.entry.people for item in field.items) + sum(rest.people for rest in field.rests) == people
    assert field.height <= (690 if use is Use.SCREEN else 1400)
    for item in field.items:
        assert item.block is not None
        assert item.x + item.block.width <= 1200.5
        assert item.y + item.block.below <= field.height


def test_on_phones_no_long_word_is_so_large_that_it_would_be_broken() -> None:
    items = [{"key": "calm", "text": "calm"}, {"key": "long", "text": "w" * 18}, {"key": "rest", "text": "rest"}]
    shown = pooled(a_pick(items=items), say(*["calm"] * 5, *["long"] * 5), 5)
    assert isinstance(shown, Released)
    drawn = shown.result.picture(Canvas(Use.PHONE)).drawing
    assert isinstance(drawn, Words)
    calm, long = sorted(drawn.fields[0].items, key=lambda item: item.entry.key)
    assert (calm.entry.key, calm.step, long.step) == ("calm", 5, 1)


def test_only_the_desk_has_own_words_that_are_not_out_and_what_is_done_with_them() -> None:
    board = a_board(12, "talk", 1, "values", workshop=SAMPLER)
    board.books["values", 1].values |= {1: ["~Salt", "calm"], 2: ["~Grit", "calm"], 3: ["~grit", "calm"]}
    desk, wall, handset = (html(scene(board, NOW), "en") for scene in (console, screen, phone))
    tray = desk.partition('id="own-words"')[2]
    assert all(word in tray for word in ("Salt", "Grit", 'form="sort-release"', 'form="sort-hide"'))
    assert "Salt" not in wall + handset
    assert "Grit" in wall
    assert "~Grit" in handset


def test_two_long_lists_are_small_enough_to_follow_every_hand() -> None:
    items = [{"key": f"long-word-{at}", "text": f"{at:02} العملاء العملا"} for at in range(16)]
    values: dict[int, JsonValue] = {who: [items[(who * 7) % 16]["key"]] for who in range(300)}
    places = Place("m", "العملاء " * 3, "A"), Place("f", "العملاء " * 3, "B")
    shown = split(a_pick(items=items), values, Segment(places, {who: who % 2 for who in values}), 5)
    assert isinstance(shown, Released)
    context = {"picture": shown.result.picture(Canvas(Use.PHONE)), "finding": finding(shown, "ar"), "lead": True}
    drawn = html(Scene("scenes/phone/found.html", context), "ar")
    assert wire("count", {"parts": {"found": drawn}}) <= COUNT_BYTES
