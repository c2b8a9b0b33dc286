"""What a phone may say, and that everything else is refused by a code of its own, whatever it is."""

from __future__ import annotations

import json
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.live.decode import (
    _USUAL,
    LARGEST,
    LARGEST_WHOLE,
    ActionMessage,
    AnswerMessage,
    BeatMessage,
    SnapshotMessage,
    _any,
    decode,
    usual,
)
from server.refusals import Refused

ID = "0123456789abcdef" * 2
KINDS: tuple[object, ...] = ("", "ack", "ANSWER", "move", None, 1, ["beat"], {})
CODES = {
    "bad-text",
    "duplicate-key",
    "malformed",
    "not-a-number",
    "too-deep",
    "too-large",
    "too-large-number",
    "unknown-type",
    "wrong-shape",
}


def answer(**changed: object) -> str:
    """An answer as phones send it, right but for what is changed."""
    right = {"type": "answer", "answer_id": ID, "activity": "plan", "round": 1, "rev": 1, "value": "call"}
    return json.dumps({**right, **changed})


def action(**changed: object) -> str:
    """An action, right but for what is changed."""
    right = {"type": "action", "action_id": ID, "activity": "plan", "round": 1, "what": "clap", "value": None}
    return json.dumps({**right, **changed})


def valued(raw: str) -> str:
    """An answer whose value is written out by hand."""
    return answer(value="@").replace('"@"', raw)


def without(key: str) -> str:
    """An answer that lacks something."""
    return json.dumps({name: value for name, value in json.loads(answer()).items() if name != key})


WRONG: list[tuple[str, str]] = [
    *(("malformed", text) for text in ("", " ", "{", "}", "beat", "{'a':1}", '{"a":1,}', '{"a":1}{}', "\ufeff{}")),
    *(("malformed", text) for text in ("null", "true", "3", '"beat"', "[]", '[{"type":"snapshot"}]', "\x00")),
    ("malformed", '{"type":"snap\nshot"}'),
    ("malformed", valued("01")),
    ("malformed", valued('"\\ud8"')),
    *(("not-a-number", valued(name)) for name in ("NaN", "Infinity", "-Infinity", "[1,NaN]")),
    ("not-a-number", "NaN"),
    *(("too-large-number", valued(number)) for number in ("9" * 17, "-" + "9" * 17, "9" * 9_000, "1e400", "-1e17")),
    ("too-large-number", valued(str(LARGEST_WHOLE + 1))),
    ("too-large-number", '{"type":"beat","version":1e999999999}'),
    *(("too-deep", valued("[" * deep + "]" * deep)) for deep in (8, 9, 500, 7_000)),
    ("too-deep", valued('{"a":' * 8 + "1" + "}" * 8)),
    ("too-deep", '{"a":' * 2_500 + "1" + "}" * 2_500),
    ("duplicate-key", '{"type":"beat","version":1,"version":2}'),
    ("duplicate-key", '{"type":"snapshot","type":"snapshot"}'),
    ("duplicate-key", valued('{"a":{"b":1,"b":1}}')),
    *(("bad-text", valued(json.dumps(char))) for char in ("\ud800", "a\udfff", "\x00", "\x1b[2J", "\x7f", "\x85")),
    ("bad-text", valued('["fine","\\ud83d"]')),
    ("bad-text", valued('{"\\u0007":1}')),
    ("bad-text", '{"type":"snap\\u0000shot"}'),
    *(("unknown-type", json.dumps({"type": kind})) for kind in KINDS),
    ("unknown-type", "{}"),
    *(("wrong-shape", without(key)) for key in ("answer_id", "activity", "round", "rev", "value")),
    *(("wrong-shape", answer(answer_id=wrong)) for wrong in ("", ID[1:], ID + "0", ID + "\n", "g" * 32, 1, None)),
    *(
        ("wrong-shape", answer(answer_id=wrong))
        for wrong in (f"{{{uuid.UUID(ID)}}}", "-" * 36, "-".join(ID), f"{ID[:8]}-{ID[8:]}")
    ),
    *(("wrong-shape", answer(activity=wrong)) for wrong in (None, 1, ["plan"], "x" * 65)),
    *(("wrong-shape", answer(round=wrong)) for wrong in (-1, 1_001, "1", 1.0, True, None)),
    *(("wrong-shape", answer(rev=wrong)) for wrong in (0, -1, 1_000_001, "1", 1.5, True, None)),
    ("wrong-shape", answer(seat=1)),
    ("wrong-shape", '{"type":"beat"}'),
    ("wrong-shape", '{"type":"beat","version":-1}'),
    ("wrong-shape", '{"type":"snapshot","room":2}'),
    *(("wrong-shape", action(what=wrong)) for wrong in ("", "Clap", "1st", "a b", "clap\n", "é", "x" * 33, None, 1)),
    *(("wrong-shape", action(action_id=wrong)) for wrong in ("", ID[1:], 1, None)),
    *(("wrong-shape", action(**wrong)) for wrong in ({"rev": 1}, {"round": -1}, {"activity": None}, {"seat": 3})),
    ("too-deep", action(value=json.loads("[" * 9 + "]" * 9))),
    ("bad-text", action(value=["\x00"])),
    ("too-large", " " * (LARGEST + 1)),
    ("too-large", valued(json.dumps("é" * 9_000, ensure_ascii=False))),
]


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{code}-{number}" for number, (code, _) in enumerate(WRONG)])
def test_each_way_to_be_wrong_has_its_own_code(code: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(text)
    assert refused.value.code == code
    assert len(refused.value.message) < 100 or code == "wrong-shape"


def test_every_code_is_tried() -> None:
    assert {code for code, _ in WRONG} == CODES


def test_what_phones_send_is_read() -> None:
    assert decode(answer()) == AnswerMessage(type="answer", answer_id=ID, activity="plan", round=1, rev=1, value="call")
    assert decode(action(action_id=str(uuid.UUID(ID)).upper())) == ActionMessage("action", ID, "plan", 1, "clap", None)
    assert decode('{"type":"beat","version":17}') == BeatMessage(type="beat", version=17)
    assert decode(' {"type": "snapshot"}\n') == SnapshotMessage(type="snapshot")


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -1.5, LARGEST_WHOLE, -LARGEST_WHOLE, "", "Grüße 👋🏽\n\t日本", "a\u200db", [], {}, [[[[[[[]]]]]]]],
)
def test_any_honest_value_comes_through_unchanged(value: object) -> None:
    for text in (answer(value=value), valued(json.dumps(value, ensure_ascii=False))):
        message = decode(text)
        assert isinstance(message, AnswerMessage)
        assert message.value == value
        assert type(message.value) is type(value)


def test_the_largest_message_is_read() -> None:
    room = LARGEST - len(answer(value=""))
    message = decode(answer(value="x" * room))
    assert isinstance(message, AnswerMessage)
    with pytest.raises(Refused, match="too large"):
        decode(answer(value="x" * (room + 1)))


def code_of(text: str) -> str:
    """How a text is refused; "" if it is read. No third thing may happen."""
    try:
        decode(text)
    except Refused as refused:
        return refused.code
    return ""


FEW = settings(max_examples=40)
anything: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None, exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@FEW
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert code_of(text) in CODES | {""}


@FEW
@given(st.text(st.sampled_from('{}[]":,.0123456789eE+-\\utrufalsn NIy\t\n\x00\ud800"type"beat"'), max_size=60))
def test_any_almost_json_is_read_or_refused(text: str) -> None:
    assert code_of(text) in CODES | {""}


@FEW
@given(st.dictionaries(st.sampled_from(["type", "answer_id", "activity", "round", "rev", "value", "x"]), anything))
def test_any_object_is_read_or_refused(fields: dict[str, object]) -> None:
    assert code_of(json.dumps(fields)) in CODES
    assert code_of(json.dumps({**json.loads(answer()), **fields})) in CODES | {""}


@FEW
@given(anything)
def test_any_value_is_read_as_it_was_sent_or_refused(value: object) -> None:
    text = answer(value=value)
    if not code_of(text):
        message = decode(text)
        assert isinstance(message, AnswerMessage)
        assert message.value == value


@FEW
@given(st.integers(0, len(answer())), st.integers(0, 20), st.text(max_size=5))
def test_an_answer_with_a_hole_in_it_is_read_or_refused(start: int, length: int, patch: str) -> None:
    text = answer()
    assert code_of(text[:start] + patch + text[start + length :]) in CODES | {""}


@given(st.uuids())
def test_one_id_in_any_spelling_is_one_id(drawn: uuid.UUID) -> None:
    spellings = {drawn.hex, str(drawn), drawn.hex.upper(), str(drawn).upper()}
    assert {getattr(decode(answer(answer_id=spelt)), "answer_id", None) for spelt in spellings} == {drawn.hex}


COMPACT = (",", ":")
# What stands between the quotes of a plain value, and what would end it or be read otherwise.
near = st.text(st.sampled_from('abc-Z09 !#[]~"\\\x1f\x7fé\u0660\ud800'), max_size=8)


def short(text: str) -> bool:
    """Whether a text takes the short road, by which it must come where the long one leads."""
    taken = usual(text)
    assert taken is None or taken == _any(text)
    return taken is not None


@settings(max_examples=200)
@given(st.from_regex(_USUAL, fullmatch=True))
def test_whatever_the_short_road_takes_the_long_one_takes_to_the_same_message(text: str) -> None:
    assert short(text) or '"value":"' not in text


parts = st.recursive(
    st.integers(-(2**54), 2**54) | st.floats() | near | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(near, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200)
@given(parts, st.integers(0, 9), st.booleans(), near)
def test_an_answer_of_parts_comes_to_the_same_however_deep_or_broken(
    value: object, deeper: int, escaped: bool, tail: str
) -> None:
    for _ in range(deeper):
        value = [value]
    text = json.dumps(json.loads(answer()) | {"value": value}, separators=COMPACT, ensure_ascii=escaped)
    for spoilt in (text, text[:-1] + tail + "}", text.replace("1", tail), text.replace("[", "[[", 1)):
        short(spoilt)


@pytest.mark.parametrize(
    "value", [{"advocate": 4, "promise": 2}, ["tell", "wait"], 50, ["الآن", "über"], {"first": 100}]
)
def test_an_answer_of_parts_takes_the_short_road(value: object) -> None:
    text = json.dumps(json.loads(answer(value=value)), separators=COMPACT, ensure_ascii=False)
    assert short(text)
    assert decode(text).value == value  # type: ignore[union-attr]  # an answer


@pytest.mark.parametrize(
    "value", ['{"a":1,"a":2}', "[NaN]", '["\\ud800"]', "9007199254740993", '[1]},"x":{"y":[2]', "[1],[2]"]
)
def test_the_short_road_refuses_nothing_by_itself(value: str) -> None:
    text = json.dumps(json.loads(answer()), separators=COMPACT).replace('"call"', value)
    assert not short(text)
    with pytest.raises(Refused):
        decode(text)


@settings(max_examples=200)
@given(near, st.integers(-1, 1_200), st.integers(-1, 1_000_100), near | st.integers() | st.none(), st.booleans())
def test_what_is_nearly_usual_comes_to_the_same(
    activity: str, round: int, rev: int, value: object, escaped: bool
) -> None:
    fields = {"type": "answer", "answer_id": ID, "activity": activity, "round": round, "rev": rev, "value": value}
    short(json.dumps(fields, separators=COMPACT, ensure_ascii=escaped))


@settings(max_examples=100)
@given(st.integers(0, 150), st.integers(0, 3), near)
def test_a_hole_in_a_usual_answer_comes_to_the_same(start: int, length: int, patch: str) -> None:
    text = json.dumps(json.loads(answer()), separators=COMPACT)
    short(text[:start] + patch + text[start + length :])


def test_the_usual_answer_takes_the_short_road() -> None:
    assert short(json.dumps(json.loads(answer()), separators=COMPACT))
    assert not short(answer()), "with spaces in it, it is not as our page writes it"
    assert not short(json.dumps(json.loads(answer(value="x" * 201)), separators=COMPACT)), "nor is a long text"
